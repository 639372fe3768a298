"""A school's own calendar: the days it closes, and the school days and weeks that are left."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from portal.workdays.counting import is_working_day
from portal.workdays.holidays import ENGLAND

LONGEST: Final = 4_000
"""Days in the longest span that is counted: a contract and its extensions are far shorter."""


@dataclass(frozen=True)
class DateRange:
    """A run of days, the first and the last included; raises ValueError when they are swapped."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The last day {self.last} is before the first day {self.first}.")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """A school's closures over the bank holidays of England; closures may overlap."""

    closures: tuple[DateRange, ...] = ()
    holidays: frozenset[date] = ENGLAND

    def closure_on(self, day: date) -> DateRange | None:
        """The first closure a day lies in, so that a page can say why the school is closed."""
        return next((closure for closure in self.closures if day in closure), None)

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are in school: a working day in no closure."""
        return is_working_day(day, self.holidays) and self.closure_on(day) is None


def school_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """Every school day from `first` to `last`, both included, in order; none if they are swapped.

    Raises ValueError for a span of more than LONGEST days.
    """
    length = (last - first).days + 1
    if length > LONGEST:
        raise ValueError(f"{length} days is more than this calendar counts ({LONGEST}).")
    days = (first + timedelta(days=n) for n in range(length))
    return tuple(day for day in days if calendar.is_school_day(day))


def weeks_in_term(calendar: Calendar, first: date, last: date, at_least: int = 1) -> int:
    """How many Monday-to-Sunday weeks hold school days between two dates, both included.

    A week counts as soon as it has `at_least` school days (one, unless told otherwise) inside the
    span. An adviser who comes n days a week can ask for the weeks with at least n.
    Raises ValueError for a span of more than LONGEST days.
    """
    in_week: dict[tuple[int, int], int] = {}
    for day in school_days(calendar, first, last):
        week = day.isocalendar()[:2]
        in_week[week] = in_week.get(week, 0) + 1
    return sum(count >= at_least for count in in_week.values())
