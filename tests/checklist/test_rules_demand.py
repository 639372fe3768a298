"""The demand calculation: Example High, and what must hold for every school."""

from datetime import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.rules.demand import (
    Allowances,
    Cohort,
    Day,
    NoMeetingFits,
    days_at_one_length,
    first_meeting_days,
    need_of,
    per_day,
    two_places,
    up_to_half,
    work_out_demand,
)

DAY = Day(time(8, 45), time(15, 15), breaks=45, writeup=15)
ALLOWANCES = Allowances(
    send_percent=Fraction(12),
    send_minutes=60,
    ehcp_reviews=6,
    followup_percent=Decimal(15),
    followup_minutes=30,
    rebook_percent=Decimal(8),
    extra_days=Decimal(6),
)
NOTHING_ADDED = Allowances(Fraction(0), 60, 0, Decimal(0), 30, Decimal(0), Decimal(0))


def cohort(code: str, roll: int, met: int = 0, minutes: int = 45) -> Cohort:
    return Cohort(code, roll, met, Decimal(100), 1, minutes)


EXAMPLE = (cohort("Y11", 190), cohort("Y12", 95), cohort("Y13", 85, 60))


def test_the_day_of_the_example_has_345_minutes_for_five_four_or_seven_meetings() -> None:
    assert DAY.available == 345
    assert [per_day(DAY, minutes) for minutes in (45, 60, 30)] == [5, 4, 7]


def test_example_high_needs_81_days() -> None:
    demand = work_out_demand(EXAMPLE, ALLOWANCES, DAY)
    assert [(n.first, n.send, n.standard) for n in demand.needs] == [
        (190, 23, 167),
        (95, 12, 83),
        (25, 3, 22),
    ]
    assert (demand.first, demand.rebooked, demand.followups, demand.contacts) == (310, 25, 29, 370)
    assert [group.count for group in demand.groups] == [297, 44, 29]
    assert [two_places(group.days) for group in demand.groups] == ["59.40", "11.00", "4.14"]
    assert two_places(demand.contact_exact) == "74.54"
    assert demand.contact == Decimal("75.0")
    assert demand.total == Decimal("81.0")


@pytest.mark.parametrize(("minutes", "days"), [(30, "59.0"), (45, "80.0"), (60, "98.5")])
def test_example_high_shows_what_another_length_would_take(minutes: int, days: str) -> None:
    demand = work_out_demand(EXAMPLE, ALLOWANCES, DAY)
    assert days_at_one_length(demand, minutes) == Decimal(days)


def test_year_11_of_the_example_takes_39_15_days() -> None:
    need = need_of(EXAMPLE[0], Fraction(12))
    assert two_places(first_meeting_days(need, 60, DAY)) == "39.15"


def test_the_least_that_the_benchmark_asks_for_is_57_days() -> None:
    leavers = (cohort("Y11", 190), cohort("Y12", 95))
    assert work_out_demand(leavers, NOTHING_ADDED, DAY).total == Decimal("57.0")


def test_three_thirds_of_a_day_are_one_day_and_not_one_and_a_half() -> None:
    day = Day(time(9), time(15), breaks=0, writeup=15)
    groups = (cohort("Y11", 2, minutes=105), cohort("Y12", 1, minutes=100))
    demand = work_out_demand(groups, NOTHING_ADDED, day)
    assert [group.per_day for group in demand.groups] == [3, 3]
    assert demand.contact == Decimal("1.0")


def test_a_meeting_longer_than_the_day_is_refused_and_says_why() -> None:
    with pytest.raises(NoMeetingFits, match="60 minutes with 15 minutes to write it up"):
        per_day(Day(time(9), time(10), breaks=0, writeup=15), 60)


def test_breaks_longer_than_the_day_are_refused() -> None:
    with pytest.raises(NoMeetingFits, match="the 0 minutes of the day"):
        per_day(Day(time(9), time(10), breaks=90, writeup=15), 30)


def test_more_met_than_on_roll_is_refused() -> None:
    with pytest.raises(ValueError, match="more pupils already met"):
        need_of(cohort("Y13", 85, 86), Fraction(12))


@pytest.mark.parametrize("share", [Fraction(-1), Fraction(101)])
def test_a_share_out_of_bounds_is_refused(share: Fraction) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        need_of(cohort("Y13", 85), share)


def test_part_of_a_meeting_counts_as_a_whole_one() -> None:
    half = Cohort("Y10", 3, 0, Decimal(50), 1, 45)
    need = need_of(half, Fraction(10))
    assert (need.first, need.send, need.standard) == (2, 1, 1)


def test_a_year_without_pupils_leaves_no_row() -> None:
    demand = work_out_demand((cohort("Y11", 0), cohort("Y12", 10)), NOTHING_ADDED, DAY)
    assert [need.cohort.code for need in demand.needs] == ["Y12"]


def test_without_year_11_follow_ups_are_counted_on_the_last_cohort() -> None:
    allowances = Allowances(Fraction(0), 60, 0, Decimal(50), 30, Decimal(0), Decimal(0))
    assert work_out_demand((cohort("Y12", 10), cohort("Y13", 20)), allowances, DAY).followups == 10


def test_rebooked_meetings_take_the_commonest_length_and_of_two_the_longer() -> None:
    allowances = Allowances(Fraction(0), 60, 0, Decimal(0), 30, Decimal(10), Decimal(0))
    mixed = (cohort("Y11", 10, minutes=30), cohort("Y12", 10, minutes=60))
    groups = {g.minutes: g.count for g in work_out_demand(mixed, allowances, DAY).groups}
    assert groups == {30: 10, 60: 12}


cohorts = st.builds(
    lambda code, roll, met, coverage, meetings, minutes: Cohort(
        code, roll, min(met, roll), Decimal(coverage), meetings, minutes
    ),
    st.sampled_from(["Y9", "Y10", "Y11", "Y12", "Y13"]),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.integers(0, 100),
    st.integers(0, 5),
    st.sampled_from([20, 30, 45, 60]),
)
allowances = st.builds(
    Allowances,
    st.fractions(0, 100),
    st.sampled_from([45, 60, 75, 90]),
    st.integers(0, 50),
    st.decimals(0, 100, places=1),
    st.sampled_from([20, 30]),
    st.decimals(0, 40, places=1),
    st.integers(0, 40).map(lambda halves: Decimal(halves) / 2),
)


@given(st.lists(cohorts, max_size=5), allowances)
def test_every_meeting_is_counted_once_and_the_days_are_just_enough(
    many: list[Cohort], added: Allowances
) -> None:
    demand = work_out_demand(tuple(many), added, DAY)
    assert sum(group.count for group in demand.groups) == demand.contacts
    assert all(need.send + need.standard == need.first for need in demand.needs)
    assert demand.contact_exact <= demand.contact < demand.contact_exact + Fraction(1, 2)
    assert demand.contact * 2 == int(demand.contact * 2)
    assert demand.total == demand.contact + added.extra_days


@given(st.lists(cohorts, min_size=1, max_size=4), allowances, st.integers(1, 50))
def test_more_pupils_never_need_fewer_days(
    many: list[Cohort], added: Allowances, more: int
) -> None:
    before = work_out_demand(tuple(many), added, DAY)
    first = many[0]
    larger = Cohort(
        first.code, first.roll + more, first.met, first.coverage, first.meetings, first.minutes
    )
    after = work_out_demand((larger, *many[1:]), added, DAY)
    assert after.contacts >= before.contacts


@given(st.fractions(0, 1000))
def test_rounding_up_to_a_half_adds_less_than_a_half(days: Fraction) -> None:
    assert days <= up_to_half(days) < days + Fraction(1, 2)


@given(st.integers(0, 10**6))
def test_printed_days_round_halves_up(thousandths: int) -> None:
    exact = Decimal(thousandths) / 1000
    printed = Decimal(two_places(Fraction(thousandths, 1000)))
    assert abs(printed - exact) <= Decimal("0.005")
    assert two_places(Fraction(5, 1000)) == "0.01"
