"""When a checklist passes to a school: what this visit began goes along, and what somebody else gave it is asked for."""

import pytest

from portal.account.models import Person
from portal.checklist.actions import (
    Passed,
    claim_draft,
    delete_draft,
    fingerprint,
    save_answers,
    start_draft,
)
from portal.checklist.catalogue import PAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.clock import now
from portal.db import db
from portal.organisation.models import Organisation
from tests.account.people import signed_in
from tests.checklist.entering import typed, where
from tests.checklist.test_owned import School, begun_unsigned, high, link_of, start, switch
from tests.page import Visitor

__all__ = ["high"]


def kept_by(high: School) -> int | None:
    """Which organisation keeps the one checklist there is."""
    with high.app.app_context():
        return high.draft().organisation_id


def given_a_link(high: School, person_id: int) -> tuple[Visitor, Visitor]:
    """The author's browser, and that of somebody who opened the author's link before they chose a school."""
    author = Visitor(high.app)
    link = link_of(start(author))
    visitor = signed_in(high.app, person_id)
    visitor.get(link)
    return author, visitor


def test_somebody_elses_checklist_is_not_taken_by_choosing_a_school(high: School) -> None:
    author, visitor = given_a_link(high, high.pat)
    page = switch(visitor, high.other_id)
    assert "is now kept with" not in page
    assert kept_by(high) is None
    assert author("checklist.tasks").path == "/checklist/tasks"
    tasks = visitor("checklist.tasks")
    assert "Keep it with Another High" in tasks
    tasks.submit(button="Keep it with your school")
    assert kept_by(high) == high.other_id


def test_the_page_says_what_becomes_of_a_checklist_when_its_reader_signs_in(high: School) -> None:
    author = Visitor(high.app)
    link = link_of(start(author))
    assert "This checklist goes along." in author("checklist.tasks")
    assert "you choose here whether your school keeps this one" in Visitor(high.app).get(link)


def test_a_checklist_that_was_just_kept_is_one_step_away(high: School) -> None:
    page = switch(begun_unsigned(high, high.sam), high.id)
    assert page.follow("Go on with it").path == "/checklist/tasks"


def test_a_schools_name_is_shown_as_text(high: School) -> None:
    name = "<b>High</b> {0.__class__}"
    with high.app.app_context():
        db.session.get_one(Organisation, high.id).name = name
        db.session.commit()
    page = switch(begun_unsigned(high, high.sam), high.id)
    assert f"Your checklist is now kept with {name}." in page


def test_whose_number_is_of_no_checklist_of_theirs_is_told_so_in_words(high: School) -> None:
    start(high.browser(high.sam))
    with high.app.app_context():
        number = high.draft().id
    visitor = high.browser(high.pat, high.other_id)
    told = [visitor("checklist.open", draft_id=one, expect=404) for one in (number, 4711)]
    (text,) = {page.select(".app-banner")[0] for page in told}
    assert "Another High keeps no checklist at this address" in text
    provider = high.browser(high.sam, high.provider_id)("checklist.open", draft_id=1, expect=404)
    assert "Choose the school that you act for, then open it from its list." in provider


def test_what_one_saved_in_another_tab_is_said_to_be_ones_own(high: School) -> None:
    visitor = high.browser(high.sam)
    start(visitor)
    first, second = visitor(where("school")), visitor(where("school"))
    first.submit(typed(PAGES["school"], EXAMPLE), button="Save and continue")
    mine = typed(PAGES["school"], {**EXAMPLE, "school_name": "Second"})
    page = second.submit(mine, button="Save and continue", expect=409)
    assert "You saved this page elsewhere while you had it open here" in page


def test_somebody_who_erased_their_account_is_named_nowhere(high: School) -> None:
    sam, alex = high.browser(high.sam), high.browser(high.alex)
    start(sam)
    with high.app.app_context():
        number = high.draft().id
    alex("checklist.open", draft_id=number)
    form = alex(where("school"))
    sam(where("school")).submit(typed(PAGES["school"], EXAMPLE), button="Save and continue")
    with high.app.app_context():
        db.session.get_one(Person, high.sam).erased_at = now()
        db.session.commit()
    mine = typed(PAGES["school"], {**EXAMPLE, "school_name": "Second"})
    page = form.submit(mine, button="Save and continue", expect=409)
    assert "Somebody else saved this page while you had it open" in page


def test_opening_ones_own_link_again_changes_nothing(high: School) -> None:
    visitor = begun_unsigned(high, high.sam)
    visitor.get(link_of(visitor("checklist.tasks")))
    switch(visitor, high.id)
    assert kept_by(high) == high.id


def test_what_was_begun_here_stays_so_through_signing_in(high: School) -> None:
    from portal.account.access import KEPT

    visitor = Visitor(high.app)
    start(visitor)
    with visitor.client.session_transaction() as session:
        assert session["begun"] is True
    assert {"draft", "begun"} <= set(KEPT)


def test_what_was_begun_here_does_not_stand_for_the_next_link(high: School) -> None:
    link = link_of(start(Visitor(high.app)))
    visitor = Visitor(high.app)
    start(visitor)
    visitor.get(link)
    with visitor.client.session_transaction() as session:
        assert "begun" not in session


def test_what_is_sent_by_the_old_link_is_refused_and_there_to_copy(high: School) -> None:
    author, colleague = Visitor(high.app), high.browser(high.sam)
    colleague.get(link_of(start(author)))
    form = author(where("school"))
    colleague("checklist.tasks").submit(button="Keep it with your school")
    page = form.submit(typed(PAGES["school"], EXAMPLE), button="Save and continue", expect=403)
    assert "Example High School" in page, "what was typed is there to copy"
    assert "a school may keep it now" in page
    with high.app.app_context():
        assert high.draft().values() == {}


@pytest.mark.parametrize("to", ["school", "other"])
def test_nothing_is_written_once_it_is_not_whose_the_request_found_it_to_be(
    high: School, to: str
) -> None:
    claimed = {"school": high.id, "other": high.other_id}[to]
    seen = fingerprint({}, ("school_name",))
    with high.app.app_context():
        start_draft(key="6" * 32, outcome="/", by="visitor", at=now())
        number = high.draft().id
        claim_draft(number, claimed, by="person:1", at=now(), behalf=f"organisation:{claimed}")
        thought = None if to == "school" else high.id
        with pytest.raises(Passed):
            save_answers(
                number, {"school_name": "Old"}, seen=seen, by="x", at=now(), keeper_id=thought
            )
        db.session.rollback()
        with pytest.raises(Passed):
            delete_draft(number, by="x", at=now(), keeper_id=thought)
        db.session.rollback()
        assert high.draft().values() == {}
