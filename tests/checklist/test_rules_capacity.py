"""Whether the days needed fit the calendar."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.rules.capacity import Fit, Hosting, Room, fit
from portal.workdays import Calendar, DateRange, default_closures

YEAR = default_closures(2027)
EXAMS = DateRange(date(2028, 5, 22), date(2028, 5, 26), "Examinations")
TWO_DAYS = Hosting(Decimal(2), rooms=1)
START = date(2027, 9, 1)


def test_example_high_can_host_76_days_and_needs_75_which_is_tight() -> None:
    calendar = Calendar((*YEAR, EXAMS))
    whole = fit(Fraction(75), calendar, START, date(2028, 8, 31), TWO_DAYS)
    assert (whole.weeks, whole.available, whole.room) == (38, Decimal(76), Room.TIGHT)


def test_year_11_of_the_example_has_52_days_before_the_end_of_march() -> None:
    part = fit(Fraction("39.15"), Calendar((*YEAR, EXAMS)), START, date(2028, 3, 31), TWO_DAYS)
    assert (part.weeks, part.available, part.room) == (26, Decimal(52), Room.ENOUGH)


@pytest.mark.parametrize(
    ("available", "room"), [("74.5", Room.SHORT), ("75", Room.TIGHT), ("78.75", Room.ENOUGH)]
)
def test_a_fit_is_short_tight_or_enough(available: str, room: Room) -> None:
    one = Fit(Fraction(75), Decimal(available), 38, START, START)
    assert one.room is room


def test_a_short_week_gives_no_more_days_than_it_has() -> None:
    monday_only = Calendar((DateRange(date(2027, 9, 7), date(2027, 9, 10)),))
    short = fit(Fraction(1), monday_only, date(2027, 9, 6), date(2027, 9, 12), TWO_DAYS)
    assert short.available == 1


def test_days_ruled_out_are_not_offered() -> None:
    hosting = Hosting(Decimal(5), 1, frozenset({0, 4}))
    week = fit(Fraction(1), Calendar(), date(2027, 9, 6), date(2027, 9, 12), hosting)
    assert week.available == 3


def test_two_rooms_give_two_days_on_one_day() -> None:
    hosting = Hosting(Decimal(8), rooms=2)
    week = fit(Fraction(1), Calendar(), date(2027, 9, 6), date(2027, 9, 8), hosting)
    assert week.available == 6


@given(st.integers(1, 20), st.integers(1, 3), st.integers(0, 300))
def test_days_hosted_never_exceed_weeks_times_weekly_days(halves: int, rooms: int, n: int) -> None:
    weekly = Decimal(halves) / 2
    last = date.fromordinal(START.toordinal() + n)
    one = fit(Fraction(1), Calendar(YEAR), START, last, Hosting(weekly, rooms))
    assert one.available <= one.weeks * weekly
