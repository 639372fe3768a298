"""Checks the weights, the questions, the scores and the panel."""

from collections.abc import Iterator
from decimal import Decimal

from portal.checklist.brief.reading import CellRow, Reader, as_number, as_text
from portal.checklist.rules.findings import Finding, advice, error, warning
from portal.checklist.rules.working import shown

WHOLE = 100
LEAST_PRICE, MOST_PRICE = 20, 60
HARD_SCORE = 4
LOWEST_OF_FIVE = 1


def check_evaluation(reader: Reader) -> Iterator[Finding]:
    """Everything about judging bids."""
    quality, price = reader.whole("quality_weight"), reader.whole("price_weight")
    social = reader.whole("social_weight") or 0
    if quality is not None and price is not None:
        reason = reader.text("weights_reason") or ""
        yield from check_weights(quality, price, social, reason)
    if quality is not None:
        yield from check_questions(reader.rows("quality_questions"), quality)
    yield from check_scoring(reader)
    yield from check_panel(reader.rows("panel"))


def check_weights(quality: int, price: int, social: int, reason: str) -> Iterator[Finding]:
    """Whether the weights add up and leave room for quality."""
    total = quality + price + social
    if total != WHOLE:
        words = f"The weights add up to {total}, not to {WHOLE}."
        yield error(words, "quality_weight", "social_weight", "price_weight")
    if quality == 0:
        words = "With no weight on quality the cheapest bid wins, whatever it offers pupils."
        if reason:
            yield warning(words, "quality_weight")
        else:
            yield error(f"{words} Give the reason.", "quality_weight", "weights_reason")
    elif not LEAST_PRICE <= price <= MOST_PRICE:
        words = f"Price usually counts for {LEAST_PRICE} to {MOST_PRICE}% in a service like this."
        yield advice(f"{words} Keep the reason with your records.", "price_weight")


def check_questions(rows: tuple[CellRow, ...], quality: int) -> Iterator[Finding]:
    """Whether the weights of the questions add up to the weight of quality."""
    weights = [as_number(row.get("weight")) for row in rows]
    known = [weight for weight in weights if weight is not None]
    if rows and len(known) == len(rows) and sum(known) != quality:
        total = shown(sum(known, Decimal(0)))
        words = f"The questions' weights add up to {total}, not to the {quality} of quality."
        yield error(words, "quality_weight", "quality_questions")


def check_scoring(reader: Reader) -> Iterator[Finding]:
    """Whether scale, least score and tie-break go together."""
    least = reader.whole("minimum_score")
    if least is not None and least > HARD_SCORE - 1:
        words = f"A least score of {least} rules out every bid that is not excellent throughout."
        yield warning(words, "minimum_score")
    if least is not None and reader.code("scale") == "1_5" and least <= LOWEST_OF_FIVE:
        yield advice("On a scale from 1 this least score rules nobody out.", "minimum_score")
    panel = "student_panel" in reader.codes("evidence")
    if reader.code("tie_break") == "students" and not panel:
        yield error(
            "The students' panel decides ties, but none is planned.", "evidence", "tie_break"
        )
    if "matrix" in reader.codes("gates") and reader.code("matrix") in ("desirable", "na"):
        words = "The matrix Standard is a pass-or-fail check here but not required elsewhere."
        yield error(words, "matrix", "gates")


def check_panel(rows: tuple[CellRow, ...]) -> Iterator[Finding]:
    """Whether everyone on the panel has declared their interests, and is there only once."""
    names = [name.casefold() for row in rows if (name := as_text(row.get("name")))]
    if len(set(names)) < len(names):
        yield error("The same person is on the panel twice.", "panel")
    if any(row.get("declared") == "no" for row in rows):
        words = "Everyone on the panel declares their interests before any bid is opened."
        yield warning(words, "panel")
