"""Signing in and out: what changes in the browser, what dies with it, and where it leads."""

from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from sqlalchemy import delete, select

from portal.account.models import Person, SignIn
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from tests.account.letters import (
    OTHER_PASSWORD,
    PASSWORD,
    copy_of,
    is_signed_in,
    sign_in,
    with_password,
)
from tests.account.people import signed_in
from tests.page import BROWSER, Visitor
from tests.web.test_addresses import HOSTILE, OURS, hosts


@pytest.fixture
def sam(app: Flask) -> int:
    """A person with a password."""
    return with_password(app)


def token(visitor: Visitor) -> str:
    """The token that this visit's forms carry."""
    field = visitor("account.reset").soup.select_one("[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def test_a_person_signs_in_and_out(app: Flask, sam: int) -> None:
    browser = Visitor(app)
    assert sign_in(browser).path == "/account"
    page = browser("account.home").submit(button="Sign out")
    assert "You are signed out." in page
    assert not is_signed_in(browser)
    with app.app_context():
        events = db.session.execute(select(AuditEvent.action, AuditEvent.actor))
        assert [tuple(event) for event in events] == [
            ("sign in", f"person:{sam}"),
            ("sign out", f"person:{sam}"),
        ]
        assert db.session.scalars(select(SignIn)).all() == []


@pytest.mark.usefixtures("sam")
def test_the_address_may_be_written_in_any_case(app: Flask) -> None:
    assert sign_in(Visitor(app), "Sam.Smith@Example.ORG").path == "/account"


@pytest.mark.usefixtures("sam")
def test_a_wrong_password_is_refused_and_never_shown_again(app: Flask) -> None:
    page = sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
    assert page.errors == {"email": "The email address or the password is not right"}
    assert OTHER_PASSWORD not in page.html
    assert 'value="sam.smith@example.org"' in page.html


def test_a_wrong_password_is_recorded_without_the_address(app: Flask, sam: int) -> None:
    sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
    sign_in(Visitor(app), "nobody@example.org", expect=422)
    with app.app_context():
        events = db.session.scalars(select(AuditEvent)).all()
        told = [(e.action, e.actor, e.subject, e.detail) for e in events]
    assert told == [
        ("wrong password", "visitor", f"person:{sam}", {}),
        ("wrong password", "visitor", "account", {}),
    ]


@pytest.mark.usefixtures("sam")
def test_signing_in_changes_the_visit_and_its_token(app: Flask) -> None:
    browser = Visitor(app)
    before, old = token(browser), copy_of(browser)
    browser("account.sign_in")
    sign_in(browser)
    assert token(browser) != before
    sent = {"csrf_token": before}
    assert browser.client.post("/account/sign-out", data=sent, headers=BROWSER).status_code == 400
    assert is_signed_in(browser)
    assert not is_signed_in(old)


@pytest.mark.usefixtures("sam")
def test_signing_in_brings_nothing_along_that_somebody_put_into_the_visit(app: Flask) -> None:
    browser = Visitor(app)
    with browser.client.session_transaction() as session:
        session.update(planted="by somebody else", shortlist=["a-provider"])
    sign_in(browser)
    with browser.client.session_transaction() as session:
        assert "planted" not in session
        assert session["shortlist"] == ["a-provider"]


@pytest.mark.usefixtures("sam")
def test_a_copied_cookie_is_dead_once_its_owner_signs_out(app: Flask) -> None:
    browser = Visitor(app)
    sign_in(browser)
    thief = copy_of(browser)
    assert is_signed_in(thief)
    browser("account.home").submit(button="Sign out")
    assert not is_signed_in(thief)


def test_whoever_was_signed_out_from_elsewhere_is_told_once_why_they_are_asked(
    app: Flask, visit: Visitor
) -> None:
    person = signed_in(app, with_password(app))
    with app.app_context():
        db.session.execute(delete(SignIn))
        db.session.commit()
    told = "You are not signed in here any more"
    page = person.send("/account/change-name", {"name": "Half typed"}, expect=401)
    assert "Half typed" in page
    assert "/account/sign-in" in str(page.soup.main)
    assert told in person("account.home")
    assert told not in person("account.home")
    assert told not in visit("account.home")


@pytest.mark.usefixtures("sam")
def test_signing_out_clears_what_the_browser_stored(app: Flask) -> None:
    browser = Visitor(app)
    sign_in(browser)
    sent = {"csrf_token": token(browser)}
    answer = browser.client.post("/account/sign-out", data=sent, headers=BROWSER)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.usefixtures("sam")
def test_no_form_signs_somebody_in_without_the_token_of_its_visit(app: Flask) -> None:
    """Nobody is to be signed in as somebody else without knowing it."""
    typed = {"email": "sam.smith@example.org", "password": PASSWORD}
    begun = Visitor(app)
    begun("account.sign_in")
    for browser in (Visitor(app), begun):
        answer = browser.client.post("/account/sign-in", data=typed, headers=BROWSER)
        assert answer.status_code == 400
        assert not is_signed_in(browser)


@pytest.mark.usefixtures("sam")
def test_no_browser_is_remembered_by_a_cookie_of_its_own(app: Flask) -> None:
    browser = Visitor(app)
    sign_in(browser)
    assert set(browser.cookies()) == {"session"}
    browser("account.home").submit(button="Sign out")
    sign_in(browser)
    answers = [browser.client.get(path) for path in ("/account", "/account/security", "/")]
    said = [value for answer in answers for value in answer.headers.getlist("Set-Cookie")]
    assert not any("remember_token" in value for value in said)
    assert set(browser.cookies()) == {"session"}


@pytest.mark.parametrize(
    ("is_short", "lasts"), [(True, timedelta(minutes=30)), (False, timedelta(hours=12))]
)
def test_a_sign_in_lasts_as_long_as_it_may_and_no_second_more(
    app: Flask, sam: int, is_short: bool, lasts: timedelta
) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        one, other = signed_in(app, sam), signed_in(app, sam)
        with app.app_context():
            for row in db.session.scalars(select(SignIn)):
                row.is_short = is_short
            db.session.commit()
        clock.move_to(begun + lasts - timedelta(seconds=1))
        assert is_signed_in(one)
        clock.move_to(begun + lasts)
        assert not is_signed_in(other)


def test_using_a_page_keeps_the_hubs_staff_signed_in_and_loading_a_style_does_not(
    app: Flask, sam: int
) -> None:
    begun, step = now(), timedelta(minutes=20)
    with time_machine.travel(begun, tick=False) as clock:
        used, idle = signed_in(app, sam), signed_in(app, sam)
        with app.app_context():
            for row in db.session.scalars(select(SignIn)):
                row.is_short = True
            db.session.commit()
        clock.move_to(begun + step)
        assert idle.get("/static/built/manifest.json").status == 200
        for turn in range(1, 36):
            clock.move_to(begun + turn * step)
            assert is_signed_in(used), turn
            if turn > 1:  # looking any sooner would be using a page
                assert not is_signed_in(idle), turn
        clock.move_to(begun + timedelta(hours=12))
        assert not is_signed_in(used)


def test_using_a_page_is_noted_once_a_minute(app: Flask, sam: int) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        browser = signed_in(app, sam)
        seen = []
        for seconds in (30, 59, 60, 90, 120):
            clock.move_to(begun + timedelta(seconds=seconds))
            assert is_signed_in(browser)
            with app.app_context():
                seen.append(db.session.scalars(select(SignIn)).one().seen_at - begun)
    assert [span.seconds for span in seen] == [0, 0, 60, 60, 120]


def test_a_hash_of_less_work_is_made_anew_at_the_next_sign_in(app: Flask, sam: int) -> None:
    weaker = PasswordHasher(memory_cost=1024, time_cost=1, parallelism=1).hash(PASSWORD)
    with app.app_context():
        db.session.get_one(Person, sam).password_hash = weaker
        db.session.commit()
    sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
    assert held(app, sam) == weaker
    sign_in(Visitor(app))
    assert extract_parameters(held(app, sam)).memory_cost >= 19_456
    assert sign_in(Visitor(app)).path == "/account"


def held(app: Flask, person_id: int) -> str:
    """What is kept of a person's password."""
    with app.app_context():
        return db.session.get_one(Person, person_id).password_hash or ""


def test_proving_who_one_is_opens_what_asks_for_it(app: Flask, sam: int) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        browser = signed_in(app, sam)
        clock.shift(timedelta(minutes=10))
        page = browser("account.change_password")
        assert page.path == "/account/prove?next=/account/change-password"
        page = page.submit({"password": OTHER_PASSWORD}, button="Go on", expect=422)
        assert page.errors == {"password": "The password is not right"}
        page = page.submit({"password": PASSWORD}, button="Go on")
        assert page.path == "/account/change-password"
        clock.shift(timedelta(minutes=10))
        assert browser("account.change_password").path.startswith("/account/prove")


def test_wherever_a_link_asks_to_be_sent_it_is_to_this_portal(app: Flask, sam: int) -> None:
    browser = signed_in(app, sam)

    def led(asked: str) -> str:
        """Where a link to sign in sends somebody who is signed in."""
        answer = browser.client.get("/account/sign-in", query_string={"next": asked})
        assert answer.status_code == 303, asked
        return str(answer.headers["Location"])

    assert len(HOSTILE) > 200
    assert set(hosts([led(asked) for asked in HOSTILE])) == {"localhost"}
    assert [led(asked) for asked in OURS] == OURS


@pytest.mark.usefixtures("sam")
@pytest.mark.parametrize("asked", ["//evil.example", "/\\evil.example", "/\t/evil.example", "/providers?q=a&page=1"])  # fmt: skip
def test_signing_in_leads_only_to_pages_of_this_portal(app: Flask, asked: str) -> None:
    browser = Visitor(app)
    page = browser("account.sign_in", next=asked)
    typed = {"email": "sam.smith@example.org", "password": PASSWORD}
    expected = asked if asked.startswith("/providers") else "/account"
    assert page.submit(typed, button="Sign in").path == expected
