"""The page about second steps and where somebody is signed in: what it shows, and what changing it ends."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select, update
from time_machine import travel

from portal.account.models import Person, RecoveryCode, SignIn
from portal.clock import now
from portal.db import db
from portal.organisation.rules import Kind
from portal.web.keys import unseal
from tests.account.authenticator import Device
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.account.stepping import (
    add_passkey,
    code,
    copy_of,
    half_in,
    is_signed_in,
    journal,
    letters,
    passkeys,
    sign_ins,
    with_app,
    with_passkey,
)
from tests.page import Page, Visitor


@pytest.fixture
def person_id(app: Flask) -> int:
    """Somebody without a second step."""
    with app.app_context():
        return make_person()


def switch_on(visitor: Visitor, *, late: int = 0, expect: int = 200) -> Page:
    """Set an authenticator app up: read the key off the page, and enter what the app shows, so many steps late."""
    page = visitor("account.authenticator")
    key = page.select(".app-code")[0].replace(" ", "")
    shown = pyotp.TOTP(key).at(now() - timedelta(seconds=30 * late))
    return page.submit({"code": shown}, button="Switch on", expect=expect)


def belongs_to_the_hub(app: Flask, person_id: int) -> None:
    """Mark the person's sign-ins as those of the Hub's staff."""
    with app.app_context():
        theirs = update(SignIn).where(SignIn.person_id == person_id).values(is_short=True)
        db.session.execute(theirs)
        db.session.commit()


def test_it_shows_where_somebody_is_signed_in(app: Flask, person_id: int) -> None:
    signed_in(app, person_id)
    page = signed_in(app, person_id)("account.security")
    rows = page.select("h2 + .govuk-summary-list .govuk-summary-list__row")
    assert [("This browser" in row, "Sign out" in row) for row in rows] == [
        (True, False),
        (False, True),
    ]


def test_signing_another_browser_out_kills_copies_of_its_cookie(app: Flask, person_id: int) -> None:
    other, here = signed_in(app, person_id), signed_in(app, person_id)
    thief = copy_of(other)
    assert is_signed_in(thief)
    page = here("account.security").submit(button=button_of(here("account.security")))
    assert "That browser is signed out." in page
    assert "You are signed in nowhere else." in page
    assert not is_signed_in(other)
    assert not is_signed_in(thief)
    assert is_signed_in(here)


def button_of(page: Page) -> str:
    """The words of the one button that signs another browser out."""
    (words,) = [b for b in page.select("dl button") if b.startswith("Sign out")]
    return words


def test_a_browser_that_is_signed_out_already_is_no_trouble(app: Flask, person_id: int) -> None:
    signed_in(app, person_id)
    page = signed_in(app, person_id)("account.security")
    words = button_of(page)
    page.submit(button=words)
    assert "That browser was signed out already." in page.submit(button=words)


def test_signing_out_everywhere_else_keeps_this_browser_alone(app: Flask, person_id: int) -> None:
    others = [signed_in(app, person_id) for _ in range(3)]
    here = signed_in(app, person_id)
    here("account.security").submit(button="Sign out everywhere else")
    assert [is_signed_in(visitor) for visitor in (*others, here)] == [False] * 3 + [True]


def test_nobody_signs_somebody_else_out(app: Flask, person_id: int) -> None:
    with app.app_context():
        other = make_person("Mo Khan")
    theirs = signed_in(app, other)
    (row,) = sign_ins(app, other)
    signed_in(app, person_id)
    here = signed_in(app, person_id)
    page = here("account.security")
    token = page.soup.select_one("[name=csrf_token]")
    assert token is not None
    sent = {"csrf_token": str(token["value"])}
    here.send(f"/account/sign-ins/{row.id}/end", sent, expect=404)
    here.send("/account/sign-ins/end-others", sent)
    assert is_signed_in(theirs)


def test_an_app_is_switched_on_by_its_own_code(app: Flask, person_id: int) -> None:
    visitor, other = signed_in(app, person_id), signed_in(app, person_id)
    thief = copy_of(visitor)
    page = switch_on(visitor)
    assert page.path == "/account/recovery-codes"
    assert "Your authenticator app is set up. Every other browser is signed out." in page
    assert [is_signed_in(one) for one in (visitor, other, thief)] == [True, False, False]
    assert letters(app) == ["second-step-added"]
    (row,) = sign_ins(app, person_id)
    assert row.second_at is not None
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        assert person.totp_sealed
        assert re.fullmatch("[A-Z2-7]{32}", unseal(person.totp_sealed) or "")
        assert person.totp_step is not None


def test_the_code_that_switched_it_on_signs_nobody_in(app: Flask, person_id: int) -> None:
    with travel(now(), tick=False):
        page = signed_in(app, person_id)("account.authenticator")
        shown = pyotp.TOTP(page.select(".app-code")[0].replace(" ", "")).at(now())
        page.submit({"code": shown}, button="Switch on")
        asked = half_in(app, person_id)("account.second_step")
        asked.submit({"code": shown}, button="Sign in", expect=422)


def test_a_wrong_code_changes_nothing_and_keeps_the_picture(app: Flask, person_id: int) -> None:
    visitor = signed_in(app, person_id)
    page = visitor("account.authenticator")
    failed = page.submit({"code": "000000"}, button="Switch on", expect=422)
    assert "That is not the code the app shows now" in failed.errors["code"]
    assert failed.select(".app-code") == page.select(".app-code") != []
    assert visitor("account.authenticator").select(".app-code") == page.select(".app-code")
    assert letters(app) == []
    with visitor.client.session_transaction() as session:
        assert page.select(".app-code")[0].replace(" ", "") not in str(dict(session))


def test_the_picture_holds_the_key_and_each_person_has_their_own(
    app: Flask, person_id: int
) -> None:
    visitor = signed_in(app, person_id)
    page = visitor("account.authenticator")
    picture = page.soup.select_one("img.app-qr")
    assert picture is not None
    assert str(picture["src"]).startswith("data:image/svg+xml")
    other = signed_in(app, with_app(app, "Mo Khan"), second=True)
    with visitor.client.session_transaction() as mine, other.client.session_transaction() as theirs:
        theirs["authenticator"] = mine["authenticator"]
    assert other("account.authenticator").select(".app-code") != page.select(".app-code")


def test_a_new_app_takes_the_place_of_the_old_one(app: Flask) -> None:
    person_id = with_app(app)
    visitor = signed_in(app, person_id, second=True)
    assert "Setting up another one replaces it" in visitor("account.authenticator")
    switch_on(visitor, late=1)
    asked = half_in(app, person_id)("account.second_step")
    asked.submit({"code": code()}, button="Sign in", expect=422)


def test_removing_the_last_second_step_removes_the_recovery_codes(app: Flask) -> None:
    person_id = with_app(app)
    visitor, other = (signed_in(app, person_id, second=True) for _ in range(2))
    visitor("account.recovery_codes").submit(button="Make recovery codes")
    page = visitor("account.security").follow("Remove the authenticator app")
    page = page.submit(button="Remove app")
    assert page.path == "/account/security"
    assert "You sign in with your password alone" in page
    assert [is_signed_in(visitor), is_signed_in(other)] == [True, False]
    assert letters(app) == ["recovery-codes-made", "second-step-removed"]
    (row,) = sign_ins(app, person_id)
    assert row.second_at is None
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
        assert db.session.get_one(Person, person_id).totp_sealed is None


def test_recovery_codes_stay_while_there_is_another_second_step(app: Flask) -> None:
    person_id, _ = with_passkey(app)
    visitor = signed_in(app, person_id, second=True)
    visitor("account.recovery_codes").submit(button="Make recovery codes")
    assert switch_on(visitor).path == "/account/security"
    visitor("account.security").follow("Remove the authenticator app").submit(button="Remove app")
    assert "10 left" in visitor("account.security")


def test_adding_or_removing_a_passkey_signs_every_other_browser_out(
    app: Flask, person_id: int
) -> None:
    visitor, other = signed_in(app, person_id), signed_in(app, person_id)
    thief = copy_of(visitor)
    add_passkey(visitor, Device())
    assert [is_signed_in(one) for one in (visitor, other, thief)] == [True, False, False]
    other, thief = signed_in(app, person_id, second=True), copy_of(visitor)
    page = visitor("account.security").follow("Remove the passkey “My phone”")
    page.submit(button="Remove passkey")
    assert [is_signed_in(one) for one in (visitor, other, thief)] == [True, False, False]
    assert letters(app) == ["second-step-added", "second-step-removed"]
    assert journal(app).count("remove second step") == 1


def test_the_hubs_staff_keep_one_second_step(app: Flask) -> None:
    person_id = with_app(app)
    visitor = signed_in(app, person_id, second=True)
    belongs_to_the_hub(app, person_id)
    page = visitor("account.remove_authenticator").submit(button="Remove app")
    assert "The Careers Hub's staff need a second step" in page
    add_passkey(visitor, Device())
    visitor("account.remove_authenticator").submit(button="Remove app")
    page = visitor("account.security").follow("Remove the passkey “My phone”")
    assert "need a second step" in page.submit(button="Remove passkey")
    assert len(passkeys(app, person_id)) == 1


def test_setting_one_up_lets_the_hubs_staff_in(app: Flask, person_id: int) -> None:
    with app.app_context():
        hub = make_organisation("The Hub", Kind.HUB)
        join(hub, person_id)
    visitor = signed_in(app, person_id, hub)
    assert visitor("moderation.desk").path == "/account/security"
    switch_on(visitor)
    assert visitor("moderation.desk").path == "/moderation"


@pytest.mark.parametrize(
    "endpoint", ["authenticator", "remove_authenticator", "recovery_codes", "add_passkey"]
)
def test_changing_second_steps_needs_a_fresh_proof(app: Flask, endpoint: str) -> None:
    person_id = with_app(app)
    with travel(now(), tick=False) as clock:
        visitor = signed_in(app, person_id, second=True)
        page = visitor(f"account.{endpoint}")
        assert page.status == 200
        clock.shift(timedelta(minutes=9, seconds=59))
        assert visitor(f"account.{endpoint}").path == page.path
        clock.shift(timedelta(seconds=1))
        assert visitor(f"account.{endpoint}").path.startswith("/account/prove?next=")
        page.submit(button=page.select("main form button")[-1], expect=401)
    assert letters(app) == []


def test_a_proof_is_needed_to_remove_a_passkey_too(app: Flask) -> None:
    person_id, _ = with_passkey(app)
    with travel(now(), tick=False) as clock:
        visitor = signed_in(app, person_id, second=True)
        page = visitor("account.security").follow("Remove the passkey “My phone”")
        clock.shift(timedelta(minutes=10))
        page.submit(button="Remove passkey", expect=401)
    assert len(passkeys(app, person_id)) == 1


def test_an_operator_takes_away_what_somebody_has_lost(app: Flask) -> None:
    person_id, _ = with_passkey(app)
    visitor = signed_in(app, person_id, second=True)
    visitor("account.recovery_codes").submit(button="Make recovery codes")
    ran = app.test_cli_runner().invoke(
        args=["account", "remove-second-steps", "Sam.Smith@example.org"], catch_exceptions=False
    )
    assert "Second steps taken away: 1." in ran.output
    assert not is_signed_in(visitor)
    assert passkeys(app, person_id) == []
    assert letters(app)[-1] == "second-step-removed"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
        assert not db.session.get_one(Person, person_id).has_second_factor
    lost = app.test_cli_runner().invoke(args=["account", "remove-second-steps", "no@example.org"])
    assert lost.exit_code == 1
