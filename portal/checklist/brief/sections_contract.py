"""Sections 13 to 15 of the brief: price, contract terms, timetable and rules."""

from portal.checklist.brief.pad import Pad
from portal.checklist.catalogue import QUESTIONS
from portal.documents import (
    TO_BE_CONFIRMED,
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
)

DATES = (
    "issue_date",
    "clarification_deadline",
    "answers_by",
    "deadline",
    "evaluation_by",
    "interviews_first",
    "interviews_last",
    "moderation_date",
    "approval_date",
    "notify_date",
    "standstill_days",
    "feedback_by",
    "sign_by",
    "mobilise_first",
    "mobilise_last",
    "start_date",
)
NO_WAIT = "0 working days"
UNITS = {"DAY": "day", "HALF": "half day", "MEETING": "meeting", "ANNUAL": "year"}


def price(pad: Pad) -> tuple[Block, ...]:
    """Section 13: how to price, and what the budget is where the school says so."""
    unit = UNITS.get(pad.code("price_basis") or "", "unit")
    return (
        *pad.pairs("price_basis", "expenses", "indexation", "vat_recoverable"),
        *_budget(pad),
        Table(
            "Price schedule, for the bidder to fill in",
            ("Item", f"Price for a {unit} without VAT", "Price for the first year without VAT"),
            (
                ("The service as described", "", ""),
                ("Anything priced separately (say what)", "", ""),
                ("Each further year, if different", "", ""),
            ),
            frozenset({1, 2}),
        ),
        Paragraph(
            "Give prices without VAT and say whether you are registered for VAT, are not, or supply "
            "exempt services. We compare what each bid costs our school in the end."
        ),
    )


def _budget(pad: Pad) -> tuple[Block, ...]:
    kind = pad.code("publish_budget")
    words = pad.said("annual_budget") if kind in ("ceiling", "indicative") else ""
    if not words:
        return ()
    label = "The most we can pay in a year" if kind == "ceiling" else "Guide budget for a year"
    return (Facts(((label, words),)),)


def terms(pad: Pad) -> tuple[Block, ...]:
    """Section 14: length, payment, cancellation, insurance, ending."""
    return (
        *pad.pairs("initial_years", "extensions", "public_liability", "professional_indemnity"),
        Bullets(
            (
                "An extension is our choice, made in writing, and depends on performance and budget.",
                "Employer's liability insurance is needed where the law asks for it.",
                "We pay correct invoices within 30 days. Invoices follow the work, monthly or termly.",
                "Cancelling a day costs nothing with five working days' notice or more, half of the "
                "price with less, and the full price on the day itself. Days lost to snow or another "
                "closure are moved. If you cancel, you offer another day within two weeks.",
                "You may change a named adviser only with our agreement, which we do not refuse "
                "without a reason.",
                "Either side may end the contract with one term's notice. We may end it at once for "
                "a serious breach, above all of safeguarding or of confidentiality.",
                "Records are handed over at the end, and meetings that are due are completed or "
                "passed on.",
                "The contract gives no exclusive right. It holds its own terms on complaints, "
                "changes and disputes, and comes before this brief where the two differ.",
                "Before work starts we decide whether the rules on off-payroll working apply and "
                "tell you the outcome.",
            )
        ),
    )


def timetable(pad: Pad) -> tuple[Block, ...]:
    """Section 15: dates, how to bid and the rules for everyone."""
    rows: list[tuple[Text, ...]] = []
    for name in DATES:
        words = pad.said(name)
        if words and words != NO_WAIT:
            rows.append((QUESTIONS[name].short, words))
    table = Table("Timetable", ("Step", "Date"), tuple(rows or [("Timetable", TO_BE_CONFIRMED)]))
    return (
        table,
        *pad.pairs("bids_by", "bids_address"),
        Heading(2, "Rules"),
        Bullets(
            (
                "Send questions in writing by the date above. We send every question and answer to "
                "all bidders without saying who asked.",
                "Bids are opened together after the deadline. A bid that comes late is not opened.",
                "Everyone gets the same documents and the same information at the same time. If we "
                "change something that matters, we tell all bidders and may extend the deadline.",
                "We are not bound to accept any bid, and may stop or change this purchase at any "
                "time before a contract is signed. Nothing is agreed until both sides have signed.",
                "You bear the cost of your bid, whatever comes of it.",
                "Dates after the deadline may move; we will tell you.",
                "Bids stay open for acceptance for 90 days after the deadline.",
                "We are subject to the Freedom of Information Act 2000 where it applies to us. Mark "
                "what you hold to be confidential, and say why.",
            )
        ),
    )
