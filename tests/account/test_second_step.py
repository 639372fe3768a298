"""The second step of signing in: when its codes count, and that half a sign-in opens nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, url_for
from time_machine import travel

from portal.account.access import DOORS, FRESH, HALF_KEY, SIGNED_IN
from portal.account.actions.signing import complete_sign_in
from portal.account.models import SignIn
from portal.account.queries import find_sign_in
from portal.account.rules.second import matching_step, new_secret
from portal.clock import now
from portal.db import db
from tests.account.stepping import (
    SECRET,
    code,
    copy_of,
    half_in,
    is_signed_in,
    journal,
    sign_ins,
    with_app,
)
from tests.page import BROWSER, Page, Visitor

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SHUT = [
    (name, method)
    for name in DOORS
    for method in DOORS[name]
    if DOORS[name][method] in {SIGNED_IN, FRESH}
]


def give(visitor: Visitor, typed: str, *, expect: int = 200) -> Page:
    """Enter a code on the page that asks for the second step."""
    return visitor("account.second_step").submit({"code": typed}, button="Sign in", expect=expect)


def test_the_right_code_lets_a_person_in(app: Flask) -> None:
    visitor = half_in(app, with_app(app))
    assert give(visitor, code()).path == "/account"
    assert is_signed_in(visitor)
    assert journal(app)[-2:] == ["give password", "sign in"]


def test_completing_gives_the_sign_in_a_new_key_and_the_visit_a_new_token(app: Flask) -> None:
    person_id = with_app(app)
    visitor = half_in(app, person_id)
    visitor("account.second_step")
    thief = copy_of(visitor)
    with visitor.client.session_transaction() as session:
        before = dict(session)
    give(visitor, code())
    with visitor.client.session_transaction() as session:
        assert HALF_KEY not in session
        assert session["_user_id"] != before[HALF_KEY]
        assert session.get("csrf_token") != before["csrf_token"]
    with app.app_context():
        assert find_sign_in(before[HALF_KEY], now()) is None
        assert find_sign_in(before[HALF_KEY], now(), half=True) is None
    assert not is_signed_in(thief)
    assert thief("account.second_step").path == "/account/sign-in"
    (row,) = sign_ins(app, person_id)
    assert row.second_at is not None


@pytest.mark.parametrize("gap", ["", " ", "\N{NO-BREAK SPACE}", "-"])
def test_no_code_works_twice_however_it_is_typed(app: Flask, gap: str) -> None:
    person_id = with_app(app)
    with travel(NOON, tick=False):
        assert give(half_in(app, person_id), code()).path == "/account"
        again = f"{code()[:3]}{gap}{code()[3:]}"
        page = give(half_in(app, person_id), again, expect=422)
    assert "used before" in page.errors["code"]


def test_no_older_code_works_after_a_newer_one(app: Flask) -> None:
    person_id = with_app(app)
    with travel(NOON, tick=False):
        give(half_in(app, person_id), code())
        give(half_in(app, person_id), code(-1), expect=422)
        assert give(half_in(app, person_id), code(+1)).path == "/account"


def test_blanks_in_a_code_do_not_matter() -> None:
    with travel(NOON, tick=False):
        right = code()
        for written in (f"{right[:3]} {right[3:]}", f" {right} ", "-".join(right)):
            assert matching_step(SECRET, written, now()) == int(NOON.timestamp()) // 30
        assert matching_step(SECRET, f"{right}0", now()) is None
        assert matching_step(SECRET, "\u0661" * 6, now()) is None
        assert matching_step(new_secret(), right, now()) is None


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (0, 200), (1, 200), (2, 422)])
def test_a_phones_clock_may_be_one_step_off(app: Flask, steps: int, status: int) -> None:
    visitor = half_in(app, with_app(app))
    with travel(now(), tick=False):
        give(visitor, code(steps), expect=status)


def test_of_the_same_code_sent_many_times_at_once_one_counts(app: Flask) -> None:
    person_id = with_app(app)
    browsers = [half_in(app, person_id) for _ in range(6)]
    forms = [visitor("account.second_step").soup for visitor in browsers]
    tokens = [str(form.select_one("[name=csrf_token]")["value"]) for form in forms]  # type: ignore[index]  # it is there
    right = code()

    def send(visitor: Visitor, token: str) -> int:
        data = {"csrf_token": token, "code": right}
        answer = visitor.client.post("/account/second-step", data=data, headers=BROWSER)
        return answer.status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        answered = list(pool.map(send, browsers, tokens))
    assert sorted(answered) == [303, *[422] * 4, 422]
    assert sum(is_signed_in(visitor) for visitor in browsers) == 1


def test_after_five_wrong_codes_not_even_the_right_one_is_heard_for_a_while(app: Flask) -> None:
    person_id, other = with_app(app), with_app(app, "Mo Khan")
    with travel(NOON, tick=False) as clock:
        visitor = half_in(app, person_id)
        for _ in range(5):
            give(visitor, "000000", expect=422)
        page = give(visitor, code(), expect=429)
        assert page.response.headers["Retry-After"] == "900"
        assert "Try again at 12:15" in page
        give(half_in(app, person_id), code(), expect=429)
        assert give(half_in(app, other), code()).path == "/account"
        clock.shift(timedelta(minutes=15))
        assert give(half_in(app, person_id), code()).path == "/account"
    assert journal(app).count("give wrong code") == 5


def test_wrong_codes_are_forgotten_once_a_right_one_is_given(app: Flask) -> None:
    person_id = with_app(app)
    with travel(NOON, tick=False) as clock:
        for _ in range(3):
            visitor = half_in(app, person_id)
            for _ in range(4):
                give(visitor, "000000", expect=422)
            assert give(visitor, code()).path == "/account"
            clock.shift(timedelta(seconds=30))


def test_there_are_ten_minutes_for_both_steps(app: Flask) -> None:
    person_id = with_app(app)
    with travel(NOON, tick=False) as clock:
        visitor = half_in(app, person_id)
        clock.shift(timedelta(minutes=9, seconds=59))
        assert visitor("account.second_step").status == 200
        clock.shift(timedelta(seconds=1))
        page = visitor("account.second_step")
        assert page.path == "/account/sign-in"
        assert "ten minutes for both steps" in page


def test_half_a_sign_in_opens_no_door_of_people_who_are_signed_in(app: Flask) -> None:
    visitor = half_in(app, with_app(app))
    assert len(SHUT) > 15
    for endpoint, method in SHUT:
        rule = next(app.url_map.iter_rules(endpoint))
        with app.test_request_context():
            path = url_for(endpoint, **dict.fromkeys(rule.arguments, 1))  # type: ignore[arg-type]  # its stub knows _anchor only
        answer = visitor.client.open(path, method=method, headers=BROWSER)
        if method == "POST":
            assert answer.status_code == 401, endpoint
        else:
            assert answer.headers["Location"].startswith("/account/sign-in?next="), endpoint


def test_a_half_key_put_where_a_whole_one_belongs_opens_nothing(app: Flask) -> None:
    visitor = half_in(app, with_app(app))
    with visitor.client.session_transaction() as session:
        session["_user_id"] = session[HALF_KEY]
    assert not is_signed_in(visitor)


def test_a_whole_key_put_where_a_half_one_belongs_completes_nothing(app: Flask) -> None:
    visitor = half_in(app, with_app(app))
    give(visitor, code())
    with visitor.client.session_transaction() as session:
        session[HALF_KEY] = session.pop("_user_id")
    assert visitor("account.second_step").path == "/account/sign-in"


def test_the_page_leads_on_to_where_the_person_wanted_to_go(app: Flask) -> None:
    visitor = half_in(app, with_app(app))
    page = visitor("account.second_step", next="/account/security?x=1")
    assert "next=/account/security?x%3D1" in page.link("Use a recovery code").replace(
        "%2F", "/"
    ).replace("%3F", "?")
    assert page.submit({"code": code()}, button="Sign in").path == "/account/security?x=1"


@pytest.mark.parametrize("hostile", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_to_no_other_site(app: Flask, hostile: str) -> None:
    visitor = half_in(app, with_app(app))
    page = visitor("account.second_step", next=hostile)
    assert page.submit({"code": code()}, button="Sign in").path == "/account"


def test_nothing_typed_is_asked_for_in_plain_words(app: Flask) -> None:
    page = give(half_in(app, with_app(app)), "", expect=422)
    assert page.errors == {"code": "Enter the six-digit code that your authenticator app shows"}


def test_without_an_app_no_code_is_right(app: Flask) -> None:
    """A secret that was never switched on, or lost its seal, lets nobody in."""
    person_id = with_app(app)
    visitor = half_in(app, person_id)
    with app.app_context():
        row = db.session.get_one(SignIn, sign_ins(app, person_id)[0].id)
        row.person.totp_sealed = "sealed by somebody else"
        db.session.commit()
    give(visitor, code(), expect=422)


def test_completing_counts_from_its_own_moment(app: Flask) -> None:
    person_id = with_app(app)
    half_in(app, person_id)
    with app.app_context():
        row, at = db.session.get_one(SignIn, sign_ins(app, person_id)[0].id), now()
        complete_sign_in(row, way="app", at=at)
        assert row.started_at == row.seen_at == row.proved_at == row.second_at == at
        assert not row.is_half
