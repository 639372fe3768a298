"""What happened on the whole portal, as the Hub reads it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.rules import Kind
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Page, Visitor


@pytest.fixture
def desk(app: Flask) -> Visitor:
    """The Hub's Ada (person 1, organisation 1), and Sam (2) of Example High (2), who did a few things."""
    with app.app_context():
        hub, ada = make_organisation("Careers Hub", Kind.HUB), make_person("Ada Officer")
        school, sam = make_organisation("Example High"), make_person("Sam Smith")
        join(hub, ada)
        join(school, sam)
        assert (hub, ada, school, sam) == (1, 1, 2, 2)
        for actor, action, subject, behalf in (
            ("person:2", "invite", "invitation:5", "organisation:2"),
            ("person:1", "confirm organisation", "organisation:2", "organisation:1"),
            ("person:2", "change name", "person:2", ""),
            ("visitor", "report mistake", "listing:77", ""),
            ("person:9", "leave organisation", "person:9", "organisation:2"),
        ):
            AuditEvent.record(action, subject, by=actor, at=now(), behalf=behalf)
        AuditEvent.record(
            "make administrator", "organisation:2", by="person:1", at=now(), person="person:2"
        )
        db.session.commit()
    return signed_in(app, 1, 1, second=True)


def told(page: Page) -> list[str]:
    """Each event up to the moment."""
    return [line.partition(" · ")[0] for line in page.select(".app-trail__event")]


def test_events_come_newest_first_with_names_and_in_whose_name(desk: Visitor) -> None:
    assert told(desk("moderation.trail"))[:6] == [
        "Sign in Ada Officer",
        "Make administrator: Example High Ada Officer",
        "Leave organisation An erased person, for Example High",
        "Report mistake: listing 77 A visitor",
        "Change name Sam Smith",
        "Confirm organisation: Example High Ada Officer, for Careers Hub",
    ]
    assert "person: Sam Smith" in desk("moderation.trail")


def test_the_name_of_an_erased_person_is_not_shown(app: Flask, desk: Visitor) -> None:
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.id == 2)).one()
        person.erased_at = now()
        db.session.commit()
    page = desk("moderation.trail")
    assert "Sam Smith" not in page
    assert "Change name An erased person" in told(page)


@pytest.mark.parametrize(
    ("filters", "chip", "count"),
    [
        ({"actor": "person:2"}, "Who: Sam Smith", 2),
        ({"subject": "organisation:2"}, "To what: Example High", 2),
        ({"action": "invite"}, "What: invite", 1),
        ({"organisation": "organisation:2"}, "Organisation: Example High", 4),
        ({"actor": "person:2", "action": "invite"}, "What: invite", 1),
    ],
)
def test_the_trail_is_narrowed_and_widened_again(
    desk: Visitor, filters: dict[str, Any], chip: str, count: int
) -> None:
    page = desk("moderation.trail", **filters)
    assert len(told(page)) == count
    wider = page.follow(f"Remove filter of events: {chip}")
    assert len(told(wider)) > count


def test_names_words_and_the_list_of_actions_narrow_it(desk: Visitor) -> None:
    page = desk("moderation.trail", subject="listing:77")
    assert told(page.follow("A visitor")) == ["Report mistake: listing 77 A visitor"]
    invited = desk("moderation.trail").submit({"action": "invite"}, button="Show")
    assert told(invited) == ["Invite: invitation 5 Sam Smith, for Example High"]
    both = desk("moderation.trail", organisation="organisation:2")
    assert len(told(both.submit({"action": "invite"}, button="Show"))) == 1


@pytest.mark.parametrize("odd", ["nobody", "person:x", "person:" + "9" * 400, "<b>", "'; --"])
def test_a_filter_that_nothing_matches_says_so(desk: Visitor, odd: str) -> None:
    assert "Nothing like that happened." in desk("moderation.trail", actor=odd)


def test_an_organisations_page_leads_to_all_that_happened_there(desk: Visitor) -> None:
    page = desk("moderation.organisation", organisation_id=2)
    assert len(told(page)) == 5  # one person, four events
    everything = page.follow("Everything that happened here")
    assert len(told(everything)) == 4
    assert len(told(page.follow("What they did (Sam Smith)"))) == 2
