"""Sections 6 to 12 of the brief: the standard of service, people, safety, data, inclusion, quality."""

from portal.checklist.brief.pad import Pad
from portal.documents import TO_BE_CONFIRMED, Block, Bullets, Heading, Note, Paragraph, Table

BY_YEAR = (
    ("Y11", "Year 11 pupils who had a meeting by the date in section 5", "100%"),
    ("Y13", "Year 12 and 13 pupils who had a further meeting before leaving", "100%"),
)
KPIS = (
    ("Gap between pupils with SEND and all pupils", "2 percentage points at most"),
    ("Action plans delivered on time", "95%"),
    ("Meetings missed", "8% at most"),
    ("Pupils satisfied, of at least 30% who answer", "90%"),
    ("Parents and carers who know how to get guidance for their child", "80%"),
    ("Absent advisers replaced on time", "100%"),
    ("Observed meetings judged good or better", "100%"),
    ("Pupils whose intended destination is recorded", "100%"),
)
ROOM_RISKS = {
    "rooms_private": "The room we have is not private. We will find a private one, or agree with you "
    "how confidentiality is kept, before the first meeting.",
    "rooms_bookable": "The room is not free on every adviser day. We will agree the days in advance.",
    "rooms_network": "The room has no network or phone. We will give you another way to reach us.",
    "rooms_accessible": "The room is not accessible to everyone. We will provide another one for any "
    "pupil, parent or adviser who needs it.",
}


def standard(pad: Pad) -> tuple[Block, ...]:
    """Section 6: what each meeting does, how long it is, and what follows."""
    chosen = pad.chosen("meeting_standard")
    meeting: tuple[Block, ...] = ()
    if chosen:
        meeting = (Paragraph("Every meeting:"), Bullets(chosen))
    elif pad.applies("meeting_standard"):
        meeting = (Note(TO_BE_CONFIRMED, "Standard of a meeting"),)
    return (
        *pad.pairs("mode"),
        *meeting,
        *pad.table("tasks", "Who does what", ("Task", "Done by")),
        *pad.pairs("plan_days", "plan_formats"),
        Paragraph(
            "The action plan is written in words the pupil understands, sets out what the pupil has "
            "decided and the next steps with dates, and belongs to the pupil."
        ),
    )


def people(pad: Pad) -> tuple[Block, ...]:
    """Section 7: qualification, register, matrix Standard, development and cover."""
    hours = pad.fact("cdi_cpd_hours")
    each_year = f"at least {hours} hours of" if hours else "regular"
    return (
        *pad.pairs("qualification", "supervision", "register", "matrix"),
        *_matrix(pad),
        Bullets(
            (
                f"Each adviser keeps up {each_year} professional development a year and records it.",
                "Advisers work to the code of ethics of the Career Development Institute (CDI) or "
                "one of the same standard.",
                "Name the advisers you propose and their qualifications. We agree to any change.",
                *_trainees(pad),
            )
        ),
        *pad.pairs("same_advisers", "cover_days"),
    )


def _matrix(pad: Pad) -> tuple[Block, ...]:
    if pad.code("matrix") in (None, "na"):
        return ()
    words = "The matrix Standard is for organisations; the CDI register is for people."
    if "SELF" in pad.reader.codes("open_to"):
        words += (
            " A sole trader need not hold the matrix Standard to bid: show us by other evidence, "
            "such as observation reports and references, how the quality of your work is checked."
        )
    return (Paragraph(words),)


def _trainees(pad: Pad) -> tuple[str, ...]:
    if pad.code("qualification") != "L6_WORKING":
        return ()
    return (
        "Anyone still working towards Level 6 has a named supervisor who holds it, and takes no more "
        "than a quarter of the meetings.",
    )


def safeguarding(pad: Pad) -> tuple[Block, ...]:
    """Section 8: checks, conduct, worries about a pupil."""
    return (
        Bullets(
            (
                "Meetings are one to one and repeated, so each adviser needs an Enhanced DBS check "
                "with a check of the children's barred list before working here.",
                "An organisation confirms in writing that it has checked identity, DBS, "
                "qualifications and right to work. A sole trader shows us the originals.",
                "We check identity on arrival and enter the checks in our single central record.",
                "Advisers read and follow Part One of the current edition of Keeping Children Safe "
                "in Education and our child protection policy, and take part in our induction.",
                "A worry about a pupil goes to our designated safeguarding lead at once, on the same "
                "day, and is never kept confidential from them.",
                "A worry about an adult goes to the headteacher. We follow local procedures, and "
                "you work with us and with the local authority designated officer (LADO).",
            )
        ),
        Heading(2, "Referral"),
        *pad.own_words("referral"),
        *_video(pad),
    )


def _video(pad: Pad) -> tuple[Block, ...]:
    words = pad.own_words("video_safeguards")
    return (Heading(2, "Meetings by video"), *words) if words else ()


def data(pad: Pad) -> tuple[Block, ...]:
    """Section 9: personal data of pupils."""
    return (
        *pad.pairs("plan_upload", "plan_readers"),
        Bullets(
            (
                "A pupil's record is shared only with the pupil's agreement, except where a "
                "safeguarding duty or the law requires it.",
                "We are the controller of the pupil data we give you. Before the service starts we "
                "settle in writing whether you act as our processor or as a controller of your own "
                "case notes, and sign the agreement that UK data protection law asks for.",
                "Where a new system or sensitive data on a large scale is involved, we assess the "
                "impact on privacy together beforehand.",
                "You use pupil data for this service only, keep it secure and in the United Kingdom "
                "or where the law gives equal protection, and tell us of any breach without delay "
                "and within 24 hours.",
                "Your notes are kept no longer than 12 months after the contract ends, unless we "
                "agree otherwise. Then you return or delete them and confirm it in writing.",
                "Reports to us hold numbers. Numbers so small that a pupil could be recognised are "
                "left out.",
            )
        ),
    )


def inclusion(pad: Pad) -> tuple[Block, ...]:
    """Section 10: SEND, languages, adjustments."""
    return (
        *pad.pairs("specialisms", "sendco_liaison", "ehcp_contribution"),
        *pad.pairs("communication_aids", "bsl", "languages"),
        Bullets(
            (
                "You make reasonable adjustments so that every pupil can use the service, and help "
                "us to meet our duties under the Equality Act 2010.",
                "Anything digital that pupils use meets WCAG 2.2 at level AA or comes with an "
                "alternative that works as well.",
                "You challenge stereotypes about what a pupil may become.",
            )
        ),
    )


def premises(pad: Pad) -> tuple[Block, ...]:
    """Section 11: rooms and arrangements, with the risks we know of."""
    risks = tuple(words for name, words in ROOM_RISKS.items() if pad.code(name) == "no")
    return (
        *pad.pairs("rooms", "rooms_private", "rooms_bookable", "rooms_network", "rooms_accessible"),
        *((Heading(2, "What we still have to settle"), Bullets(risks)) if risks else ()),
        *pad.table("premises", "Practical arrangements", ("What", "Arrangement")),
    )


def quality(pad: Pad) -> tuple[Block, ...]:
    """Section 12: measures, reports and reviews."""
    years = pad.reader.codes("year_groups")
    first = tuple((name, goal) for year, name, goal in BY_YEAR if year in years or not years)
    goals = first + tuple(
        (name, f"{goal} within {_days(pad)}" if name.startswith("Action plans") else goal)
        for name, goal in KPIS
    )
    return (
        Table("What we measure", ("Measure", "Goal"), goals),
        Bullets(
            (
                "Each month: meetings planned, held, missed and rebooked for each year group.",
                "Each term: a meeting with our careers leader about the figures, feedback from "
                "pupils, parents and staff, and what should change.",
                "Each year: an observation of every adviser, with the pupil's agreement, and a "
                "review that our governors see.",
                "Pupils who decline a meeting, or are absent for long, are reported and not counted.",
            )
        ),
    )


def _days(pad: Pad) -> str:
    days = pad.reader.whole("plan_days")
    return f"{days} working days" if days else "the time in section 6"
