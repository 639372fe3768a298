"""Decides whether the adviser days that are needed fit into the school's calendar."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from portal.workdays import Calendar, school_days

TIGHT = Fraction(105, 100)
"""Less than 5% to spare leaves no room for illness, snow or a moved exam."""


class Room(StrEnum):
    """How well the need fits."""

    ENOUGH = "enough"
    TIGHT = "tight"
    SHORT = "short"


@dataclass(frozen=True)
class Hosting:
    """When a school can host: days a week, rooms at once, weekdays ruled out (0 is Monday)."""

    weekly_days: Decimal
    rooms: int
    blocked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Fit:
    """Adviser days needed and available between two dates, over so many weeks."""

    needed: Fraction
    available: Decimal
    weeks: int
    first: date
    last: date

    @property
    def room(self) -> Room:
        """Whether it fits, just fits, or does not."""
        if self.available < self.needed:
            return Room.SHORT
        return Room.TIGHT if self.available < self.needed * TIGHT else Room.ENOUGH


def fit(needed: Fraction, calendar: Calendar, first: date, last: date, hosting: Hosting) -> Fit:
    """Compare a need with the days that can be hosted from `first` to `last`, both included.

    Each week gives the weekly days, but never more than its school days times the rooms. The
    calendar's closures should hold the exam periods as well.

    Raises:
        ValueError: the span is longer than the calendar counts (about eleven years).
    """
    weeks = Counter(
        day.isocalendar()[:2]
        for day in school_days(calendar, first, last)
        if day.weekday() not in hosting.blocked
    )
    days = sum(
        (min(hosting.weekly_days, Decimal(n * hosting.rooms)) for n in weeks.values()), Decimal(0)
    )
    return Fit(needed, days, len(weeks), first, last)
