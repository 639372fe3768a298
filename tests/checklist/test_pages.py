"""What the checklist's pages say about the answers: in words, by stage, and with the directory in mind."""

from typing import Any

import pytest

from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.pages.answers import in_words
from portal.clock import now
from portal.organisation.actions.schools import add_school
from tests.checklist.entering import enter, where
from tests.page import Visitor

LONG_DAY = {**EXAMPLE, "day_start": "08:00", "day_end": "17:30", "writeup_minutes": 5}
QUOTES = {**EXAMPLE, "route": "quotes", "route_reason": ""}


def test_what_is_open_is_grouped_by_stage_and_counted(visit: Visitor) -> None:
    enter(visit, "school", EXAMPLE)
    page = visit("/checklist/check")
    groups = [tag.get_text(" ", strip=True) for tag in page.soup.select(".app-open summary")]
    assert groups[0] == "Set up: 5 open"
    assert any(group.startswith("How you will judge: ") for group in groups)
    assert "Still open: " in page


def test_the_figures_stand_on_the_check_page_and_can_be_gone_to(visit: Visitor) -> None:
    page = visit("/checklist/check")
    assert page.soup.select_one("#figures .app-figures")
    assert page.soup.select_one("a[href='#figures']")


def test_a_urn_is_read_back_as_it_was_typed() -> None:
    assert in_words(QUESTIONS["urn"], 104700) == "104700"
    assert in_words(QUESTIONS["pupils_on_roll"], 1150) == "1,150"


def test_rows_name_their_columns_only_beside_figures() -> None:
    roles = [{"row": "dsl", "title": "Deputy head"}]
    assert in_words(QUESTIONS["roles"], roles) == "Designated safeguarding lead: Deputy head"
    cohorts = [{"row": "Y11", "roll": 190, "coverage": "90", "minutes": "45"}]
    assert in_words(QUESTIONS["cohorts"], cohorts) == (
        "Year 11: pupils in the year 190, share to meet 90%, 45 minutes"
    )


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("period-and-approval", {"start_date-day": "31", "start_date-month": "2"}, "Service start"),
        ("pupils-and-people", {"pupils_on_roll": "eleven hundred"}, "Pupils on roll"),
        ("pupils-to-meet", {"cohorts-Y11-roll": "lots"}, "Year 11: pupils in the year"),
    ],
)
def test_a_message_opens_with_a_capital_and_says_what_it_is_about(
    visit: Visitor, slug: str, typed: dict[str, str], words: str
) -> None:
    enter(visit, "pupils-and-people", EXAMPLE)
    page = enter(visit, slug, EXAMPLE, expect=422, values=typed)
    message = next(iter(page.errors.values()))
    assert message.startswith(f"{words} must be ")


def test_a_remark_says_in_words_how_much_it_matters(visit: Visitor) -> None:
    enter(visit, "pupils-and-people", EXAMPLE)
    enter(visit, "pupils-to-meet", EXAMPLE)
    enter(visit, "advisers-day", LONG_DAY)
    said = visit(where("advisers-day")).soup.select(".app-remark--warning")
    assert "To think about: 10 meetings of 45 minutes fit" in said[0].get_text(" ", strip=True)


def test_schools_to_fill_in_from_are_a_folded_list(visit: Visitor) -> None:
    with visit.app.app_context():
        add_school(
            999902,
            "Example Dunes High School",
            setting="ACADEMY",
            borough="SEF",
            outward="PR8",
            age_from=11,
            age_to=16,
            is_example=True,
            by="test",
            at=now(),
        )
    links = visit(where("school")).soup.select("details.app-schools li a")
    assert [link["href"] for link in links] == ["?school=999902"]


def test_quotes_without_enough_providers_need_a_reason(visit: Visitor) -> None:
    enter(visit, "school", EXAMPLE)
    page = enter(visit, "route", QUOTES, expect=422)
    assert page.errors["route_reason"].startswith("Only 0 of the 3 providers wanted match")
    answers: dict[str, Any] = {**QUOTES, "route_reason": "Nobody else works here; head agreed."}
    enter(visit, "route", answers)
    assert "Only 0 of the 3 providers wanted match" in visit("/checklist/check")


def test_a_school_elsewhere_is_not_told_how_many_providers_match(visit: Visitor) -> None:
    enter(visit, "school", {**EXAMPLE, "borough": "OUTSIDE"})
    enter(visit, "route", QUOTES)
    assert "providers wanted match" not in visit("/checklist/check")


def test_a_brief_for_quotes_stays_a_draft_while_too_few_providers_are_unexplained(
    visit: Visitor,
) -> None:
    enter(visit, "route", QUOTES)  # before the borough is known
    enter(visit, "school", EXAMPLE)
    assert "1 to put right" in visit("/checklist/brief")
    points = visit("/checklist/brief").soup.select(".app-brief li")
    assert "Reason for the route" in [point.get_text(strip=True) for point in points]
