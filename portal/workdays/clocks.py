"""Times on a London clock, and the two nights a year when such a time can mislead."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")


class ClockChange(ValueError):  # noqa: N818 — named for what happened, like the words on the page
    """A time on a London clock that does not exist, or that comes twice. Its text is for people."""


def london_moment(local: datetime) -> datetime:
    """The moment, in UTC, at which a London clock shows a date and time without a zone.

    Raises ClockChange where the clock never shows it (the spring change) or shows it twice (the
    autumn change), and ValueError when the time already has a zone.
    """
    if local.tzinfo is not None:
        raise ValueError("A time on the clock has no zone of its own.")
    sooner = local.replace(tzinfo=LONDON, fold=0)
    later = local.replace(tzinfo=LONDON, fold=1)
    if sooner.utcoffset() == later.utcoffset():
        return sooner.astimezone(UTC)
    when = f"{local:%H:%M} on {local.day} {local:%B %Y}"
    # In spring the two readings are the offsets before and after a gap, in the "wrong" order.
    if sooner.astimezone(UTC) > later.astimezone(UTC):
        raise ClockChange(
            f"{when} does not exist: the clocks go forward an hour that night. "
            "Choose a time before 01:00 or from 02:00."
        )
    raise ClockChange(
        f"{when} happens twice: the clocks go back an hour that night. "
        "Choose a time before 01:00 or from 02:00."
    )
