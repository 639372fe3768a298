"""How bids score, rank and tie."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.rules.evaluation import (
    Bid,
    Formula,
    TieBreak,
    evaluate,
    points,
    price_score,
    quality_score,
)

WEIGHTS = [Decimal(weight) for weight in (20, 10, 10, 10, 5, 5)]
BIDS = [
    Bid("A", Decimal(24300), (4, 4, 3, 4, 4, 3)),
    Bid("B", Decimal(21060), (3, 3, 3, 4, 3, 3)),
    Bid("C", Decimal(28350), (5, 4, 5, 4, 5, 4)),
]
FORTY = Decimal(40)


def test_the_best_bid_wins_though_it_is_the_dearest() -> None:
    outcome = evaluate(BIDS, WEIGHTS, FORTY)
    printed = [
        (one.bid.name, *(str(points(part)) for part in (one.quality, one.price, one.total)))
        for one in outcome.results
    ]
    assert printed == [
        ("C", "55.00", "29.71", "84.71"),
        ("A", "45.00", "34.67", "79.67"),
        ("B", "38.00", "40.00", "78.00"),
    ]
    assert outcome.winners == ("C",)


def test_a_bid_below_the_least_score_fails_and_sets_no_price() -> None:
    weak = Bid("D", Decimal(1000), (5, 5, 5, 5, 5, 1))
    outcome = evaluate([*BIDS, weak], WEIGHTS, FORTY, least_score=2)
    assert outcome.results[-1].bid is weak
    assert outcome.results[-1].failed == (6,)
    assert outcome.results[-1].price == 0
    assert outcome.winners == ("C",)
    assert next(one for one in outcome.results if one.bid.name == "B").price == 40


def test_no_bid_that_passes_means_no_winner() -> None:
    assert evaluate(BIDS[1:2], WEIGHTS, FORTY, least_score=5).winners == ()
    assert evaluate([], WEIGHTS, FORTY).winners == ()


TIED = [Bid("dear", Decimal(200), (5,)), Bid("cheap", Decimal(100), (3,))]


def tie(tie_break: TieBreak) -> tuple[str, ...]:
    outcome = evaluate(TIED, [Decimal(50)], FORTY, tie_break=tie_break)
    assert outcome.results[0].total == outcome.results[1].total == 70
    return outcome.winners


def test_a_tie_goes_to_quality_or_price_or_is_left_to_the_students() -> None:
    assert tie(TieBreak.QUALITY) == ("dear",)
    assert tie(TieBreak.PRICE) == ("cheap",)
    assert set(tie(TieBreak.STUDENTS)) == {"dear", "cheap"}


@pytest.mark.parametrize(
    ("price", "score"), [("100", 40), ("104.99", 40), ("105", 36), ("110", 32), ("1000", 0)]
)
def test_with_fixed_bands_each_full_five_per_cent_loses_a_tenth(price: str, score: int) -> None:
    assert price_score(Decimal(price), Decimal(100), FORTY, Formula.BANDS) == score


@pytest.mark.parametrize("scores", [(1, 2), (1, 2, 3, 4, 5, 6), (-1, 0, 0, 0, 0, 0)])
def test_scores_that_do_not_match_the_questions_are_refused(scores: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="score"):
        quality_score(scores, WEIGHTS)


@pytest.mark.parametrize(("price", "lowest"), [("0", "0"), ("90", "100")])
def test_a_price_of_nothing_or_below_the_lowest_is_refused(price: str, lowest: str) -> None:
    with pytest.raises(ValueError, match="price"):
        price_score(Decimal(price), Decimal(lowest), FORTY, Formula.LOWEST)


def test_points_round_halves_up() -> None:
    assert points(Fraction(1, 200)) == Decimal("0.01")
    assert points(Fraction(3, 200)) == Decimal("0.02")


bids = st.lists(
    st.builds(
        Bid,
        st.uuids().map(str),
        st.decimals(1, 100_000, places=2),
        st.tuples(*[st.integers(0, 5)] * 6),
    ),
    min_size=1,
    max_size=8,
)


@given(bids, st.sampled_from(Formula), st.sampled_from(TieBreak))
def test_totals_lie_between_0_and_100_and_fall_from_first_to_last(
    many: list[Bid], formula: Formula, tie_break: TieBreak
) -> None:
    outcome = evaluate(many, WEIGHTS, FORTY, formula=formula, tie_break=tie_break)
    totals = [one.total for one in outcome.results]
    assert totals == sorted(totals, reverse=True)
    assert all(0 <= total <= 100 for total in totals)
    assert outcome.results[0].bid.name in outcome.winners


@given(bids)
def test_the_order_in_which_bids_are_opened_does_not_matter(
    many: list[Bid],
) -> None:
    backwards = evaluate(many[::-1], WEIGHTS, FORTY)
    assert set(evaluate(many, WEIGHTS, FORTY).winners) == set(backwards.winners)
