"""The only clock: every date and time that the portal acts on comes from here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on a calendar in Liverpool."""
    return now().astimezone(LONDON).date()
