"""School calendars: closures, school days, weeks in term and the usual pattern of the area."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workdays import Calendar, DateRange, default_closures, school_days, weeks_in_term
from portal.workdays.calendar import LONGEST

SEPTEMBER, MARCH, AUGUST = date(2027, 9, 1), date(2028, 3, 31), date(2028, 8, 31)
YEARS = range(2024, 2060)


def named(year: int) -> dict[str, DateRange]:
    return {closure.name: closure for closure in default_closures(year)}


def test_a_closure_includes_its_first_and_last_day() -> None:
    closed = DateRange(date(2027, 10, 25), date(2027, 10, 29), "Half-term")
    assert date(2027, 10, 25) in closed
    assert date(2027, 10, 29) in closed
    assert date(2027, 10, 30) not in closed


def test_a_closure_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before the first day"):
        DateRange(date(2027, 10, 29), date(2027, 10, 25))


def test_a_school_day_is_a_working_day_outside_closures() -> None:
    half_term = DateRange(date(2027, 10, 25), date(2027, 10, 29), "Half-term")
    calendar = Calendar((half_term,))
    assert calendar.is_school_day(date(2027, 10, 22))
    assert calendar.closure_on(date(2027, 10, 27)) is half_term
    assert not calendar.is_school_day(date(2027, 10, 27))
    assert not calendar.is_school_day(date(2027, 10, 30))  # a Saturday
    assert not calendar.is_school_day(date(2027, 12, 27))  # a bank holiday


def test_a_week_counts_as_soon_as_it_holds_one_school_day() -> None:
    all_but_friday = DateRange(date(2027, 10, 25), date(2027, 10, 28))
    calendar = Calendar((all_but_friday,))
    assert weeks_in_term(calendar, date(2027, 10, 25), date(2027, 10, 31)) == 1
    assert weeks_in_term(calendar, date(2027, 10, 25), date(2027, 10, 31), at_least=2) == 0
    assert weeks_in_term(calendar, date(2027, 10, 25), date(2027, 10, 28)) == 0
    assert weeks_in_term(calendar, date(2027, 10, 31), date(2027, 10, 25)) == 0


def test_weeks_on_both_sides_of_new_year_are_counted_apart() -> None:
    assert weeks_in_term(Calendar(), date(2026, 12, 28), date(2027, 1, 8)) == 2
    # The same week of September comes twice in this span.
    assert weeks_in_term(Calendar(), date(2027, 9, 6), date(2028, 9, 10)) == 53


def test_a_span_of_many_years_is_refused() -> None:
    with pytest.raises(ValueError, match="more than this calendar counts"):
        school_days(Calendar(), date(2027, 1, 1), date(2027, 1, 1) + timedelta(days=LONGEST))


def test_the_pattern_of_2026_to_2027_closes_the_weeks_the_councils_publish() -> None:
    closed = named(2026)
    assert closed["Autumn half-term"].first == date(2026, 10, 26)
    assert closed["Christmas holiday"].first == date(2026, 12, 21)
    assert closed["Christmas holiday"].last == date(2027, 1, 1)
    assert closed["Spring half-term"].first == date(2027, 2, 15)
    assert closed["Spring holiday"].first == date(2027, 4, 5)
    assert closed["Spring holiday"].last == date(2027, 4, 16)
    calendar = Calendar(default_closures(2026))
    # Easter comes early in 2027: its two bank holidays stand alone inside term.
    assert not calendar.is_school_day(date(2027, 3, 26))
    assert calendar.is_school_day(date(2027, 3, 25))
    assert calendar.is_school_day(date(2027, 3, 30))


@pytest.mark.parametrize("year", YEARS)
def test_every_year_leaves_pupils_190_days_and_ends_near_20_to_24_july(year: int) -> None:
    closures = default_closures(year)
    calendar = Calendar(closures)
    days = school_days(calendar, date(year, 9, 1), date(year + 1, 8, 31))
    assert len(days) == 190
    assert 39 <= weeks_in_term(calendar, days[0], days[-1]) <= 40
    assert 37 <= weeks_in_term(calendar, days[0], days[-1], at_least=4) <= 39
    summer = named(year)["Summer holiday"]
    assert date(year + 1, 7, 19) <= summer.first - timedelta(days=1) <= date(year + 1, 7, 25)
    assert all(a.last < b.first for a, b in pairwise(closures))


def test_the_planning_example_of_2027_to_2028_can_be_reached() -> None:
    calendar = Calendar(default_closures(2027))
    assert weeks_in_term(calendar, SEPTEMBER, MARCH) == 26
    assert weeks_in_term(calendar, SEPTEMBER, AUGUST) == 39
    assert weeks_in_term(calendar, SEPTEMBER, AUGUST, at_least=4) == 38


def test_a_school_that_edits_its_closures_gets_its_own_count() -> None:
    last_week = DateRange(date(2028, 7, 17), date(2028, 7, 21), "Activities week")
    calendar = Calendar((*default_closures(2027), last_week))
    assert weeks_in_term(calendar, SEPTEMBER, AUGUST) == 38


@given(
    st.dates(date(2026, 9, 1), date(2030, 8, 31)),
    st.integers(0, 120),
    st.integers(0, 120),
)
def test_a_longer_span_never_has_fewer_weeks(first: date, some: int, more: int) -> None:
    calendar = Calendar(default_closures(2027))
    short, long = first + timedelta(days=some), first + timedelta(days=some + more)
    assert weeks_in_term(calendar, first, short) <= weeks_in_term(calendar, first, long)
    assert weeks_in_term(calendar, first, long) <= len(school_days(calendar, first, long))
