"""When a checklist passes to a school: what this visit began goes along, and what somebody else gave it is asked for."""

from portal.db import db
from portal.organisation.models import Organisation
from tests.account.people import signed_in
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
