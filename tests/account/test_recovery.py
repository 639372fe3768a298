"""Recovery codes: shown once, kept nowhere, good for one time each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from secrets import randbits

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import travel

from portal.account.models import RecoveryCode
from portal.account.rules.second import ALPHABET, CODES, recovery_code, tidy_recovery_code
from portal.clock import now
from portal.db import db
from tests.account.people import make_person, signed_in
from tests.account.stepping import code, half_in, is_signed_in, journal, letters, with_app
from tests.page import BROWSER, Page, Visitor

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def make(app: Flask, person_id: int) -> list[str]:
    """Make recovery codes through the page and read them off it."""
    page = signed_in(app, person_id, second=True)("account.recovery_codes")
    made = page.submit(button="Make recovery codes").select(".app-codes li")
    assert len(made) == CODES == len(set(made))
    return made


def recover(visitor: Visitor, typed: str, *, expect: int = 200) -> Page:
    """Enter a recovery code."""
    page = visitor("account.second_step").follow("Use a recovery code")
    return page.submit({"code": typed}, button="Sign in", expect=expect)


def test_a_code_lets_a_person_in_once_and_they_are_told(app: Flask) -> None:
    person_id = with_app(app)
    codes = make(app, person_id)
    visitor = half_in(app, person_id)
    page = recover(visitor, codes[3])
    assert page.path == "/account"
    assert "You have 9 recovery codes left." in page
    assert is_signed_in(visitor)
    assert letters(app) == ["recovery-codes-made", "recovery-code-used"]
    refused = recover(half_in(app, person_id), codes[3], expect=422)
    assert refused.errors == {
        "code": "That is not one of your recovery codes, or it was used before"
    }
    assert recover(half_in(app, person_id), codes[4]).path == "/account"


def test_only_digests_are_kept_and_they_fit_nobody_else(app: Flask) -> None:
    person_id, other = with_app(app), with_app(app, "Mo Khan")
    codes = make(app, person_id)
    with app.app_context():
        kept = list(db.session.scalars(select(RecoveryCode.digest)))
    assert len(kept) == CODES
    assert all(len(digest) == 64 for digest in kept)
    assert not {code.replace("-", "") for code in codes} & set(kept)
    assert b"".join(code.encode() for code in codes[:1]) not in database_of(app)
    recover(half_in(app, other), codes[0], expect=422)
    assert recover(half_in(app, person_id), codes[0]).path == "/account"


def database_of(app: Flask) -> bytes:
    """Everything that lies on the disk."""
    folder = app.extensions["settings"].data_folder
    return b"".join(path.read_bytes() for path in sorted(folder.glob("portal.db*")))


@pytest.mark.parametrize("change", [str.upper, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_a_code_may_be_typed_as_people_type(app: Flask, change: object) -> None:
    person_id = with_app(app)
    assert callable(change)
    assert recover(half_in(app, person_id), change(make(app, person_id)[0])).path == "/account"


def test_of_the_same_code_sent_many_times_at_once_one_counts(app: Flask) -> None:
    person_id = with_app(app)
    typed = make(app, person_id)[0]
    browsers = [half_in(app, person_id) for _ in range(5)]
    tokens = [
        str(visitor("account.recover").soup.select_one("[name=csrf_token]")["value"])  # type: ignore[index]  # it is there
        for visitor in browsers
    ]

    def send(visitor: Visitor, token: str) -> int:
        data = {"csrf_token": token, "code": typed}
        return visitor.client.post("/account/recover", data=data, headers=BROWSER).status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        assert sorted(pool.map(send, browsers, tokens)) == [303, 422, 422, 422, 422]


def test_new_codes_replace_the_old_ones(app: Flask) -> None:
    person_id = with_app(app)
    old, new = make(app, person_id), make(app, person_id)
    assert not set(old) & set(new)
    recover(half_in(app, person_id), old[0], expect=422)
    assert recover(half_in(app, person_id), new[0]).path == "/account"


def test_a_form_sent_twice_shows_the_codes_that_count_but_not_for_long(app: Flask) -> None:
    person_id = with_app(app)
    with travel(NOON, tick=False) as clock:
        page = signed_in(app, person_id, second=True)("account.recovery_codes")
        first = page.submit(button="Make recovery codes").select(".app-codes li")
        assert page.submit(button="Make recovery codes").select(".app-codes li") == first
        clock.shift(timedelta(minutes=1))
        again = page.submit(button="Make recovery codes")
    assert again.select(".app-codes li") == []
    assert "Codes are shown once only" in again
    assert letters(app) == ["recovery-codes-made"]


def test_codes_are_not_shown_by_reading(app: Flask) -> None:
    person_id = with_app(app)
    codes = make(app, person_id)
    visitor = signed_in(app, person_id, second=True)
    page = visitor("account.recovery_codes")
    assert "You have 10 left." in page
    assert not [code for code in codes if code in page.html]
    answer = visitor.client.get("/account/recovery-codes", headers=BROWSER)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_whoever_has_few_left_is_asked_to_make_new_ones(app: Flask) -> None:
    person_id = with_app(app)
    codes = make(app, person_id)
    said = [recover(half_in(app, person_id), typed).text for typed in codes]
    few = ["Make new ones under" in text for text in said]
    assert few == [False] * 6 + [True] * 4
    assert "You have 1 recovery code left." in said[8]
    page = signed_in(app, person_id, second=True)("account.security")
    assert "Make some, in case you lose your phone" in page


def test_wrong_codes_are_counted_with_those_of_the_app(app: Flask) -> None:
    person_id = with_app(app)
    codes = make(app, person_id)
    with travel(NOON, tick=False):
        visitor = half_in(app, person_id)
        for typed in ("aaaa-bbbb-cccc", "nonsense", "\u00e4" * 40):
            recover(visitor, typed, expect=422)
        page = visitor("account.second_step")
        for _ in range(2):
            page.submit({"code": "000000"}, button="Sign in", expect=422)
        recover(visitor, codes[0], expect=429)
        page.submit({"code": code()}, button="Sign in", expect=429)
    assert journal(app).count("give wrong code") == 5


def test_without_a_second_step_there_is_nothing_to_recover(app: Flask) -> None:
    with app.app_context():
        person_id = make_person()
    page = signed_in(app, person_id)("account.recovery_codes")
    assert page.path == "/account/security"
    assert "Add a second step first" in page


def test_codes_have_no_letter_that_looks_like_a_digit() -> None:
    made = {recovery_code(randbits(256)) for _ in range(500)}
    assert len(made) == 500
    assert set("".join(made)) <= {*ALPHABET, "-"}
    assert not set("01ilo") & set(ALPHABET)
    assert all(tidy_recovery_code(code) == code for code in made)
    assert tidy_recovery_code("abcd-efgh-jkm0") == tidy_recovery_code("") == ""


def test_codes_can_be_made_only_with_a_fresh_proof(app: Flask) -> None:
    person_id = with_app(app)
    with travel(now(), tick=False) as clock:
        visitor = signed_in(app, person_id, second=True)
        page = visitor("account.recovery_codes")
        clock.shift(timedelta(minutes=10))
        page.submit(button="Make recovery codes", expect=401)
        assert visitor("account.recovery_codes").path.startswith("/account/prove")
    assert letters(app) == []
