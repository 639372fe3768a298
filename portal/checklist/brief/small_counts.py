"""Keeps counts of pupils so small that a child could be recognised out of a printed brief.

A count from one to four is printed as "fewer than 5". That alone is not enough: where a table prints
a total, a single hidden cell follows by subtraction. So wherever a cell is hidden, a second one that
is not small is hidden with it, in the same row of both columns of the split; and where no such cell
exists, the total is not printed either, nor anything else from which it follows: the counts by length
of meeting, which add the reviews of EHC plans to the longer meetings and, where year groups have
meetings of different lengths, tell the years apart. The days remain, rounded up to
the half day, because a bidder has to price them; and the SEND share remains as a planning figure,
since it is an average over all years and counts nobody in any one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.checklist.rules.demand import CohortNeed, Demand

LEAST_PRINTED: Final = 5
FEWER: Final = "fewer than 5"
HIDDEN: Final = "not shown"


def is_small(count: int) -> bool:
    """Whether a count of pupils must not be printed. Nought may be: it is about nobody."""
    return 0 < count < LEAST_PRINTED


def printed_count(count: int) -> str:
    """A count of pupils as it may be printed."""
    return FEWER if is_small(count) else f"{count:,}"


@dataclass(frozen=True)
class PrintedNeed:
    """First meetings of one cohort as they may be printed: all, longer and standard ones."""

    first: str
    send: str
    standard: str


@dataclass(frozen=True)
class PrintedDemand:
    """The rows of a demand in their order, their totals, and whether counts by length may follow."""

    rows: tuple[PrintedNeed, ...]
    total: PrintedNeed
    by_length: bool


def printed_demand(demand: Demand) -> PrintedDemand:
    """A demand with every small count hidden, and every cell from which one would follow."""
    needs = demand.needs
    firsts = [need.first for need in needs]
    no_first = _hidden(
        {i for i, n in enumerate(firsts) if is_small(n)}, [n >= LEAST_PRINTED for n in firsts]
    )
    small = {i for i, need in enumerate(needs) if is_small(need.send) or is_small(need.standard)}
    both_large = [min(need.send, need.standard) >= LEAST_PRINTED for need in needs]
    no_split = _hidden(small | (no_first or set()), both_large) if no_first is not None else None
    rows = tuple(
        _row(
            need,
            hide_first=no_first is None or i in no_first,
            hide_split=no_split is None or i in no_split,
        )
        for i, need in enumerate(needs)
    )
    total = PrintedNeed(
        HIDDEN if no_first is None else f"{demand.first:,}",
        HIDDEN if no_split is None else f"{sum(need.send for need in needs):,}",
        HIDDEN if no_split is None else f"{sum(need.standard for need in needs):,}",
    )
    # With two lengths the count of each is that of single years, and gives a hidden cell away.
    one_length = len({need.cohort.minutes for need in needs if need.first}) <= 1
    by_length = no_split is not None and (one_length or not no_split)
    by_length = by_length and not is_small(demand.reviews)
    return PrintedDemand(rows, total, by_length)


def _hidden(small: set[int], large: Sequence[bool]) -> set[int] | None:
    """The rows to hide in a column: the small ones and a large one; None if there is no large one."""
    if not small or any(large[i] for i in small):
        return small
    cover = next((i for i, is_large in enumerate(large) if is_large), None)
    return None if cover is None else small | {cover}


def _row(need: CohortNeed, *, hide_first: bool, hide_split: bool) -> PrintedNeed:
    return PrintedNeed(
        _cell(need.first, hide=hide_first),
        _cell(need.send, hide=hide_split),
        _cell(need.standard, hide=hide_split),
    )


def _cell(count: int, *, hide: bool) -> str:
    if is_small(count):
        return FEWER
    return HIDDEN if hide and count else f"{count:,}"
