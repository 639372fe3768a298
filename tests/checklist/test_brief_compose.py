"""The brief: complete, in the school's words, and silent about what is private."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import cast

import pytest

from portal.checklist.brief.compose import SECTIONS, compose
from portal.checklist.brief.figures import work_out
from portal.checklist.brief.pad import Pad
from portal.checklist.brief.reading import Reader
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.catalogue.shape import Kind, Need
from portal.checklist.rules.money import Limits
from portal.documents import Document, Facts, Heading, Table, texts

LIMITS = Limits(
    Decimal(10_000), Decimal(40_000), Decimal(207_720), Decimal(663_540), 3, Decimal(20)
)
CHECKED = date(2026, 11, 24)
FACTS = {
    "guidance_title": ("Careers guidance and access", "DfE", CHECKED),
    "guidance_edition": ("2026", "CDI news", CHECKED),
    "cdi_cpd_hours": ("25", "CDI register", CHECKED),
}
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CONFIRM = "[TO BE CONFIRMED]"


def brief(answers: object = None, **changes: object) -> Document:
    base = EXAMPLE if answers is None else cast("dict[str, object]", answers)
    return compose({**base, **changes}, FACTS, LIMITS, created=NOW, version="3")


def text(document: Document) -> str:
    return "\n".join(texts(document))


def test_the_brief_of_the_example_is_final_and_has_all_its_parts() -> None:
    document = brief()
    headings = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert not document.draft
    assert [h.number for h in headings] == [*map(str, range(1, 19)), "Annex A", "Annex F", ""]
    assert CONFIRM not in text(document)
    assert document.title == "Invitation to tender: personal careers guidance"
    assert document.subtitle == "Example High School"
    assert document.version == "Version 3"


def test_no_two_lists_of_facts_stand_next_to_each_other() -> None:
    neighbours = pairwise(brief().blocks)
    assert not [pair for pair in neighbours if all(isinstance(one, Facts) for one in pair)]


def test_amounts_on_the_last_page_read_as_amounts() -> None:
    facts = {
        "threshold_goods_services_inc_vat": ("207720", "LUPC", CHECKED),
        "guidance_edition": ("2026", "CDI news", CHECKED),
    }
    document = compose(EXAMPLE, facts, LIMITS, created=NOW, version="3")
    (used,) = (b for b in document.blocks if isinstance(b, Table) and "Checked on" in b.header)
    assert {row[1] for row in used.rows} == {"£207,720", "2026"}


def test_a_brief_for_our_own_adviser_speaks_to_no_bidder() -> None:
    whole = text(brief(model="MODEL_INTERNAL"))
    assert "This paper says what our own adviser does for our pupils" in whole
    assert "how to bid" not in whole
    assert "Open to" not in whole


def test_headings_do_not_leave_out_a_level() -> None:
    levels = [block.level for block in brief().blocks if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_brief_says_what_the_example_needs() -> None:
    whole = text(brief())
    for words in (
        "about 81.0 adviser days a year",
        "1 year, and up to 2 more, one at a time",
        "Tuesday 23 March 2027 at 12:00, London time",
        "18% of last year's leavers did not have a meeting by 16.",
        "Prepare each pupil before the meeting",
        "Contact days, rounded up to the half day: 75.0. Other days: 6.0. In all: 81.0",
        "Few leavers start an apprenticeship",
        "A bid that comes late is not opened.",
        "We are not bound to accept any bid",
        "at least 25 hours of professional development",
        "95% within 5 working days",
        "Monday 1 March 2027",
        "Careers guidance and access",
    ):
        assert words in whole, words


def test_an_empty_checklist_gives_a_draft_with_what_is_to_be_confirmed() -> None:
    document = brief({})
    whole = text(document)
    assert document.draft
    assert document.subtitle == "School"
    assert whole.count(CONFIRM) > 60
    assert "0.1 School name" in whole
    assert "Still to be answered" in whole


PRINTED = [
    question.id
    for question in QUESTIONS.values()
    if question.need is Need.BRIEF
    and question.id in EXAMPLE
    and question.section
    and question.kind is not Kind.YES_NO
]


@pytest.mark.parametrize("name", PRINTED)
def test_one_open_question_makes_a_draft_and_is_named_at_the_end(name: str) -> None:
    answers = {key: value for key, value in EXAMPLE.items() if key != name}
    document = brief(answers)
    assert document.draft
    assert f"{QUESTIONS[name].number} {QUESTIONS[name].short}" in texts(document)


def test_most_open_questions_are_marked_where_they_belong() -> None:
    # The title of a brief without a school name, and weights without an answer, have no mark.
    unmarked = [
        name
        for name in PRINTED
        if CONFIRM not in text(brief({k: v for k, v in EXAMPLE.items() if k != name}))
    ]
    assert set(unmarked) <= {"annual_budget", "reach_recorded"}


def test_an_error_makes_a_draft_and_so_does_a_reason_of_the_caller() -> None:
    wrong = brief(price_weight=41)
    assert wrong.draft
    assert "Weight of price" in texts(wrong)
    held = compose(
        EXAMPLE, FACTS, LIMITS, created=NOW, version="3", draft_reasons=("Governors to approve",)
    )
    assert held.draft
    assert "Governors to approve" in texts(held)


def test_a_question_set_aside_is_not_asked_for() -> None:
    answers = {key: value for key, value in EXAMPLE.items() if key != "referral"}
    document = compose(
        answers, FACTS, LIMITS, created=NOW, version="1", not_applicable={"referral"}
    )
    assert not document.draft
    assert CONFIRM not in text(document)


CANARY = "Zanzibar canary"
MONEY = "9173.37"


def canaries() -> dict[str, object]:
    """Every private answer filled with something that could be recognised if it were printed."""
    found: dict[str, object] = {}
    for question in QUESTIONS.values():
        private = question.private or question.private_when
        if private and question.kind in {Kind.SHORT, Kind.LONG}:
            found[question.id] = f"{CANARY} {question.id} " * 3
        elif private and question.kind is Kind.MONEY:
            found[question.id] = MONEY
    people = [{"name": f"{CANARY} {n}", "role": CANARY, "declared": "yes"} for n in (1, 2)]
    roles = [
        {**row, "name": f"{CANARY} {row['row']}"}
        for row in cast("list[dict[str, object]]", EXAMPLE["roles"])
    ]
    hidden = {"rationale_private": "yes", "publish_budget": "no", "funding_sources": ["other"]}
    return {**found, **hidden, "panel": people, "roles": roles, "day_rate": "917.31"}


def test_no_private_answer_is_printed() -> None:
    planted = canaries()
    whole = text(brief(**planted))
    assert {
        "rationale",
        "options_considered",
        "incumbent_price",
        "approver",
        "route_reason",
    } <= set(planted)
    assert CANARY not in whole
    assert not any(money in whole.replace(",", "") for money in (MONEY, "917.31", "Another source"))
    # The canaries would be seen: where the school allows it, the same answers are printed.
    opened = text(brief(**{**planted, "rationale_private": "no", "publish_budget": "ceiling"}))
    assert f"{CANARY} rationale" in opened
    assert "£9,173.37" in opened


def test_reasons_and_budget_stay_private_until_the_school_decides() -> None:
    undecided = {k: v for k, v in canaries().items() if k != "rationale_private"}
    base = {k: v for k, v in EXAMPLE.items() if k not in {"rationale_private", "publish_budget"}}
    undecided.pop("publish_budget")
    whole = text(brief(base, **undecided))
    assert CANARY not in whole
    assert "9,173.37" not in whole


def test_no_section_can_print_a_private_question_even_by_mistake() -> None:
    pad = Pad(Reader(EXAMPLE), work_out(EXAMPLE, LIMITS), FACTS)
    for question in QUESTIONS.values():
        if question.private:
            with pytest.raises(LookupError, match="never printed"):
                pad.said(question.id)


def test_small_numbers_of_pupils_are_printed_as_fewer_than_5() -> None:
    lines = texts(brief(ehcp_count=4, send_basis="count", send_count=3, ehcp_reviews=2))
    for label in ("Pupils with an EHC plan", "Care-experienced pupils", "EHC plan reviews"):
        assert lines[lines.index(label) + 1] == "fewer than 5"
    assert "fewer than 5 in the years concerned" in lines
    assert not any("SEND meetings and EHC plan reviews" in line for line in lines)
    assert any("are not shown" in line for line in lines)


def test_the_year_with_few_send_pupils_cannot_be_read_from_the_table() -> None:
    lines = texts(brief())
    start = lines.index("Year 13")
    assert lines[start + 1 : start + 4] == ("25", "fewer than 5", "not shown")


def test_a_school_that_buys_nothing_gets_no_rules_for_bidders() -> None:
    document = brief(model="MODEL_INTERNAL")
    numbers = [b.number for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert numbers[:12] == [section.number for section in SECTIONS if not section.bought]
    assert "13" not in numbers
    assert document.title.endswith("role of our own adviser")
    assert "late is not opened" not in text(document)


def test_a_school_without_a_sixth_form_has_no_rows_for_one() -> None:
    lines = texts(brief(year_groups=["Y11"]))
    assert "Year 12" not in lines
    assert "Year 13 complete by" not in lines


def test_quotes_are_invited_by_that_name() -> None:
    changes = {"route": "quotes", "route_reason": "x" * 30}
    assert brief(**changes).title.startswith("Invitation to quote")


@pytest.mark.parametrize("matrix", ["required", "equivalent", "desirable"])
def test_sole_traders_are_told_how_to_bid_without_the_matrix_standard(matrix: str) -> None:
    both = text(brief(matrix=matrix))
    assert "A sole trader need not hold the matrix Standard to bid" in both
    assert "sole trader need not" not in text(brief(matrix=matrix, open_to=["ORG"]))
    assert "CDI register is for people" not in text(brief(matrix="na"))


def test_partner_schools_are_listed_with_their_days() -> None:
    partner = {
        "name": "Other High",
        "urn": 100001,
        "borough": "WIR",
        "y11": 100,
        "y12": 0,
        "y13": 0,
    }
    lines = texts(
        brief(model="MODEL_CONSORTIUM", partner_schools=[partner], lead_buyer="this_school")
    )
    start = lines.index("Other High")
    assert lines[start + 1 : start + 3] == ("100", "24.5")


def test_a_room_that_is_not_private_is_named_as_a_risk() -> None:
    assert "The room we have is not private." in text(brief(rooms_private="no"))
    assert "The room we have is not private." not in text(brief())


def test_ratings_of_one_or_two_add_a_requirement_and_others_do_not() -> None:
    whole = text(brief())
    assert "Prepare each pupil before the meeting and support" in whole
    assert "keep to a professional code and develop" not in whole


def test_the_measures_speak_only_of_years_that_the_school_has() -> None:
    assert "Year 12 and 13 pupils" in text(brief())
    assert "Year 12 and 13 pupils" not in text(brief(year_groups=["Y11"]))
    assert "Year 11 pupils who" not in text(brief(year_groups=["Y12", "Y13"]))


def test_social_value_a_wait_and_a_least_score_are_printed_where_they_matter() -> None:
    plain = text(brief())
    assert "social value" not in plain
    assert "Standstill" not in plain
    assert "scores less than 2 on any question" in plain
    more = text(brief(social_weight=5, price_weight=35, standstill_days=3, minimum_score=0))
    assert "For social value" in more
    assert "3 working days" in more
    assert "scores less than" not in more


def test_only_closures_of_the_service_are_listed() -> None:
    lines = texts(brief())
    assert "Monday 25 October 2027" in lines
    assert "Monday 5 April 2027" not in lines


def test_what_a_pupil_says_is_printed_as_written() -> None:
    odd = "<script>alert(1)</script> =1+1 “ß” 😀"
    assert odd in texts(brief(pupil_feedback=odd))
