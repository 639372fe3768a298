"""The questions: complete, consistent, and answered by the example."""

import json

import pytest

from portal.checklist.brief.checks_bounds import fits
from portal.checklist.catalogue import PAGES, QUESTIONS, STAGE_OF, STAGES, VERSION
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.catalogue.shape import ROW, Kind, Need, Question
from portal.checklist.rules.progress import missing, shown_questions

ALL = tuple(QUESTIONS.values())
IDS = [question.id for question in ALL]
NUMBERS = {Kind.WHOLE, Kind.HALVES, Kind.MONEY, Kind.PERCENT}


def test_the_eight_stages_are_numbered_from_nought_and_all_have_pages() -> None:
    assert [stage.number for stage in STAGES] == list(range(8))
    assert all(stage.pages for stage in STAGES)
    assert VERSION


def test_no_page_has_more_than_six_questions_and_there_are_about_thirty() -> None:
    assert all(1 <= len(page.questions) <= 6 for page in PAGES.values())
    assert 25 <= len(PAGES) <= 34


def test_no_id_or_address_is_used_twice() -> None:
    questions = [question.id for stage in STAGES for question in stage.questions]
    slugs = [page.slug for stage in STAGES for page in stage.pages]
    assert len(set(questions)) == len(questions) == len(ALL)
    assert len(set(slugs)) == len(slugs)
    assert len({stage.slug for stage in STAGES}) == len(STAGES)


def test_every_number_of_the_list_of_questions_is_asked() -> None:
    asked = {question.number for question in ALL}
    wanted = {
        *(f"0.{n}" for n in range(1, 8)),
        *(f"1.{n}" for n in range(1, 12)),
        *(f"2.{n}" for n in range(1, 7)),
        *(f"3.{n}" for n in range(1, 13)),
        *(f"4.{n}" for n in range(1, 8)),
        *(f"5.{n}" for n in range(1, 13)),
        *(f"6.{n}" for n in range(1, 10)),
        *(f"7.{n}" for n in range(1, 10)),
    }
    assert wanted <= asked


@pytest.mark.parametrize("question", ALL, ids=IDS)
def test_a_question_has_its_words(question: Question) -> None:
    assert question.words.endswith(("?", ".")), question.words
    assert question.short
    assert question.empty
    assert not question.empty.endswith(".")
    assert "advisor" not in f"{question.words}{question.hint}{question.why}".lower()


@pytest.mark.parametrize("question", ALL, ids=IDS)
def test_a_question_has_what_its_kind_needs(question: Question) -> None:
    assert bool(question.choices) == (question.kind in {Kind.ONE, Kind.MANY})
    assert bool(question.columns) == (question.kind is Kind.TABLE)
    if question.kind in NUMBERS:
        assert question.least is not None
        assert question.most is not None
        assert question.wrong
    if question.kind in {Kind.SHORT, Kind.LONG}:
        assert question.most is not None
    assert len({choice.code for choice in question.choices}) == len(question.choices)
    assert (
        question.private
        or question.section
        or question.id
        in {
            "rationale_private",
            "publish_budget",
            "send_basis",
            "current_end",
            "notice_weeks",
        }
    )


@pytest.mark.parametrize("question", ALL, ids=IDS)
def test_a_default_is_an_allowed_answer(question: Question) -> None:
    if question.default is not None and question.kind is not Kind.TABLE:
        assert fits(question, question.default)
    for column in question.columns:
        assert column.default is None or fits(column, column.default)


@pytest.mark.parametrize("question", ALL, ids=IDS)
def test_conditions_name_earlier_questions_and_their_codes(question: Question) -> None:
    for other, codes in question.shown_when:
        assert IDS.index(other) < IDS.index(question.id)
        # A question that depends on a hidden one would stay on the page by a stale answer.
        assert set(QUESTIONS[other].shown_when) <= set(question.shown_when)
        assert set(codes) <= _codes(other)
    for other, codes in question.private_when:
        assert set(codes) <= _codes(other)
    assert not question.rows_from or {row.code for row in question.rows} <= _codes(
        question.rows_from
    )


def _codes(name: str) -> set[str]:
    question = QUESTIONS[name]
    return {"yes", "no"} if question.kind is Kind.YES_NO else {c.code for c in question.choices}


@pytest.mark.parametrize("name", sorted(EXAMPLE))
def test_each_answer_of_the_example_fits_its_question(name: str) -> None:
    question, value = QUESTIONS[name], EXAMPLE[name]
    if question.kind is not Kind.TABLE:
        assert fits(question, value)
        return
    assert isinstance(value, list)
    known = {column.id: column for column in question.columns}
    for row in value:
        assert set(row) - {ROW} <= set(known)
        assert (ROW in row) == bool(question.rows)
        assert all(fits(known[key], cell) for key, cell in row.items() if key != ROW and cell)


def test_the_example_answers_every_needed_question_and_can_be_stored() -> None:
    assert missing(STAGES, EXAMPLE, needs=(Need.BRIEF, Need.STAGE)) == ()
    assert json.loads(json.dumps(EXAMPLE)) == EXAMPLE


def test_a_school_without_a_sixth_form_is_not_asked_about_one() -> None:
    answers = {**EXAMPLE, "year_groups": ["Y7", "Y8", "Y9", "Y10", "Y11"]}
    shown = {q.id for page in PAGES.values() for q in shown_questions(page, answers)}
    assert "complete_by_y11" in shown
    assert not shown & {"complete_by_y12", "complete_by_y13", "reach_y13"}


def test_every_question_about_money_paid_or_people_is_private() -> None:
    private = {question.id for question in ALL if question.private}
    assert {
        "panel",
        "options_considered",
        "incumbent_price",
        "day_rate",
        "approver",
        "approval_limit",
        "route_reason",
        "weights_reason",
    } <= private
    assert QUESTIONS["rationale"].private_when
    assert QUESTIONS["annual_budget"].private_when
    names = [c for q in ALL for c in q.columns if c.id == "name" and q.id in {"roles", "panel"}]
    assert len(names) == 2
    assert all(column.private for column in names)


def test_each_question_knows_its_stage() -> None:
    assert {STAGE_OF[name].number for name in IDS} == set(range(8))
