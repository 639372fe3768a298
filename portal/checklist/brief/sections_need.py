"""Sections 1 to 5 of the brief: summary, school, need, scope, volumes and calendar."""

from math import ceil

from portal.checklist.brief.figures import COMPLETE_BY
from portal.checklist.brief.inputs import (
    cohorts_of,
    pupils_in,
    ranges_of,
    send_percent_of,
    usual_closures,
)
from portal.checklist.brief.pad import Pad
from portal.checklist.brief.small_counts import is_small, printed_count, printed_demand
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.rules.timetable import written
from portal.checklist.rules.working import shown
from portal.documents import (
    TO_BE_CONFIRMED,
    Block,
    Bullets,
    Facts,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Text,
)

YEARS = {row.code: row.words for row in QUESTIONS["cohorts"].rows}
WEAK = ("1", "2")
REQUIREMENTS = {
    "integration": "Show how your service would become part of our careers programme, and work with "
    "tutors and senior leaders.",
    "space": "Tell us what you need of our rooms and timetable so that no meeting is cut short.",
    "preparation": "Prepare each pupil before the meeting and support them to act on it afterwards.",
    "meetings": "Show the evidence your meetings rest on and how you check that they are good.",
    "professionalism": "Show how advisers keep to a professional code and develop their practice.",
}


BOUGHT = (
    "We are looking for someone to give our pupils impartial personal careers guidance in "
    "one-to-one meetings. This brief says what we need, how to bid and how we will choose."
)
OURS = (
    "This paper says what our own adviser does for our pupils: impartial personal careers guidance "
    "in one-to-one meetings, how many of them, and to what standard."
)


def summary(pad: Pad) -> tuple[Block, ...]:
    """Section 1: what is wanted, how much of it, from when, and by when to bid."""
    days: Text = TO_BE_CONFIRMED
    if pad.figures.total_days is not None:
        days = f"about {pad.figures.total_days:.1f} adviser days a year"
    volume = Facts((("Volume", days),))
    years = _term(pad)
    return (
        Paragraph(OURS if pad.code("model") == "MODEL_INTERNAL" else BOUGHT),
        *pad.pairs("school_name", "urn", "postcode", "lead_buyer", "academic_year", "start_date"),
        volume,
        *((Facts((("Term", years),)),) if years else ()),
        *pad.pairs("route", "deadline", "contact_role"),
    )


def _term(pad: Pad) -> Text:
    if not pad.applies("initial_years"):
        return ""
    first, more = pad.reader.whole("initial_years"), pad.reader.whole("extensions")
    if first is None or more is None:
        return TO_BE_CONFIRMED
    start = f"{first} year" + ("s" if first > 1 else "")
    return f"{start}, and up to {more} more, one at a time" if more else f"{start}, not extended"


def about(pad: Pad) -> tuple[Block, ...]:
    """Section 2: the school and the people a provider will deal with."""
    return (
        *pad.pairs("setting", "borough", "year_groups", "pupils_on_roll"),
        Facts((("Pupils with SEND", _send(pad)),)),
        *pad.pairs("ehcp_count", "pupil_premium_percent", "care_experienced_count"),
        *pad.pairs("qics", "qics_expiry", "mis"),
        *pad.table("roles", "People you would deal with", ("Part", "Job title here")),
    )


def _send(pad: Pad) -> Text:
    reader = pad.reader
    cohorts, _ = cohorts_of(reader)
    share = send_percent_of(reader, cohorts)
    if share is None or not cohorts:
        return TO_BE_CONFIRMED
    if is_small(ceil(share * pupils_in(cohorts) / 100)):
        return f"{printed_count(1)} in the years concerned"
    count = reader.whole("send_count")
    if count is not None:
        return f"{count} in the years concerned"
    return pad.said("send_percent")


def need(pad: Pad) -> tuple[Block, ...]:
    """Section 3: what there is now and what is missing."""
    return (
        *pad.pairs("provision_now", "length_now", "compass_result", "reach_y11", "reach_y13"),
        *_gaps(pad),
        *_voices(pad),
        Heading(2, "Support from the local authority"),
        *pad.own_words("la_support"),
        *pad.table("five_points", "Effective guidance here", ("Point", "Our rating", "Note")),
        Heading(2, "How we want guidance provided"),
        *pad.pairs("model"),
        *pad.own_words("rationale"),
    )


def _gaps(pad: Pad) -> tuple[Block, ...]:
    reader, gaps = pad.reader, []
    if pad.code("reach_recorded") == "no":
        gaps.append("We have not recorded who had a meeting. The provider will help us to.")
    for name, who in (("reach_y11", "a meeting by 16"), ("reach_y13", "a further one by 18")):
        share = reader.number(name)
        if share is not None and share < 100:  # noqa: PLR2004
            gaps.append(f"{shown(100 - share)}% of last year's leavers did not have {who}.")
    if reader.code("length_now") in ("20", "30"):
        gaps.append("Meetings are shorter than the 45 minutes that count as good practice.")
    return (Heading(2, "What is missing"), Bullets(tuple(gaps))) if gaps else ()


def _voices(pad: Pad) -> tuple[Block, ...]:
    names = ("pupil_feedback", "parent_feedback", "staff_feedback", "destinations_issue")
    return pad.pairs(*names)


def scope(pad: Pad) -> tuple[Block, ...]:
    """Section 4: services in and out, who may bid, independence."""
    rated = {str(row.get("row")): row.get("rating") for row in pad.reader.rows("five_points")}
    asked = tuple(words for code, words in REQUIREMENTS.items() if rated.get(code) in WEAK)
    header = ("Service", "Essential or desirable")
    return (
        *_services(pad, header),
        *_left_out(pad),
        *((Heading(2, "What we ask for in particular"), Bullets(asked)) if asked else ()),
        *pad.pairs("open_to", "no_duplication"),
        Heading(2, "Independent and impartial"),
        *pad.own_words("independence"),
        Paragraph(
            "Guidance is given in the pupil's best interests. It covers every route at 16 and 18, "
            "apprenticeships and technical education among them, and favours none."
        ),
    )


def _services(pad: Pad, header: tuple[str, str]) -> tuple[Block, ...]:
    chosen = pad.chosen("services")
    if not chosen and pad.applies("services"):
        return (Note(TO_BE_CONFIRMED, "Services"),)
    if pad.rows("essential_services"):
        return pad.table("essential_services", "Services", header)
    return (Bullets(chosen), *pad.wanting("essential_services")) if chosen else ()


def _left_out(pad: Pad) -> tuple[Block, ...]:
    words = pad.own_words("not_wanted")
    return (Heading(2, "Not part of this"), *words) if words else ()


def volumes(pad: Pad) -> tuple[Block, ...]:
    """Section 5: meetings by year group, dates to finish by, days, closures and partner schools."""
    return (
        *_demand_table(pad),
        *pad.pairs("send_minutes", "ehcp_reviews", "followup_percent", "followup_minutes"),
        *pad.pairs("rebook_percent", "day_start", "day_end", "break_minutes", "writeup_minutes"),
        *pad.pairs("results_days", "evening_days", "assembly_days", "planning_days"),
        *pad.pairs("weekly_days", "blocked_weekdays"),
        *_partners(pad),
        *_ranges(pad),
        Paragraph(
            "These figures are our best estimate, not a promise of work. Annex A shows how we "
            "reached them."
        ),
    )


def _demand_table(pad: Pad) -> tuple[Block, ...]:
    demand = pad.figures.demand
    if demand is None:
        return (Note(TO_BE_CONFIRMED, "Meetings in a year"),)
    printed = printed_demand(demand)
    rows: list[tuple[Text, ...]] = []
    for one, cells in zip(demand.needs, printed.rows, strict=True):
        if one.first:
            code, minutes = one.cohort.code, f"{one.cohort.minutes} minutes"
            by = pad.said(COMPLETE_BY[code]) if code in COMPLETE_BY else ""
            rows.append((YEARS[code], cells.first, cells.send, cells.standard, minutes, by))
    total = printed.total
    rows.append(("All", total.first, total.send, total.standard, "", ""))
    header = ("Year group", "First meetings", "Longer (SEND)", "Standard", "Length", "Complete by")
    return (Table("Meetings in a year", header, tuple(rows), frozenset({1, 2, 3})),)


def _partners(pad: Pad) -> tuple[Block, ...]:
    if not pad.applies("partner_schools"):
        return ()
    rows = tuple(
        (one.name, printed_count(one.demand.first), f"{one.demand.contact:.1f}")
        for one in pad.figures.partners
    )
    if not rows:
        return (Note(TO_BE_CONFIRMED, "Partner schools"),)
    header = ("School", "First meetings", "Contact days")
    return (Table("Partner schools, by the same assumptions", header, rows, frozenset({1, 2})),)


def _ranges(pad: Pad) -> tuple[Block, ...]:
    closures = ranges_of(pad.reader, "closures")
    start = pad.reader.day("start_date")
    found = closures or usual_closures(pad.reader)
    found = tuple(one for one in found if start is None or one.last >= start)
    blocks: list[Block] = []
    for caption, ranges in (
        ("School closures", found),
        ("Exam periods without meetings", ranges_of(pad.reader, "exam_blocks")),
    ):
        rows = tuple(
            (one.name or "Closed", written(one.first), written(one.last)) for one in ranges
        )
        if rows:
            blocks.append(Table(caption, ("What", "First day", "Last day"), rows))
    if found and not closures:
        span = Span("The closures above are the usual local pattern; the school confirms its own.")
        blocks.append(Paragraph((span,)))
    return tuple(blocks)
