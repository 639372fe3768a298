"""Counting in working days, held against examples and against properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays import (
    ENGLAND,
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)
from portal.workdays.counting import MOST_DAYS

DAYS = st.dates(date(2012, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(-260, 260)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2027, 3, 25), date(2027, 3, 30)),  # over Easter
        (date(2027, 3, 29), date(2027, 3, 30)),
        (date(2027, 3, 30), date(2027, 3, 31)),
        (date(2026, 12, 24), date(2026, 12, 29)),
        (date(2027, 12, 24), date(2027, 12, 29)),
    ],
)
def test_the_next_working_day_steps_over_holidays_and_weekends(day: date, following: date) -> None:
    assert next_working_day(day) == following


def test_the_previous_working_day_steps_back_over_easter() -> None:
    assert previous_working_day(date(2027, 3, 30)) == date(2027, 3, 25)


def test_a_deadline_is_counted_from_the_day_after_issue() -> None:
    assert working_days_between(date(2027, 3, 1), date(2027, 3, 23)) == 16
    assert add_working_days(date(2027, 3, 1), 16) == date(2027, 3, 23)
    assert working_days_between(date(2027, 3, 1), date(2027, 3, 1)) == 0


def test_other_holidays_than_englands_can_be_counted_with() -> None:
    assert is_working_day(date(2027, 3, 26), frozenset())
    assert working_days_between(date(2027, 3, 25), date(2027, 3, 30), frozenset()) == 3


def test_a_count_that_can_only_be_a_mistake_is_refused() -> None:
    with pytest.raises(ValueError, match="more than this calendar counts"):
        add_working_days(date(2027, 1, 1), MOST_DAYS + 1)


@given(DAYS)
def test_the_days_next_to_a_day_are_working_days_with_none_between(day: date) -> None:
    after, before = next_working_day(day), previous_working_day(day)
    assert before < day < after
    assert is_working_day(after)
    assert is_working_day(before)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days)]
    assert not any(is_working_day(other) for other in between)


@given(DAYS, COUNTS)
def test_adding_days_and_counting_them_agree(day: date, n: int) -> None:
    assert working_days_between(day, add_working_days(day, n)) == n


@given(DAYS, st.integers(0, 400))
def test_counting_equals_looking_at_every_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=n) for n in range(1, length + 1)]
    assert working_days_between(first, last) == sum(is_working_day(day) for day in days)


@given(DAYS, COUNTS)
def test_one_working_day_more_is_always_later(day: date, n: int) -> None:
    assert add_working_days(day, n) < add_working_days(day, n + 1)


@given(DAYS, st.integers(0, 40), COUNTS)
def test_starting_later_never_ends_sooner(day: date, later: int, n: int) -> None:
    assert add_working_days(day, n) <= add_working_days(day + timedelta(days=later), n)


@given(DAYS)
def test_a_holiday_is_no_working_day(day: date) -> None:
    assert is_working_day(day) == (day.weekday() < 5 and day not in ENGLAND)
