"""Decides how bids score: quality by weights, price by a formula, then ranking and ties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

TOP_SCORE = 5
"""The highest score on both scales, 0 to 5 and 1 to 5."""
BAND_STEP = Fraction(5, 100)
BAND_LOSS = Fraction(1, 10)
"""With fixed bands each full 5% above the lowest price loses a tenth of the weight of price."""


class Formula(StrEnum):
    """How price is scored; the codes of the price formula question."""

    LOWEST = "lowest"
    BANDS = "bands"


class TieBreak(StrEnum):
    """What decides between equal totals; the codes of the tie-break question."""

    QUALITY = "quality"
    STUDENTS = "students"
    PRICE = "price"


@dataclass(frozen=True)
class Bid:
    """A bid's name, its price (pounds, on one basis for all) and its agreed score per question."""

    name: str
    price: Decimal
    scores: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """What a bid scored, exact; the printed figures are rounded."""

    bid: Bid
    quality: Fraction
    price: Fraction
    failed: tuple[int, ...]
    """The numbers (from 1) of the questions scored below the least score."""

    @property
    def total(self) -> Fraction:
        """Quality and price together."""
        return self.quality + self.price


@dataclass(frozen=True)
class Outcome:
    """Results from first to last (failed bids at the end) and the winners.

    More than one winner means that the tie-break has to be held by people; none that no bid passed.
    """

    results: tuple[Result, ...]
    winners: tuple[str, ...]


def quality_score(scores: Sequence[int], weights: Sequence[Decimal]) -> Fraction:
    """Each score over the top score times its question's weight, added up.

    Raises:
        ValueError: there are not as many scores as weights, or a score is out of 0 to 5.
    """
    if len(scores) != len(weights):
        raise ValueError(f"{len(scores)} scores for {len(weights)} questions")
    if any(not 0 <= score <= TOP_SCORE for score in scores):
        raise ValueError("a score lies between 0 and 5")
    return sum(
        (Fraction(s, TOP_SCORE) * Fraction(w) for s, w in zip(scores, weights, strict=True)),
        Fraction(0),
    )


def price_score(price: Decimal, lowest: Decimal, weight: Decimal, formula: Formula) -> Fraction:
    """The points for a price, given the lowest price among the bids that are scored.

    Raises:
        ValueError: a price is not above zero, or is below the lowest.
    """
    if lowest <= 0 or price < lowest:
        raise ValueError("prices are above zero, and none is below the lowest")
    if formula is Formula.LOWEST:
        return Fraction(lowest) / Fraction(price) * Fraction(weight)
    steps = (Fraction(price) / Fraction(lowest) - 1) // BAND_STEP
    return max(Fraction(weight) * (1 - steps * BAND_LOSS), Fraction(0))


def evaluate(
    bids: Sequence[Bid],
    weights: Sequence[Decimal],
    price_weight: Decimal,
    *,
    formula: Formula = Formula.LOWEST,
    least_score: int = 0,
    tie_break: TieBreak = TieBreak.QUALITY,
) -> Outcome:
    """Score, rank and name the winner: the highest total wins, however dear.

    A bid with a score below `least_score` fails and takes no part in the price comparison.

    Raises:
        ValueError: as `quality_score` and `price_score`.
    """
    failed = {bid.name: _failed(bid, least_score) for bid in bids}
    lowest = min((bid.price for bid in bids if not failed[bid.name]), default=Decimal(0))
    results = [
        Result(
            bid,
            quality_score(bid.scores, weights),
            Fraction(0)
            if failed[bid.name]
            else price_score(bid.price, lowest, price_weight, formula),
            failed[bid.name],
        )
        for bid in bids
    ]
    key = _order(tie_break)
    passed = sorted((one for one in results if not one.failed), key=key)
    out = sorted((one for one in results if one.failed), key=key)
    winners = tuple(one.bid.name for one in passed if key(one) == key(passed[0]))
    return Outcome((*passed, *out), winners)


def points(score: Fraction) -> Decimal:
    """A score as printed: two decimals, halves up."""
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )


def _failed(bid: Bid, least_score: int) -> tuple[int, ...]:
    return tuple(number for number, score in enumerate(bid.scores, 1) if score < least_score)


def _order(tie_break: TieBreak) -> Callable[[Result], tuple[Fraction, Fraction]]:
    def key(result: Result) -> tuple[Fraction, Fraction]:
        if tie_break is TieBreak.QUALITY:
            return -result.total, -result.quality
        if tie_break is TieBreak.PRICE:
            return -result.total, Fraction(result.bid.price)
        return -result.total, Fraction(0)

    return key
