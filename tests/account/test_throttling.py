"""Passwords cannot be guessed by trying, and nobody's letter box can be filled."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask

from portal import create_app
from portal.account.rules import hashing
from portal.clock import now
from portal.db import db
from tests.account.letters import (
    OTHER_PASSWORD,
    PASSWORD,
    hashed,
    letters,
    link,
    sign_in,
    with_password,
)
from tests.account.people import signed_in
from tests.conftest import settings_in
from tests.page import BROWSER, Visitor

SAM, NOBODY = "sam.smith@example.org", "nobody@example.org"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let hashes cost next to nothing: here they are many, and only counted."""
    monkeypatch.setattr(hashing, "_hasher", PasswordHasher(1, 8, 1))
    monkeypatch.setattr(hashing, "_NOBODYS", hashing.hash_password("nobody's"))
    hashed.cache_clear()
    yield
    hashed.cache_clear()


@pytest.fixture
def workers(app: Flask, tmp_path: Path) -> Iterator[list[Flask]]:
    """Two portals that serve one database, as two workers do."""
    other = create_app(settings_in(tmp_path))
    yield [app, other]
    with other.app_context():
        db.engine.dispose()


def from_(visitor: Visitor, address: str) -> Visitor:
    """The browser, moved to another network address."""
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor


@pytest.mark.parametrize("email", [SAM, NOBODY])
def test_ten_wrong_passwords_close_an_account_for_a_while_in_all_workers(
    workers: list[Flask], tmp_path: Path, email: str
) -> None:
    with_password(workers[0])
    begun = now()
    with time_machine.travel(begun, tick=False) as clock:
        for number in range(10):
            thief = from_(Visitor(workers[number % 2]), f"192.0.2.{number}")
            sign_in(thief, email, OTHER_PASSWORD, expect=422)
            clock.shift(timedelta(seconds=30))
        restarted = create_app(settings_in(tmp_path))
        for worker in (*workers, restarted):
            page = sign_in(from_(Visitor(worker), "198.51.100.7"), email, PASSWORD, expect=429)
            assert page.heading == "You have tried this too often"
            assert page.response.headers["Retry-After"] == "600"
            assert OTHER_PASSWORD not in page.html
        clock.move_to(begun + timedelta(minutes=15, seconds=-1))
        sign_in(Visitor(workers[1]), email, PASSWORD, expect=429)
        clock.move_to(begun + timedelta(minutes=15))
        sign_in(Visitor(workers[1]), email, PASSWORD, expect=200 if email == SAM else 422)
        with restarted.app_context():
            db.engine.dispose()


def test_thirty_wrong_passwords_close_a_network_whomever_they_are_for(app: Flask) -> None:
    with_password(app)
    for number in range(30):
        thief = from_(Visitor(app), f"2001:db8:1:2::{number + 1:x}")
        sign_in(thief, f"person{number}@example.org", OTHER_PASSWORD, expect=422)
    sign_in(from_(Visitor(app), "2001:db8:1:2::ffff"), SAM, PASSWORD, expect=429)
    assert sign_in(from_(Visitor(app), "2001:db8:1:3::1"), SAM, PASSWORD).path == "/account"


def test_a_name_for_ones_address_does_not_move_it(app: Flask) -> None:
    """Without a proxy in front nobody may say where they come from."""
    for number in range(30):
        thief = Visitor(app)
        thief.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        sign_in(thief, f"person{number}@example.org", OTHER_PASSWORD, expect=422)
    sign_in(Visitor(app), "another@example.org", OTHER_PASSWORD, expect=429)


def test_people_who_sign_in_rightly_do_not_close_their_schools_network(app: Flask) -> None:
    with_password(app)
    for _ in range(35):
        assert sign_in(Visitor(app)).path == "/account"
    for _ in range(9):
        sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
    assert sign_in(Visitor(app)).path == "/account"
    for _ in range(10):
        sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
    sign_in(Visitor(app), expect=429)


def test_many_guesses_at_once_do_not_slip_in_under_the_limit(workers: list[Flask]) -> None:
    with_password(workers[0])

    def guess(number: int) -> int:
        """Try one password in a browser of its own."""
        visitor = Visitor(workers[number % 2])
        field = visitor("account.sign_in").soup.select_one("main form [name=csrf_token]")
        assert field is not None
        sent = {"email": SAM, "password": OTHER_PASSWORD, "csrf_token": str(field["value"])}
        return visitor.client.post("/account/sign-in", data=sent, headers=BROWSER).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(24)))
    assert answers.count(422) == 10
    assert answers.count(429) == 14


def test_proving_who_one_is_counts_as_signing_in_does(app: Flask) -> None:
    browser = signed_in(app, with_password(app))
    for _ in range(5):
        sign_in(Visitor(app), password=OTHER_PASSWORD, expect=422)
        page = browser("account.prove")
        page.submit({"password": OTHER_PASSWORD}, button="Go on", expect=422)
    browser("account.prove").submit({"password": PASSWORD}, button="Go on", expect=429)
    sign_in(Visitor(app), expect=429)


def test_a_new_password_by_a_link_opens_an_account_that_somebody_guessed_at(app: Flask) -> None:
    with_password(app)
    for _ in range(10):
        sign_in(Visitor(app), SAM, "somebody guesses", expect=422)
    sign_in(Visitor(app), expect=429)
    visitor = Visitor(app)
    visitor("account.reset").submit({"email": SAM})
    visitor.get(link(app, "reset")).submit({"password": OTHER_PASSWORD})
    assert sign_in(visitor, password=OTHER_PASSWORD).path == "/account"


@pytest.mark.parametrize("endpoint", ["account.reset", "account.sign_up"])
@pytest.mark.parametrize("email", [SAM, NOBODY])
def test_nobody_is_sent_more_than_a_few_letters(app: Flask, endpoint: str, email: str) -> None:
    with_password(app)
    for number in range(5):
        from_(Visitor(app), f"192.0.2.{number}")(endpoint).submit({"email": email})
    written = letters(app)
    page = from_(Visitor(app), "198.51.100.7")(endpoint).submit({"email": email}, expect=429)
    assert 0 < int(page.response.headers["Retry-After"]) <= 900
    assert letters(app) == written


@pytest.mark.parametrize("endpoint", ["account.reset", "account.sign_up"])
def test_no_network_asks_for_letters_without_end(app: Flask, endpoint: str) -> None:
    for number in range(30):
        Visitor(app)(endpoint).submit({"email": f"person{number}@example.org"})
    Visitor(app)(endpoint).submit({"email": SAM}, expect=429)
    from_(Visitor(app), "198.51.100.7")(endpoint).submit({"email": SAM})


def test_nobody_who_is_signed_in_fills_another_letter_box(app: Flask) -> None:
    browser = signed_in(app, with_password(app))
    for _ in range(5):
        browser("account.change_email").submit({"email": NOBODY})
    browser("account.change_email").submit({"email": NOBODY}, expect=429)
