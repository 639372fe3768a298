"""The checklist's pages, as a careers leader meets them."""

from io import BytesIO

import pytest
from docx import Document as WordFile
from flask import Flask

from portal.checklist.catalogue import PAGES, STAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.rules.progress import shown_pages
from tests.checklist.entering import enter, typed, where
from tests.page import Visitor


def test_nobody_without_the_link_sees_a_checklist(world: Flask) -> None:
    page = Visitor(world)("/checklist/tasks")
    assert page.path == "/checklist"
    assert "could not find your checklist" in page


def test_starting_leads_to_the_task_list_with_a_link_that_comes_back(visit: Visitor) -> None:
    page = visit("/checklist/tasks")
    assert page.heading == "Your commissioning checklist"
    link = page.soup.select_one("a.app-secret-link")
    assert link is not None
    other = Visitor(visit.app)
    assert other(str(link["href"]).removeprefix("http://localhost")).path == "/checklist/tasks"


def test_a_broken_link_is_explained(world: Flask) -> None:
    assert "does not open a checklist" in Visitor(world)("/checklist/return/nonsense")


def test_a_page_is_saved_and_leads_to_the_next(visit: Visitor) -> None:
    page = enter(visit, "school", EXAMPLE)
    assert page.path == where("pupils-and-people")
    assert "Example High" in visit("/checklist/check")


def test_needed_answers_left_empty_are_named_and_nothing_is_lost(visit: Visitor) -> None:
    page = visit(where("school")).submit(
        {"school_name": "Example High"}, button="Save and continue", expect=422
    )
    assert page.errors["urn"] == "Enter the six-digit URN"
    field = page.soup.select_one("#school_name")
    assert field is not None
    assert field["value"] == "Example High"


def test_a_page_can_be_left_for_later_half_answered(visit: Visitor) -> None:
    page = visit(where("school")).submit(
        {"school_name": "Example High"}, button="Save and finish later"
    )
    assert page.path == "/checklist/tasks"
    assert "In progress" in page


def test_the_second_of_two_tabs_is_shown_both_versions(visit: Visitor) -> None:
    first, second = visit(where("school")), visit(where("school"))
    first.submit(typed(PAGES["school"], EXAMPLE), button="Save and continue")
    page = second.submit(
        typed(PAGES["school"], {**EXAMPLE, "school_name": "Another High"}),
        button="Save and continue",
        expect=409,
    )
    assert "Somebody else saved this page" in page
    assert "Example High" in page
    page = page.submit(button="Save and continue")
    assert "Another High" in visit("/checklist/check")


def test_only_the_answers_that_differ_stand_in_the_box_a_row_to_a_line(visit: Visitor) -> None:
    where_people = where("pupils-and-people")
    first, second = visit(where_people), visit(where_people)
    first.submit(typed(PAGES["pupils-and-people"], EXAMPLE), button="Save and continue")
    roles = [{**row, "title": f"{row['title']} too"} for row in EXAMPLE["roles"]]  # type: ignore[attr-defined]  # rows of a table
    mine = typed(PAGES["pupils-and-people"], {**EXAMPLE, "roles": roles})
    page = second.submit(mine, button="Save and continue", expect=409)
    (key,) = page.select(".app-panel dt")
    assert key == "Key people"
    (value,) = page.soup.select(".app-panel .app-read-through dd")
    assert len(value.get_text().strip().splitlines()) == len(roles)


def test_a_refused_page_says_that_it_is_not_saved_and_how_to_keep_it(visit: Visitor) -> None:
    typed_so_far = {"school_name": "Example High"}
    assert "not saved yet" not in visit(where("school"))
    page = visit(where("school")).submit(typed_so_far, button="Save and continue", expect=422)
    assert "What you typed on this page is not saved yet." in page
    assert "“Save and finish later” saves it without the answers that are missing" in page
    assert page.link("Go to all pages of your checklist without saving")
    page.submit(button="Save and finish later")
    assert "Example High" in visit("checklist.check")


def test_a_urn_is_a_matter_of_digits(visit: Visitor) -> None:
    answers = typed(PAGES["school"], {**EXAMPLE, "urn": 12345})
    page = visit(where("school")).submit(answers, button="Save and continue", expect=422)
    assert page.errors["urn"] == "URN must be six digits, like 104700"


def test_a_rule_broken_on_one_page_is_shown_at_its_field(visit: Visitor) -> None:
    enter(visit, "pupils-and-people", EXAMPLE)
    rows = [{**row, "met": 9999} for row in EXAMPLE["cohorts"]]  # type: ignore[attr-defined]  # rows of a table
    page = enter(visit, "pupils-to-meet", {**EXAMPLE, "cohorts": rows}, expect=422)
    assert page.errors


def test_rows_are_asked_only_for_the_years_the_school_has(visit: Visitor) -> None:
    enter(visit, "pupils-and-people", {**EXAMPLE, "year_groups": ["Y10", "Y11"]})
    names = {str(tag["name"]) for tag in visit(where("pupils-to-meet")).soup.select("input")}
    assert "cohorts-Y11-roll" in names
    assert "cohorts-Y13-roll" not in names


def test_more_rows_can_be_asked_for_without_losing_what_was_typed(visit: Visitor) -> None:
    page = visit(where("closures"))
    before = len(page.soup.select("tbody tr"))
    page = page.submit(
        {
            "closures-0-name": "Inset",
            "closures-0-first-day": "1",
            "closures-0-first-month": "9",
            "closures-0-first-year": "2027",
            "closures-0-last-day": "1",
            "closures-0-last-month": "9",
            "closures-0-last-year": "2027",
        },
        button="Save and add rows",
    )
    assert len(page.soup.select("tbody tr")) > before
    field = page.soup.select_one("[name='closures-0-name']")
    assert field is not None
    assert field["value"] == "Inset"


def test_the_worked_example_gives_its_figures_through_the_pages(visit: Visitor) -> None:
    for page in shown_pages(STAGES, EXAMPLE):
        enter(visit, page.slug, EXAMPLE)
    tasks = visit("/checklist/tasks")
    for figure in ("81", "£24,300", "£72,900", "59.40 days", "11.00 days", "4.14 days", "75.0"):
        assert figure in tasks, figure
    assert "Advertise" in tasks
    assert "Now check your answers" in tasks
    check = visit("/checklist/check")
    assert "Everything the brief needs is here" in check


@pytest.mark.parametrize("suffix", ["docx", "pdf", "odt"])
def test_a_draft_can_be_downloaded_at_any_time(visit: Visitor, suffix: str) -> None:
    response = visit.client.get(f"/checklist/brief/{suffix}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith(
        "attachment; filename=guidance-brief-"
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    assert len(response.data) > 5_000


def test_an_unknown_format_is_not_found(visit: Visitor) -> None:
    visit("/checklist/brief/exe", expect=404)


def test_hostile_text_is_carried_as_text_into_the_brief(visit: Visitor) -> None:
    hostile = "=cmd|'/c calc'!A1 <script>alert(1)</script> {{7*7}} #set text"
    enter(visit, "school", {**EXAMPLE, "school_name": hostile + "\x00\x0b"})
    page = visit("/checklist/brief")
    assert hostile in page
    assert not page.soup.select("main script")
    word = WordFile(BytesIO(visit.client.get("/checklist/brief/docx").data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert any(hostile in text for text in [p.text for p in word.paragraphs] + cells)


def test_a_megabyte_of_text_is_refused_and_the_portal_says_so(visit: Visitor) -> None:
    page = visit(where("school"))
    token = page.form(button="Save and continue").select_one("[name=csrf_token]")
    assert token is not None
    answer = visit.send(
        where("school"), {"csrf_token": str(token["value"]), "school_name": "x" * 2**20}, expect=413
    )
    assert "too much for one form" in answer


def test_a_checklist_can_be_closed_and_deleted(visit: Visitor) -> None:
    link = visit("/checklist/tasks").soup.select_one("a.app-secret-link")
    assert link is not None
    come_back = str(link["href"]).removeprefix("http://localhost")
    assert "closed in this browser" in visit("/checklist/leave").submit({"what": "close"})
    assert visit(come_back).path == "/checklist/tasks"
    assert "are deleted" in visit("/checklist/leave").submit({"what": "delete"})
    assert visit(come_back).path == "/checklist"


@pytest.mark.parametrize("number", ["2147483648", "9" * 25, "-1", "x"])
@pytest.mark.parametrize("name", ["school", "more"])
def test_a_number_that_no_school_has_fills_nothing_in(
    visit: Visitor, name: str, number: str
) -> None:
    page = visit(f"{where('school')}?{name}={number}")
    field = page.soup.select_one("#school_name")
    assert field is not None
    assert not field.get("value")


def test_pages_that_an_answer_makes_pointless_are_gone(visit: Visitor) -> None:
    slug = next(
        page.slug
        for stage in STAGES
        for page in stage.pages
        if any(question.id == "model" for question in page.questions)
    )
    enter(visit, slug, {**EXAMPLE, "model": "MODEL_INTERNAL"}, button="Save and finish later")
    visit(where("pass-or-fail"), expect=404)
