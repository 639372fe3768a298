"""What is shown, what is answered, where to go next."""

import pytest

from portal.checklist.catalogue import PAGES, QUESTIONS, STAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.rules.progress import (
    Status,
    first_unfinished,
    holds,
    is_hidden,
    is_private,
    missing,
    next_page,
    page_status,
    previous_page,
    question_status,
    shown_pages,
    shown_rows,
    stage_status,
)

BUYING = {"budget", "services", "route", "weights-and-questions"}


def without(*names: str) -> dict[str, object]:
    return {name: value for name, value in EXAMPLE.items() if name not in names}


def test_a_condition_holds_when_every_pair_is_met() -> None:
    answers = {"one": "a", "many": ["b", "c"]}
    assert holds((), {})
    assert holds((("one", ("a", "x")), ("many", ("c",))), answers)
    assert not holds((("one", ("a",)), ("many", ("d",))), answers)
    assert not holds((("unanswered", ("a",)),), answers)


def test_only_chosen_years_show_their_rows_and_all_do_before_that() -> None:
    cohorts = QUESTIONS["cohorts"]
    assert shown_rows(cohorts, {"year_groups": ["Y11", "Y10"]}) == ("Y10", "Y11")
    assert shown_rows(cohorts, {}) == tuple(row.code for row in cohorts.rows)


def test_buying_stages_disappear_when_nothing_is_bought_in() -> None:
    internal = {"model": "MODEL_INTERNAL"}
    assert not BUYING & {page.slug for page in shown_pages(STAGES, internal)}
    assert {page.slug for page in shown_pages(STAGES, {})} >= BUYING
    assert [is_hidden(stage, internal) for stage in STAGES] == [False] * 4 + [True] * 4
    assert stage_status(STAGES[4], internal) is Status.NOT_NEEDED


def test_partner_schools_are_asked_only_of_a_group() -> None:
    slugs = {page.slug for page in shown_pages(STAGES, EXAMPLE)}
    group = {page.slug for page in shown_pages(STAGES, {**EXAMPLE, "model": "MODEL_CONSORTIUM"})}
    assert group - slugs == {"partner-schools"}


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("school_name", None, Status.NOT_STARTED),
        ("school_name", "", Status.NOT_STARTED),
        ("school_name", "Example", Status.COMPLETE),
        ("urn", 0, Status.COMPLETE),
        ("length_now", None, Status.OPTIONAL),
        ("meeting_standard", ["contracting", "lmi"], Status.IN_PROGRESS),
        ("panel", [{"name": "A", "role": "B", "declared": "yes"}], Status.IN_PROGRESS),
        ("panel", [{"name": "A", "role": "", "declared": "yes"}] * 2, Status.IN_PROGRESS),
        ("five_points", [{"row": "space", "rating": "3"}], Status.IN_PROGRESS),
        ("five_points", "nonsense", Status.IN_PROGRESS),
        ("reach_y13", None, Status.NOT_NEEDED),
    ],
)
def test_a_question_says_how_far_it_is(name: str, value: object, status: Status) -> None:
    assert question_status(QUESTIONS[name], {name: value}) is status


def test_a_question_set_aside_with_a_reason_is_not_needed() -> None:
    assert question_status(QUESTIONS["referral"], {}, {"referral"}) is Status.NOT_NEEDED
    assert QUESTIONS["referral"] in missing(STAGES, without("referral"))
    assert missing(STAGES, without("referral"), {"referral"}) == ()


def test_a_row_that_no_longer_applies_does_not_have_to_be_filled_in() -> None:
    rows = [{"row": "Y11", "roll": 10, "met": 0, "coverage": "100", "meetings": 1, "minutes": "45"}]
    cohorts = QUESTIONS["cohorts"]
    one_year = {"year_groups": ["Y11"], "cohorts": rows}
    assert question_status(cohorts, one_year) is Status.COMPLETE
    two_years = {**one_year, "year_groups": ["Y11", "Y12"]}
    assert question_status(cohorts, two_years) is Status.IN_PROGRESS


def test_pages_and_stages_add_up_their_questions() -> None:
    school = PAGES["school"]
    assert page_status(school, {}) is Status.NOT_STARTED
    assert page_status(school, {"urn": 123456}) is Status.IN_PROGRESS
    assert page_status(school, EXAMPLE) is Status.COMPLETE
    assert page_status(PAGES["closures"], {}) is Status.OPTIONAL
    assert page_status(PAGES["partner-schools"], EXAMPLE) is Status.NOT_NEEDED
    assert stage_status(STAGES[0], {}) is Status.NOT_STARTED
    assert stage_status(STAGES[0], {"urn": 123456}) is Status.IN_PROGRESS
    assert all(stage_status(stage, EXAMPLE) is Status.COMPLETE for stage in STAGES)


def test_what_is_missing_for_the_brief_leaves_out_what_only_its_stage_needs() -> None:
    answers = without("approver", "school_name")
    assert [q.id for q in missing(STAGES, answers)] == ["school_name"]
    both = missing(STAGES, answers, needs=("M", "m"))
    assert [q.id for q in both] == ["school_name", "approver"]


def test_the_way_leads_over_pages_that_apply() -> None:
    after = next_page(STAGES, EXAMPLE, "reasons")
    before = previous_page(STAGES, EXAMPLE, "pupils-to-meet")
    assert after is PAGES["pupils-to-meet"]
    assert before is PAGES["reasons"]
    group = {**EXAMPLE, "model": "MODEL_CONSORTIUM"}
    assert next_page(STAGES, group, "reasons") is PAGES["partner-schools"]
    assert next_page(STAGES, EXAMPLE, "partner-schools") is PAGES["pupils-to-meet"]
    assert previous_page(STAGES, EXAMPLE, "school") is None
    assert next_page(STAGES, EXAMPLE, "scoring-and-panel") is None
    assert next_page(STAGES, EXAMPLE, "no-such-page") is None
    internal = {**EXAMPLE, "model": "MODEL_INTERNAL"}
    assert next_page(STAGES, internal, "rooms") is None


def test_the_first_unfinished_page_is_found() -> None:
    assert first_unfinished(STAGES, {}) is PAGES["school"]
    assert first_unfinished(STAGES, without("referral")) is PAGES["referral-and-premises"]
    assert first_unfinished(STAGES, EXAMPLE) is None


@pytest.mark.parametrize(
    ("private", "condition", "answers", "kept"),
    [
        (False, (), {}, False),
        (True, (), {}, True),
        (False, (("a", ("yes",)),), {"a": "yes"}, True),
        (False, (("a", ("yes",)),), {"a": "no"}, False),
        (False, (("a", ("yes",)),), {}, True),
    ],
)
def test_an_answer_is_kept_private_until_the_school_says_otherwise(
    private: bool,
    condition: tuple[tuple[str, tuple[str, ...]], ...],
    answers: dict[str, object],
    kept: bool,
) -> None:
    assert is_private(private, condition, answers) is kept
