"""The Hub's desk as its staff meet it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.mail.queries import list_letters
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind, Role
from tests.account.people import make_organisation, make_person
from tests.page import Page, Visitor
from tests.peopled import People


@pytest.fixture
def desk(people: People) -> Visitor:
    """A browser of somebody of the Hub, who is no administrator."""
    return people.browser("moderator")


def number(people: People, word: str) -> int:
    return int(people.value(word, "moderator"))


def told(page: Page) -> list[str]:
    return page.select(".app-trail__event")


def happened(people: People, action: str) -> list[AuditEvent]:
    with people.app.app_context():
        rows = select(AuditEvent).where(AuditEvent.action == action)
        return list(db.session.scalars(rows))


def test_the_desk_says_what_waits_and_leads_on(people: People, desk: Visitor) -> None:
    page = desk("moderation.desk")
    assert "1 organisation waiting to be confirmed" in page
    assert page.follow("A school that waits").heading == "A school that waits"
    assert "1 given up" in page
    leaderless = page.follow("3 with no administrator")
    assert "Nobody's" in leaderless
    for text in ("Organisations", "Mail", "What happened", "Letters"):
        assert page.follow(text).heading == text


def test_an_empty_desk_says_so(people: People, desk: Visitor) -> None:
    with people.app.app_context():
        for one in db.session.scalars(select(Organisation)):
            one.confirmed_at = now()
        db.session.commit()
    assert "Nobody waits for you." in desk("moderation.desk")


def test_mail_that_waits_too_long_is_said(people: People, desk: Visitor) -> None:
    with people.app.app_context():
        Mail.write(
            "trial", to="a@example.org", at=now() - timedelta(hours=2), values={"service": "x"}
        )
        db.session.commit()
    assert "Ask whoever runs the portal whether mail is switched on" in desk("moderation.desk")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "stopped"}, ["A school that is stopped"]),
        ({"state": "not confirmed"}, ["A school that waits"]),
        ({"kind": "hub"}, ["The hub of the cast"]),
        ({"kind": "provider", "q": "OTHER"}, ["The other provider of the cast"]),
        ({"q": "%"}, []),
        ({"state": "only one administrator", "kind": "hub"}, ["The hub of the cast"]),
    ],
)
def test_organisations_are_found_by_kind_state_and_name(
    desk: Visitor, filters: dict[str, Any], found: list[str]
) -> None:
    page = desk("moderation.organisations", **filters)
    assert page.select(".app-trail__event a") == found
    assert f"{len(found)} organisation" in page


def test_what_is_not_known_narrows_nothing_and_pages_end(desk: Visitor) -> None:
    everything = len(told(desk("moderation.organisations")))
    assert len(told(desk("moderation.organisations", state="lost", kind="club"))) == everything
    assert "There is no such page" in desk("moderation.organisations", page=9)
    for view in ("organisations", "trail", "mail"):
        desk(f"moderation.{view}", page="x", expect=404)


def test_confirming_asks_once_more_who_they_are(people: People, desk: Visitor) -> None:
    page = desk("moderation.organisation", organisation_id=number(people, "WAITING_ORGANISATION"))
    assert "Not yet" in page
    asked = page.follow("Confirm this organisation")
    assert happened(people, "confirm organisation") == []
    assert "You say with this that these people speak for A school that waits" in asked
    confirmed = asked.submit()
    assert "A school that waits is confirmed." in confirmed
    assert "Confirm this organisation" not in confirmed.select("main a")
    (event,) = happened(people, "confirm organisation")
    assert event.actor.startswith("person:")
    assert event.behalf == f"organisation:{people.value('OWN_ORGANISATION', 'moderator')}"


def test_stopping_asks_why_says_what_it_means_and_can_be_undone(
    people: People, desk: Visitor
) -> None:
    organisation = number(people, "ANY_ORGANISATION")
    page = desk("moderation.organisation", organisation_id=organisation)
    form = page.follow("Stop this organisation")
    assert "whoever is signed in for it is signed out" in form
    assert form.submit(expect=422).errors == {"reason": "Choose why"}
    stopped = form.submit({"reason": "CLOSED"})
    assert "is stopped. Nobody acts for it any more." in stopped
    assert "the organisation has closed or merged" in stopped
    assert people.browser("school_other")("organisation.home").path.startswith("/account/sign-in")
    assert "is open again" in stopped.submit(button="Open it again")


def test_the_hub_itself_cannot_be_stopped(people: People, desk: Visitor) -> None:
    own = int(people.value("OWN_ORGANISATION", "moderator"))
    assert "Stop this organisation" not in desk("moderation.organisation", organisation_id=own)
    form = desk("moderation.freeze", organisation_id=own)
    page = form.submit({"reason": "DOUBT"}, expect=422)
    assert "The Hub itself cannot be stopped" in page
    assert desk("moderation.desk").status == 200


def test_a_hub_administrator_makes_a_member_administrator_where_none_is_left(
    people: People,
) -> None:
    admin = people.browser("admin")
    leaderless = number(people, "LEADERLESS_ORGANISATION")
    page = admin("moderation.organisation", organisation_id=leaderless)
    form = page.follow("Make administrator (Left Behind)")
    done = form.submit()
    assert "Left Behind is now an administrator" in done
    assert "Make administrator (Left Behind)" not in done.select("a")
    again = admin.send(form.path, {"csrf_token": people.token("admin")}, expect=422)
    assert "This organisation has an administrator" in again
    assert len(happened(people, "make administrator")) == 1


def test_no_administrator_of_the_hub_gives_themselves_a_role(people: People) -> None:
    leaderless = number(people, "LEADERLESS_ORGANISATION")
    with people.app.app_context():
        own = db.session.scalars(select(Person.id).where(Person.name == "Admin")).one()
        db.session.add(
            Membership(organisation_id=leaderless, person_id=own, role=Role.MEMBER, joined_at=now())
        )
        db.session.commit()
    where = {"organisation_id": leaderless, "person_id": own}
    page = people.browser("admin")("moderation.make_administrator", **where)
    assert "You cannot make yourself an administrator" in page.submit(expect=422)
    with people.app.app_context():
        assert db.session.get_one(Membership, (leaderless, own)).role == Role.MEMBER


def test_what_is_not_there_is_not_found(people: People) -> None:
    admin, organisation = people.browser("admin"), number(people, "ANY_ORGANISATION")
    token = {"csrf_token": people.token("admin")}
    admin("moderation.organisation", organisation_id=999, expect=404)
    admin("moderation.letter", slug="love", expect=404)
    admin("moderation.make_administrator", organisation_id=organisation, person_id=999, expect=404)
    for path in ("organisations/999/confirm", "organisations/999/unfreeze", "mail/999/retry"):
        admin.send(f"/moderation/{path}", token, expect=404)


def test_without_a_second_step_no_page_of_the_desk_opens(people: People) -> None:
    bare = people.browser("hub_bare")
    for view in ("desk", "organisations", "trail", "letters", "mail"):
        assert bare(f"moderation.{view}").path == "/account/security"
    path = f"/moderation/organisations/{people.value('WAITING_ORGANISATION', 'admin')}/confirm"
    bare.send(path, {"csrf_token": people.token("hub_bare")})
    assert happened(people, "confirm organisation") == []


def test_every_letter_is_shown_with_invented_names(people: People, desk: Visitor) -> None:
    page = desk("moderation.letters")
    with people.app.app_context():
        letters = list_letters()
    assert len(letters) > 8
    assert len(told(page)) == len(letters)
    for letter in letters:
        shown = desk("moderation.letter", slug=letter.name)
        assert "{" not in shown.text
        (frame,) = shown.soup.select("iframe[sandbox]")
        assert not frame["sandbox"]  # nothing at all is allowed in it
        assert shown.heading in str(frame["srcdoc"])
        assert letter.why.partition("{")[0] in shown.select("pre")[0]


def test_mail_that_was_given_up_is_tried_again_by_a_button(people: People, desk: Visitor) -> None:
    page = desk("moderation.mail", state="given up")
    assert "trial to gone@example.org" in page
    again = page.submit(button="Try again trial to gone@example.org")
    assert "The mail is tried again now." in again
    assert "There is no mail like that." in again
    assert "trial to gone@example.org" in again.follow("Waiting (1)")
    with people.app.app_context():
        mail = db.session.scalars(select(Mail)).one()
        mail.sent_at, mail.next_at = now(), None
        mail_id = mail.id
        db.session.commit()
    late = desk.send(f"/moderation/mail/{mail_id}/retry", {"csrf_token": people.token("moderator")})
    assert "That mail was sent already" in late


def test_organisations_come_in_pages(people: People, desk: Visitor) -> None:
    with people.app.app_context():
        for count in range(30):
            make_organisation(f"Zebra {count:02}", Kind.PROVIDER)
    first = desk("moderation.organisations", q="zebra")
    assert "30 organisations, 1 to 25" in first
    assert len(told(first.follow("2"))) == 5


def test_a_name_that_looks_like_markup_is_only_a_name(people: People, desk: Visitor) -> None:
    with people.app.app_context():
        name = "<script>alert(1)</script>"
        made = make_organisation(name)
        person = make_person("<b>Bold</b>", "bold@example.org")
        db.session.add(
            Membership(organisation_id=made, person_id=person, role=Role.MEMBER, joined_at=now())
        )
        AuditEvent.record(
            "act", f"person:{person}", by="person:1", at=now(), behalf=f"organisation:{made}"
        )
        db.session.commit()
    page = desk("moderation.organisation", organisation_id=made)
    assert name in page
    assert page.soup.select("main script, main b") == []
