"""Counting in working days: Mondays to Fridays that are not bank holidays."""

from datetime import date, timedelta
from typing import Final

from portal.workdays.holidays import ENGLAND

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
MOST_DAYS: Final = 10_000
"""No count in this portal is longer; more would only be a mistake that keeps the machine busy."""


def is_working_day(day: date, holidays: frozenset[date] = ENGLAND) -> bool:
    """Whether a day is a Monday to Friday and not a bank holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: frozenset[date] = ENGLAND) -> date:
    """The first working day after a day; never the day itself.

    Raises OverflowError where the calendar of Python ends (the year 9999).
    """
    return _step(day, ONE_DAY, holidays)


def previous_working_day(day: date, holidays: frozenset[date] = ENGLAND) -> date:
    """The last working day before a day; never the day itself."""
    return _step(day, -ONE_DAY, holidays)


def add_working_days(day: date, n: int, holidays: frozenset[date] = ENGLAND) -> date:
    """The n-th working day after a day, or before it when n is negative; the day itself for 0.

    A bid that goes out on Monday and allows 10 working days is due on Monday a fortnight later.
    Raises ValueError for more than MOST_DAYS either way.
    """
    if abs(n) > MOST_DAYS:
        raise ValueError(f"{n} working days is more than this calendar counts ({MOST_DAYS}).")
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day = _step(day, step, holidays)
    return day


def working_days_between(first: date, last: date, holidays: frozenset[date] = ENGLAND) -> int:
    """How many working days after `first` one reaches `last`, which is counted itself.

    From Monday 1 March 2027 to Tuesday 23 March 2027 it is 16. Negative when `last` is earlier,
    so that it undoes add_working_days in both directions. Takes the same time for any distance.
    """
    if last < first:
        return -_working_days_in(last, first, holidays)
    # The span below has its first day and lacks its last; this count wants it the other way.
    return _working_days_in(first, last, holidays) + (
        is_working_day(last, holidays) - is_working_day(first, holidays)
    )


def _working_days_in(first: date, end: date, holidays: frozenset[date]) -> int:
    """The working days from `first` on, `end` left out: whole weeks, odd days, less holidays."""
    weeks, odd = divmod((end - first).days, 7)
    weekdays = 5 * weeks + sum((first.weekday() + i) % 7 < SATURDAY for i in range(odd))
    return weekdays - sum(first <= day < end and day.weekday() < SATURDAY for day in holidays)


def _step(day: date, step: timedelta, holidays: frozenset[date]) -> date:
    day += step
    while not is_working_day(day, holidays):
        day += step
    return day
