"""The annexes of the brief, and its last page: how it was made and what is still open."""

from collections.abc import Sequence
from datetime import datetime

from portal.checklist.brief.pad import Pad
from portal.checklist.brief.reading import as_number
from portal.checklist.brief.sections_need import YEARS
from portal.checklist.brief.small_counts import HIDDEN, PrintedNeed, printed_demand
from portal.checklist.catalogue.shape import Question
from portal.checklist.rules.demand import Demand, Group, two_places
from portal.checklist.rules.money import pounds
from portal.checklist.rules.timetable import written
from portal.checklist.rules.working import DIVIDED, day_line, shown
from portal.documents import (
    TO_BE_CONFIRMED,
    Block,
    Bullets,
    Facts,
    Note,
    Paragraph,
    Span,
    Table,
)

GLOSSARY = (
    ("Action plan", "What a pupil has decided in a meeting, and the next steps"),
    ("Benchmark 8", "The Gatsby Benchmark on personal guidance"),
    ("Careers adviser", "Someone qualified to give guidance in one-to-one meetings"),
    ("Careers leader", "The member of staff who runs a school's careers programme"),
    ("CDI", "Career Development Institute, the professional body for careers work"),
    ("Compass and Compass+", "Tools for schools to evaluate and manage their careers programme"),
    ("Contact days", "The days taken up by meetings and their write-ups"),
    ("DBS check", "A check by the Disclosure and Barring Service"),
    ("EHC plan", "Education, health and care plan"),
    ("LADO", "Local authority designated officer, who handles concerns about adults"),
    ("matrix Standard", "A quality standard for organisations that give advice and guidance"),
    ("Meeting (interview)", "A one-to-one conversation with a careers adviser"),
    ("MIS", "A school's management information system"),
    ("NEET", "Not in education, employment or training"),
    ("Personal guidance", "Impartial, one-to-one careers guidance by a qualified adviser"),
    (
        "Registered Career Development Professional",
        "Someone on the CDI's register who may give personal guidance",
    ),
    ("SEND", "Special educational needs and disabilities"),
    ("SENDCo", "The member of staff who coordinates support for pupils with SEND"),
)
FACTS_USED = (
    ("guidance_title", "Statutory guidance"),
    ("guidance_edition", "Newest edition known"),
    ("benchmark8_by_16", "Meetings by 16 (Benchmark 8)"),
    ("benchmark8_by_18", "Meetings by 18 in all (Benchmark 8)"),
    ("meeting_minutes_good_practice", "Good practice for a meeting, minutes"),
    ("cdi_cpd_hours", "Development for registered advisers, hours a year"),
    ("threshold_goods_services_inc_vat", "Procurement Act threshold, with VAT"),
)
IN_POUNDS = ("threshold_goods_services_inc_vat",)


def demand_annex(pad: Pad) -> tuple[Block, ...]:
    """Annex A: how the days were worked out, without numbers that could show who is meant."""
    demand = pad.figures.demand
    if demand is None:
        return (Note(TO_BE_CONFIRMED, "Demand"),)
    printed = printed_demand(demand)
    lines = [day_line(demand)]
    lines += [
        f"{YEARS[one.cohort.code]}: {cells.first} first meetings{_split(cells, one.cohort.minutes)}."
        for one, cells in zip(demand.needs, printed.rows, strict=True)
        if one.first
    ]
    lines += _allowances(demand)
    if printed.by_length:
        lines.append(f"Missed and rebooked meetings come to {demand.rebooked}, rounded up.")
        lines.append(f"Follow-ups come to {demand.followups}, rounded up.")
        return (Bullets(tuple(lines)), _groups(demand), Paragraph(_total(demand)))
    hidden = (
        "Counts by length of meeting are not shown, because a very small number of pupils would "
    )
    return (Bullets((*lines, f"{hidden}follow from them.")), Paragraph(_total(demand)))


def _split(cells: PrintedNeed, minutes: int) -> str:
    if HIDDEN in (cells.send, cells.standard):
        return f", most of them of {minutes} minutes"
    return f", {cells.send} longer (SEND) and {cells.standard} of {minutes} minutes"


def _allowances(demand: Demand) -> list[str]:
    added = demand.allowances
    return [
        f"We allow {shown(added.rebook_percent)}% of first meetings for those missed and rebooked.",
        f"We allow {shown(added.followup_percent)}% of the leaving year for follow-ups.",
    ]


def _groups(demand: Demand) -> Table:
    header = ("Meetings", "Minutes", "Number", "In a day", "Days")
    return Table(
        "Contact days by length of meeting",
        header,
        tuple(_group(one, demand) for one in demand.groups),
        frozenset({1, 2, 3, 4}),
    )


def _group(one: Group, demand: Demand) -> tuple[str, ...]:
    slot = f"{demand.day.available} {DIVIDED} {one.minutes + demand.day.writeup} = {one.per_day}"
    return (one.words, str(one.minutes), f"{one.count:,}", slot, two_places(one.days))


def _total(demand: Demand) -> str:
    return (
        f"Contact days, rounded up to the half day: {demand.contact:.1f}. Other days: "
        f"{demand.extras:.1f}. In all: {demand.total:.1f} days a year."
    )


def glossary(pad: Pad) -> tuple[Block, ...]:
    """Annex F: the words of the field. B to E are the forms and the draft agreement that go with a tender."""
    del pad
    return (Facts(GLOSSARY),)


def _figure(pad: Pad, key: str) -> str:
    value, number = pad.fact(key), as_number(pad.fact(key))
    return value if number is None or key not in IN_POUNDS else pounds(number)


def record(
    pad: Pad,
    *,
    version: str,
    author: str,
    created: datetime,
    open_questions: Sequence[Question],
    reasons: Sequence[str],
) -> tuple[Block, ...]:
    """The last page: version, date, author, editions used, and what is still open."""
    rows = tuple(
        (words, _figure(pad, key), pad.known[key][1], written(pad.known[key][2]))
        for key, words in FACTS_USED
        if key in pad.known
    )
    made = (("Version", version), ("Made on", written(created.date())), ("Made by", author))
    blocks: list[Block] = [Facts(tuple((name, words) for name, words in made if words))]
    if rows:
        header = ("What", "Value", "Source", "Checked on")
        blocks.append(Table("Guidance and figures used", header, rows))
    if open_questions:
        blocks.append(Paragraph("Still to be answered before this brief can go out:"))
        blocks.append(Bullets(tuple(f"{one.number} {one.short}" for one in open_questions)))
    if reasons:
        blocks.append(Paragraph((Span("Still to be put right:", strong=True),)))
        blocks.append(Bullets(tuple(reasons)))
    return tuple(blocks)
