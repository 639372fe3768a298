"""A new password: by a mailed link, or signed in; and which passwords nobody may have, whichever way they come."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha1, sha256
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.account.models import EmailKey
from portal.clock import now
from portal.db import db
from portal.organisation.rules import Kind
from tests.account.letters import (
    OTHER_PASSWORD,
    PASSWORD,
    copy_of,
    is_signed_in,
    letters,
    link,
    sign_in,
    with_password,
)
from tests.account.people import join, make_organisation, signed_in
from tests.account.stepping import with_app
from tests.page import BROWSER, Page, Visitor

SAM = "sam.smith@example.org"


@pytest.fixture
def sam(app: Flask) -> int:
    """A person with a password."""
    return with_password(app)


def ask(visitor: Visitor, email: str = SAM) -> Page:
    """Ask for a new password."""
    return visitor("account.reset").submit({"email": email}, button="Send the link")


def password_page(app: Flask, person_id: int, way: str) -> Page:
    """A page on which a password is chosen, by each of the ways there are."""
    if way == "joining":
        visitor = Visitor(app)
        visitor("account.sign_up").submit({"email": "new.person@example.org"})
        return visitor.get(link(app, "sign-up"))
    if way == "resetting":
        ask(Visitor(app))
        return Visitor(app).get(link(app, "reset"))
    return signed_in(app, person_id)("account.change_password")


WAYS = pytest.mark.parametrize("way", ["joining", "resetting", "changing"])


@pytest.mark.usefixtures("sam")
def test_a_new_password_by_a_link_takes_the_place_of_the_old(app: Flask, visit: Visitor) -> None:
    assert ask(visit, SAM.upper()).heading == "Check your email"
    page = visit.get(link(app, "reset")).submit({"password": OTHER_PASSWORD})
    assert page.path == "/account/sign-in"
    assert "Your password is changed. Sign in with it." in page
    assert letters(app) == [("reset", SAM), ("password-changed", SAM)]
    sign_in(Visitor(app), password=PASSWORD, expect=422)
    assert sign_in(visit, password=OTHER_PASSWORD).path == "/account"


def test_whoever_has_no_account_gets_no_letter(app: Flask, visit: Visitor) -> None:
    assert ask(visit).heading == "Check your email"
    assert letters(app) == []
    with app.app_context():
        assert db.session.scalars(select(EmailKey)).all() == []


def test_a_new_password_by_a_link_signs_every_browser_out(app: Flask, sam: int) -> None:
    browsers = [signed_in(app, sam) for _ in range(3)]
    ask(Visitor(app))
    browsers[0].get(link(app, "reset")).submit({"password": OTHER_PASSWORD})
    assert [is_signed_in(browser) for browser in browsers] == [False] * 3


def test_a_new_password_by_a_link_gets_nobody_past_the_second_step(app: Flask) -> None:
    with_app(app)
    browser = Visitor(app)
    ask(browser)
    browser.get(link(app, "reset")).submit({"password": OTHER_PASSWORD})
    assert not is_signed_in(browser)
    assert sign_in(browser, password=OTHER_PASSWORD).path.startswith("/account/second-step")
    assert not is_signed_in(browser)


def test_where_to_go_on_to_outlives_the_second_step(app: Flask) -> None:
    with_app(app)
    browser = Visitor(app)
    ask(browser)
    browser.get(link(app, "reset")).submit({"password": OTHER_PASSWORD})
    page = browser("account.sign_in", next="/account/security")
    page = page.submit({"email": SAM, "password": OTHER_PASSWORD}, button="Sign in")
    assert page.path == "/account/second-step?next=/account/security"


@pytest.mark.usefixtures("sam")
def test_the_link_is_kept_only_as_a_digest_of_enough_bits(
    app: Flask, visit: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ask(visit)
    address = link(app, "reset")
    key = address.rpartition("/")[2]
    assert len(key) >= 22  # of 64 signs: more than 128 bits
    with app.app_context():
        row = db.session.scalars(select(EmailKey)).one()
        assert row.digest == sha256(key.encode()).hexdigest()
        file = Path(str(db.engine.url.database))
    stored = file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()
    assert row.digest.encode() in stored
    assert key.encode() not in stored
    visit.get(address).submit({"password": OTHER_PASSWORD})
    assert caplog.records
    assert not any(key in str(vars(record)) for record in caplog.records)


@pytest.mark.usefixtures("sam")
def test_a_link_works_for_an_hour_and_no_second_more(app: Flask) -> None:
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        ask(Visitor(app))
        address = link(app, "reset")
        clock.move_to(begun + timedelta(hours=1, seconds=-1))
        page = Visitor(app).get(address)
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.heading == "Choose a new password"
        assert SAM in page
        clock.move_to(begun + timedelta(hours=1))
        assert page.submit({"password": OTHER_PASSWORD}).path == "/account/reset"
        assert "That link does not work any more" in Visitor(app).get(address)
    assert sign_in(Visitor(app)).path == "/account"


def test_a_link_dies_with_a_newer_one_and_with_any_new_password(app: Flask, sam: int) -> None:
    ask(Visitor(app))
    older = link(app, "reset")
    ask(Visitor(app))
    newer = link(app, "reset")
    assert Visitor(app).get(older).path == "/account/reset"
    assert SAM in Visitor(app).get(newer)
    signed_in(app, sam)("account.change_password").submit({"password": OTHER_PASSWORD})
    assert Visitor(app).get(newer).path == "/account/reset"
    assert SAM not in Visitor(app).get(newer)


@pytest.mark.usefixtures("sam")
def test_of_twenty_who_use_one_link_at_once_one_changes_the_password(app: Flask) -> None:
    ask(Visitor(app))
    pages = [Visitor(app).get(link(app, "reset")) for _ in range(20)]

    def finish(number: int) -> str:
        """Send the form with a password of its own, and say where it leads."""
        field = pages[number].soup.select_one("main form [name=csrf_token]")
        assert field is not None
        sent = {"password": f"quiet bicycles {number}", "csrf_token": str(field["value"])}
        client = pages[number].visitor.client
        return str(client.post(pages[number].path, data=sent, headers=BROWSER).headers["Location"])

    with ThreadPoolExecutor(20) as pool:
        led = list(pool.map(finish, range(20)))
    assert led.count("/account/sign-in") == 1
    assert led.count("/account/reset") == 19
    winner = f"quiet bicycles {led.index('/account/sign-in')}"
    assert sign_in(Visitor(app), password=winner).path == "/account"


def test_changing_the_password_ends_other_browsers_and_copies_of_this_ones_cookie(
    app: Flask, sam: int
) -> None:
    browser, other = signed_in(app, sam), signed_in(app, sam)
    thief = copy_of(browser)
    assert is_signed_in(thief)
    page = browser("account.change_password").submit({"password": OTHER_PASSWORD})
    assert "Your password is changed" in page
    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert not is_signed_in(thief)
    assert letters(app) == [("password-changed", SAM)]
    assert sign_in(Visitor(app), password=OTHER_PASSWORD).path == "/account"


@WAYS
@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevensigns", "Password must be 12 characters or more"),
        ("x7" * 64 + "!", "Password must be 128 characters or fewer"),
        ("Liverpool2026", "This password is easy to guess: it is a common password or a single word. Choose another"),
        ("gatsby-careers-1", "This password is easy to guess: it is made of words about you or this service. Choose another"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused_whichever_way_it_comes(
    app: Flask, sam: int, way: str, password: str, said: str
) -> None:
    page = password_page(app, sam, way)
    typed = {"password": password} | ({"name": "New Person"} if way == "joining" else {})
    assert page.submit(typed, expect=422).errors == {"password": said}


@WAYS
def test_a_password_is_asked_for(app: Flask, sam: int, way: str) -> None:
    page = password_page(app, sam, way).submit({"password": ""}, expect=422)
    asked = "Choose a password" if way == "joining" else "Enter a new password"
    assert page.errors["password"] == asked


@WAYS
def test_a_password_of_the_persons_own_names_is_refused(app: Flask, sam: int, way: str) -> None:
    with app.app_context():
        join(make_organisation("Lantern Lane Academy", Kind.SCHOOL), sam)
    page = password_page(app, sam, way)
    own = "newperson-New!1" if way == "joining" else "Lantern-Sam-Smith"
    typed = {"password": own} | ({"name": "New Person"} if way == "joining" else {})
    page = page.submit(typed, expect=422)
    assert "it is made of words about you or this service" in page.errors["password"]


@WAYS
def test_a_password_that_was_made_public_is_refused_where_the_operator_has_a_file(
    app: Flask, sam: int, way: str, tmp_path: Path
) -> None:
    file = tmp_path / "breached.txt"
    file.write_text(sha1(OTHER_PASSWORD.encode(), usedforsecurity=False).hexdigest().upper())
    settings = app.extensions["settings"]
    object.__setattr__(settings, "breached_passwords_file", file)
    page = password_page(app, sam, way)
    typed = {"password": OTHER_PASSWORD} | ({"name": "New Person"} if way == "joining" else {})
    page = page.submit(typed, expect=422)
    assert page.errors == {
        "password": "Others know this password: it was made public in a break-in somewhere. Choose another"
    }


@WAYS
@pytest.mark.parametrize(
    "password",
    [
        "  leading & trailing  ",
        "🦆🦆 quacks at 🌙🌙🌙",
        "x7" * 60 + "lanterns",
        "Łódź zimą pięknie",
    ],
)
def test_any_password_of_12_to_128_signs_is_taken_as_it_is(
    app: Flask, sam: int, way: str, password: str
) -> None:
    page = password_page(app, sam, way)
    typed = {"password": password} | ({"name": "New Person"} if way == "joining" else {})
    page.submit(typed)
    email = "new.person@example.org" if way == "joining" else SAM
    assert sign_in(Visitor(app), email, password).path == "/account"
    sign_in(Visitor(app), email, password[:-1], expect=422)


@WAYS
def test_browsers_and_password_managers_are_told_what_each_field_is(
    app: Flask, sam: int, way: str
) -> None:
    page = password_page(app, sam, way)
    assert [f.get("autocomplete") for f in page.soup.select("main [type=password]")] == [
        "new-password"
    ]
    assert page.soup.select_one("main [autocomplete=username]") is not None
    assert "onpaste" not in page.html
    signing = Visitor(app)("account.sign_in").soup
    fields = [str(f["autocomplete"]) for f in signing.select("main [autocomplete]")]
    assert fields == ["username", "current-password"]
    assert not signing.select("main [type=password][maxlength]")
