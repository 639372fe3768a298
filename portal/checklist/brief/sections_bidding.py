"""Sections 16 to 18 of the brief: what to submit, how we choose, declarations."""

from portal.checklist.brief.pad import Pad
from portal.checklist.brief.reading import as_number, as_text, as_whole
from portal.checklist.rules.working import shown
from portal.documents import (
    TO_BE_CONFIRMED,
    Block,
    Bullets,
    Heading,
    Note,
    Numbered,
    Paragraph,
    Table,
)

DESCRIPTORS = {
    "0": "No answer, or nothing that bears on the question",
    "1": "Poor: large parts are missing or not convincing",
    "2": "Fair: some of what we ask, with gaps that matter",
    "3": "Good: what we ask, with small gaps",
    "4": "Very good: all we ask, with evidence",
    "5": "Excellent: all we ask with strong evidence, and more that benefits pupils",
}
FORMULAS = {
    "lowest": "The lowest price gets the full weight of price. Any other gets the lowest price "
    "divided by its own, times the weight.",
    "bands": "The lowest price gets the full weight of price. Any other loses a tenth of the weight "
    "for each full 5% by which it is dearer.",
}


def submit(pad: Pad) -> tuple[Block, ...]:
    """Section 16: the questions and the papers."""
    rows = tuple(
        (
            str(number),
            as_text(row.get("question")) or TO_BE_CONFIRMED,
            _percent(row.get("weight")),
            str(as_whole(row.get("words")) or ""),
        )
        for number, row in enumerate(pad.rows("quality_questions"), 1)
    )
    header = ("Number", "Question", "Weight", "Words at most")
    questions: tuple[Block, ...] = pad.wanting("quality_questions")
    if rows:
        questions = (Table("Questions to answer", header, rows, frozenset({2, 3})),)
    return (
        Numbered(
            (
                "Your answers to the questions below. Words over the limit are not read.",
                "The price schedule of section 13, filled in.",
                "The names and qualifications of the advisers you propose.",
                "The evidence for the pass-or-fail checks of section 17.",
                "The declarations of section 18, signed.",
            )
        ),
        *questions,
        *pad.pairs("evidence"),
        Paragraph(
            "Sole traders and organisations answer the same questions. Where a question speaks of a "
            "team or a policy, a sole trader answers for their own practice."
        ),
    )


def _percent(value: object) -> str:
    number = as_number(value)
    return "" if number is None else f"{shown(number)}%"


def evaluation(pad: Pad) -> tuple[Block, ...]:
    """Section 17: gates, weights, scale, price formula, tie-break."""
    gates = pad.chosen("gates")
    return (
        Heading(2, "Pass or fail"),
        Bullets(gates) if gates else Note(TO_BE_CONFIRMED, "Pass-or-fail checks"),
        Heading(2, "Scores"),
        *pad.pairs("quality_weight", "price_weight", "scale", "minimum_score"),
        *_social(pad),
        *_scale(pad),
        *_formula(pad),
        *pad.pairs("tie_break"),
        Paragraph(
            "At least two people score each bid on their own and then agree the scores and the "
            "reasons in writing. They have declared their interests. The bid with the highest total "
            "wins. Every bidder gets their scores, the reasons and what was better about the winner."
        ),
    )


def _scale(pad: Pad) -> tuple[Block, ...]:
    scale = pad.code("scale")
    if scale is None:
        return ()
    rows = tuple((n, words) for n, words in DESCRIPTORS.items() if scale == "0_5" or n != "0")
    least = pad.reader.whole("minimum_score") or 0
    words = "Points for a question are its score, divided by 5, times its weight."
    if least > int(scale[0]):
        words += f" A bid that scores less than {least} on any question is not considered further."
    points = Paragraph(words)
    return (Table("What a score means", ("Score", "Meaning"), rows), points)


def _social(pad: Pad) -> tuple[Block, ...]:
    if not pad.reader.whole("social_weight"):
        return ()
    words = "For social value, say in 200 words what more your service would do for our area."
    return (*pad.pairs("social_weight"), Paragraph(words))


def _formula(pad: Pad) -> tuple[Block, ...]:
    words = FORMULAS.get(pad.code("price_formula") or "")
    return (Paragraph(words),) if words else pad.pairs("price_formula")


def declarations(pad: Pad) -> tuple[Block, ...]:
    """Section 18: what the bidder declares."""
    del pad
    return (
        Paragraph("By signing, the bidder declares:"),
        Numbered(
            (
                "Interests: any link between the bidder, or someone close to them, and a governor, "
                "trustee or member of staff of the school is stated here, or there is none.",
                "Independence: the prices were not agreed or discussed with any other bidder, and "
                "nothing was offered to anyone to influence the choice.",
                "Status: the bidder is a sole trader, a partnership, a limited company, a charity or "
                "a public body (say which), and gives its registered number if it has one.",
                "Suitability: no adviser is barred from working with children, and none has been "
                "refused or removed from a professional register.",
                "Impartiality: any interest in a college, provider or route that could colour "
                "guidance is stated here, or there is none.",
                "Accuracy: what the bid says is true and complete, and changes will be reported.",
            )
        ),
        Table(
            "Signature",
            ("Name", "For", "Date"),
            (("", "", ""),),
            row_headers=False,
        ),
    )
