"""No small count is printed, nor anything from which one follows by subtraction."""

from datetime import time
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.brief.small_counts import (
    FEWER,
    HIDDEN,
    PrintedDemand,
    printed_count,
    printed_demand,
)
from portal.checklist.rules.demand import Allowances, Cohort, Day, Demand, work_out_demand

DAY = Day(time(8, 45), time(15, 15), breaks=45, writeup=15)


def demand(*rolls: int, share: int = 12, reviews: int = 6) -> Demand:
    added = Allowances(
        Fraction(share), 60, reviews, Decimal(15), 30, Decimal(8), extra_days=Decimal(6)
    )
    codes = ("Y9", "Y10", "Y11", "Y12", "Y13", "P19_25")
    cohorts = tuple(
        Cohort(code, roll, 0, Decimal(100), 1, 45) for code, roll in zip(codes, rolls, strict=False)
    )
    return work_out_demand(cohorts, added, DAY)


def cells(printed: PrintedDemand) -> list[tuple[str, str, str]]:
    return [(row.first, row.send, row.standard) for row in printed.rows]


def test_counts_from_one_to_four_are_printed_as_fewer_than_5() -> None:
    printed = [printed_count(n) for n in (0, 1, 4, 5, 1150)]
    assert printed == ["0", FEWER, FEWER, "5", "1,150"]


def test_a_small_cell_hides_a_second_one_so_that_no_total_gives_it_away() -> None:
    printed = printed_demand(demand(190, 95, 25))
    assert cells(printed) == [
        ("190", HIDDEN, HIDDEN),
        ("95", "12", "83"),
        ("25", FEWER, HIDDEN),
    ]
    assert (printed.total.first, printed.total.send, printed.total.standard) == ("310", "38", "272")
    assert printed.by_length


def test_without_a_second_cell_to_hide_the_total_and_all_that_follows_are_hidden() -> None:
    printed = printed_demand(demand(25, 20))
    assert cells(printed) == [("25", FEWER, HIDDEN), ("20", FEWER, HIDDEN)]
    assert (printed.total.first, printed.total.send) == ("45", HIDDEN)
    assert not printed.by_length


def test_a_small_year_hides_another_year_too() -> None:
    printed = printed_demand(demand(190, 95, 3))
    assert [row.first for row in printed.rows] == [HIDDEN, "95", FEWER]
    alone = printed_demand(demand(3))
    assert (alone.rows[0].first, alone.total.first, alone.total.send) == (FEWER, HIDDEN, HIDDEN)


def test_a_year_hidden_in_one_column_is_hidden_in_the_split_as_well() -> None:
    # Otherwise its two parts would add up to it, and the total would then give the small year away.
    printed = printed_demand(demand(20, 600, 3, share=99))
    assert cells(printed)[0] == (HIDDEN, HIDDEN, "0")
    assert cells(printed)[2] == (FEWER, FEWER, "0")


def test_few_reviews_of_plans_hide_the_counts_by_length() -> None:
    assert printed_demand(demand(190, 95, reviews=0)).by_length
    assert not printed_demand(demand(190, 95, reviews=4)).by_length


def test_two_lengths_of_meeting_hide_the_counts_by_length_where_a_cell_is_hidden() -> None:
    def mixed(last: int) -> Demand:
        lengths = ((190, 45), (95, 45), (last, 60))
        cohorts = tuple(
            Cohort(code, roll, 0, Decimal(100), 1, minutes)
            for code, (roll, minutes) in zip(("Y11", "Y12", "Y13"), lengths, strict=True)
        )
        return work_out_demand(cohorts, demand(1).allowances, DAY)

    assert not printed_demand(mixed(25)).by_length
    assert printed_demand(mixed(85)).by_length


def _possible(shown: list[str], total: str, true: list[int]) -> list[set[int]]:
    """What a reader can find out about each hidden cell of a column from the rest and the total."""
    hidden = [i for i, cell in enumerate(shown) if cell in {FEWER, HIDDEN}]
    if total == HIDDEN or not hidden:
        return []
    rest = sum(true) - sum(true[i] for i in range(len(true)) if i not in hidden)
    few = [i for i in hidden if shown[i] == FEWER]
    others = len(hidden) - len(few)
    # With another hidden cell of 5 or more beside it, a small one may be anything the sum allows.
    return [
        {n for n in range(1, 5) if others or (len(few) > 1 and n <= rest)} or {true[i]} for i in few
    ]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(0, 40))
def test_no_small_cell_follows_from_what_is_printed(rolls: list[int], share: int) -> None:
    one = demand(*rolls, share=share)
    printed = printed_demand(one)
    for name in ("first", "send", "standard"):
        shown = [getattr(row, name) for row in printed.rows]
        true = [getattr(need, name) for need in one.needs]
        assert not any(cell in {"1", "2", "3", "4"} for cell in shown)
        total = getattr(printed.total, name)
        assert all(len(values) > 1 for values in _possible(shown, total, true))
    for row, need in zip(printed.rows, one.needs, strict=True):
        hidden = [cell in {FEWER, HIDDEN} for cell in (row.first, row.send, row.standard)]
        small_part = 0 < need.send < 5 or 0 < need.standard < 5
        assert sum(hidden) != 1 or not small_part
