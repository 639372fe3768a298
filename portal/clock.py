"""The only clock: every date and time that the portal acts on comes from here."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on a calendar in Liverpool."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The date on a calendar in Liverpool at a moment."""
    return at.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The moment at which a day ends in Liverpool: what is before it was that day or earlier."""
    return datetime.combine(day + timedelta(days=1), time.min, LONDON).astimezone(UTC)
