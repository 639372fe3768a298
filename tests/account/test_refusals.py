"""Whoever is signed in and is refused leaves an event; strangers do not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from flask import Flask
from sqlalchemy import select

from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import REFUSED
from portal.organisation.rules import Kind
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Visitor
from tests.peopled import People

Told = tuple[str, str, str, int]


def refusals(app: Flask) -> list[Told]:
    """(actor, subject, behalf, status) of each refusal."""
    with app.app_context():
        rows = db.session.scalars(
            select(AuditEvent).where(AuditEvent.action == REFUSED).order_by(AuditEvent.seq)
        )
        return [(one.actor, one.subject, one.behalf, one.detail["status"]) for one in rows]


@pytest.fixture
def member(app: Flask) -> Visitor:
    """Person 1, who acts for organisation 1, a school, and is no administrator."""
    with app.app_context():
        school, person = make_organisation(), make_person()
        join(school, person)
    assert (school, person) == (1, 1)
    return signed_in(app, person, school)


def test_a_page_that_is_not_shown_and_a_form_that_is_not_taken_leave_an_event_each(
    app: Flask, member: Visitor
) -> None:
    member("moderation.desk", expect=403)
    member.send("/moderation/organisations/1/confirm", {}, expect=403)
    assert refusals(app) == [
        ("person:1", "GET moderation.desk", "organisation:1", 403),
        ("person:1", "POST moderation.confirm", "organisation:1", 403),
    ]


def test_a_form_without_its_token_or_from_elsewhere_leaves_an_event(
    app: Flask, member: Visitor
) -> None:
    member.send("/organisation/leave", {}, expect=400)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert member.client.post("/organisation/leave", headers=foreign).status_code == 400
    assert [status for _, _, _, status in refusals(app)] == [400, 400]


def test_a_form_for_a_thing_of_others_leaves_an_event(people: People) -> None:
    person = people.browser("school_admin")
    path = f"/organisation/invitations/{people.value('OTHER_INVITATION', 'school_admin')}/withdraw"
    person.send(path, {"csrf_token": people.token("school_admin")}, expect=404)
    told = [(subject, status) for _, subject, _, status in refusals(people.app)]
    assert told == [("POST organisation.withdraw_invitation", 404)]


def test_the_hubs_own_people_without_a_second_step_leave_an_event_when_they_send_a_form(
    app: Flask,
) -> None:
    with app.app_context():
        hub, person = make_organisation("Careers Hub", Kind.HUB), make_person()
        join(hub, person)
    bare = signed_in(app, person, hub)
    bare("moderation.desk")
    assert refusals(app) == []  # they only read, and were sent on
    bare.send(f"/moderation/organisations/{hub}/confirm", {})
    told = [(subject, status) for _, subject, _, status in refusals(app)]
    assert told == [("POST moderation.confirm", 302)]


def test_what_strangers_are_refused_is_not_recorded(app: Flask) -> None:
    stranger = Visitor(app)
    stranger.send("/moderation/organisations/1/confirm", {}, expect=401)
    assert stranger("moderation.desk").path.startswith("/account/sign-in")
    assert refusals(app) == []


def test_nothing_else_is_a_refusal(app: Flask, member: Visitor) -> None:
    member("organisation.home")
    member("/providers/nobody-of-this-name", expect=404)
    member("/no/such/page", expect=404)
    member.send("/no/such/page", {}, expect=404)
    assert refusals(app) == []


@contextmanager
def writer_elsewhere(app: Flask) -> Iterator[None]:
    """Another process holds the database's write lock."""
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_refusal_is_told_also_while_nothing_can_be_written(
    app: Flask, member: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.db.ON_CONNECT", ("PRAGMA busy_timeout=10",))
    with app.app_context():
        db.engine.dispose()  # so that the new waiting time holds
    with writer_elsewhere(app):
        member("moderation.desk", expect=403)
    assert refusals(app) == []
