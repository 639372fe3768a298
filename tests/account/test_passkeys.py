"""Passkeys: added, used for all that they are for, and refused when anything about the answer is wrong."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from portal.account.rules.passkeys import Answer, Home, Refused, check_made, check_used, read_answer
from portal.clock import now
from tests.account.authenticator import Device, b64, options_on, use_passkey
from tests.account.people import make_person, signed_in
from tests.account.stepping import (
    add_passkey,
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

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
LATE = "That took too long, or was sent before. Try again"
ELSEWHERE = "The passkey answered for another website. Open this page by its own address"
UNVERIFIED = "Use a passkey that asks for your fingerprint, your face or a PIN"
UNKNOWN = "We do not know that passkey. It may have been removed, or belong to another account"
COPIED = (
    "That passkey may have been copied, so we did not accept it. Sign in another way and remove it"
)
FORGED = "We could not confirm that passkey. Try again"
UNREADABLE = "We could not read your browser's answer. Try again"
SIGN_IN = "Sign in with a passkey"


def said(page: Page) -> list[str]:
    """What the page says is wrong."""
    return page.select(".govuk-error-summary__list li")


def sign_in(app: Flask, device: Device, *, expect: int = 200) -> Page:
    """Sign in with the device in a new browser."""
    return use_passkey(Visitor(app)("account.passkey"), device, button=SIGN_IN, expect=expect)


def test_a_passkey_is_added_under_a_name(app: Flask) -> None:
    with app.app_context():
        person_id = make_person()
    page = add_passkey(signed_in(app, person_id), Device())
    assert page.path == "/account/recovery-codes"
    assert "Your passkey is added. Every other browser is signed out." in page
    (kept,) = passkeys(app, person_id)
    assert (kept.name, kept.used_at) == ("My phone", None)
    assert letters(app) == ["second-step-added"]
    assert "add second step" in journal(app)


def test_a_passkey_signs_in_alone_and_counts_as_both_steps(app: Flask) -> None:
    person_id, device = with_passkey(app)
    page = sign_in(app, device)
    assert page.path == "/account"
    assert is_signed_in(page.visitor)
    assert sign_ins(app, person_id)[-1].second_at is not None
    (kept,) = passkeys(app, person_id)
    assert kept.used_at is not None
    assert kept.sign_count == 2


def test_a_passkey_is_the_second_step_after_the_password(app: Flask) -> None:
    person_id, device = with_passkey(app)
    visitor = half_in(app, person_id)
    page = visitor("account.second_step", next="/account/security")
    assert "Code from your authenticator app" not in page
    assert use_passkey(page, device, button="Use your passkey").path == "/account/security"


def test_a_passkey_proves_again_who_one_is(app: Flask) -> None:
    person_id, device = with_passkey(app)
    with travel(now(), tick=False) as clock:
        visitor = signed_in(app, person_id, second=True)
        clock.shift(timedelta(minutes=10))
        assert visitor("account.add_passkey").path.startswith("/account/prove?next=")
        page = visitor("account.prove_passkey", next="/account/passkeys/add")
        assert use_passkey(page, device, button="Use your passkey").path == "/account/passkeys/add"


def test_whoever_has_no_passkey_proves_by_password(app: Flask) -> None:
    visitor = signed_in(app, with_app(app), second=True)
    assert visitor("account.prove_passkey").path.startswith("/account/prove")


def test_a_device_that_does_not_count_is_believed(app: Flask) -> None:
    with app.app_context():
        person_id = make_person()
    device = Device(counts=False)
    add_passkey(signed_in(app, person_id), device)
    for _ in range(2):
        assert sign_in(app, device).path == "/account"


LIES = [
    ({"origin": "http://evil.example"}, ELSEWHERE),
    ({"origin": "https://localhost"}, ELSEWHERE),
    ({"rp_id": "evil.example"}, ELSEWHERE),
    ({"cross_origin": True}, ELSEWHERE),
    ({"verifies": False}, UNVERIFIED),
    ({"count": 0}, COPIED),
    ({"key": Device().key}, FORGED),
    ({"handle": b64(bytes(32)).encode()}, UNKNOWN),
    ({"credential": b"another"}, UNKNOWN),
]


@pytest.mark.parametrize(("lie", "words"), LIES)
def test_a_passkey_that_answers_wrongly_signs_nobody_in(
    app: Flask, lie: dict[str, object], words: str
) -> None:
    person_id, device = with_passkey(app)
    for name, value in lie.items():
        setattr(device, name, value)
    page = sign_in(app, device, expect=422)
    assert said(page) == [words]
    assert not is_signed_in(page.visitor)
    visitor = half_in(app, person_id)
    device.count = 0 if "count" in lie else device.count
    page = use_passkey(
        visitor("account.second_step"), device, button="Use your passkey", expect=422
    )
    assert said(page) == [words]
    assert not is_signed_in(visitor)
    assert journal(app).count("refuse passkey") == (
        0 if words == UNKNOWN and "credential" in lie else 2
    )


@pytest.mark.parametrize(("lie", "words"), LIES[:5])
def test_a_passkey_that_is_made_wrongly_is_not_kept(
    app: Flask, lie: dict[str, object], words: str
) -> None:
    with app.app_context():
        person_id = make_person()
    device = Device(**lie)  # type: ignore[arg-type]  # each fits its field
    page = add_passkey(signed_in(app, person_id), device, expect=422)
    assert said(page) == [words]
    assert passkeys(app, person_id) == []


def test_somebody_elses_passkey_is_no_second_step_and_no_proof(app: Flask) -> None:
    mine, _ = with_passkey(app)
    _, theirs = with_passkey(app, "Mo Khan")
    page = half_in(app, mine)("account.second_step")
    assert said(use_passkey(page, theirs, button="Use your passkey", expect=422)) == [UNKNOWN]
    page = signed_in(app, mine, second=True)("account.prove_passkey")
    assert said(use_passkey(page, theirs, button="Use your passkey", expect=422)) == [UNKNOWN]


@pytest.mark.parametrize(("counts", "words"), [(True, COPIED), (False, LATE)])
def test_an_answer_counts_once(app: Flask, *, counts: bool, words: str) -> None:
    """Whoever copied the cookie and the form cannot send them again, whether or not the device counts."""
    with app.app_context():
        person_id = make_person()
    device = Device(counts=counts)
    add_passkey(signed_in(app, person_id), device)
    page = Visitor(app)("account.passkey")
    thief = copy_of(page.visitor)
    answer = device.use(options_on(page))
    stolen = Page(thief, page.response, page.path)
    assert page.submit({"passkey": answer}, button=SIGN_IN).path == "/account"
    assert said(stolen.submit({"passkey": answer}, button=SIGN_IN, expect=422)) == [words]
    assert not is_signed_in(thief)


def test_an_answer_to_another_visit_or_for_another_purpose_counts_for_nothing(app: Flask) -> None:
    person_id, device = with_passkey(app)
    stolen = device.use(options_on(Visitor(app)("account.passkey")))
    page = Visitor(app)("account.passkey")
    assert said(page.submit({"passkey": stolen}, button=SIGN_IN, expect=422)) == [LATE]
    visitor = signed_in(app, person_id, second=True)
    proof = device.use(options_on(visitor("account.prove_passkey")))
    page = visitor("account.add_passkey")
    sent = {"passkey": proof, "name": "x"}
    assert said(page.submit(sent, button="Add a passkey", expect=422)) == [LATE]


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 422)])
def test_there_are_five_minutes_to_answer(app: Flask, seconds: int, status: int) -> None:
    with travel(NOON, tick=False) as clock:
        _, device = with_passkey(app)
        page = Visitor(app)("account.passkey")
        answer = device.use(options_on(page))
        clock.shift(timedelta(seconds=seconds))
        page = page.submit({"passkey": answer}, button=SIGN_IN, expect=status)
    assert said(page) == ([LATE] if status == 422 else [])


def test_a_removed_passkey_is_not_known_any_more(app: Flask) -> None:
    person_id, device = with_passkey(app)
    page = signed_in(app, person_id, second=True)("account.security").follow(
        "Remove the passkey “My phone”"
    )
    assert page.submit(button="Remove passkey").path == "/account/security"
    assert said(sign_in(app, device, expect=422)) == [UNKNOWN]


def test_the_same_passkey_is_not_added_twice(app: Flask) -> None:
    person_id, device = with_passkey(app)
    page = add_passkey(signed_in(app, person_id, second=True), device, expect=422)
    assert "is on your account already" in said(page)[0]
    asked = options_on(signed_in(app, person_id, second=True)("account.add_passkey"))
    assert [one["id"] for one in asked["excludeCredentials"]] == [b64(device.credential)]


def test_a_passkey_needs_a_name(app: Flask) -> None:
    with app.app_context():
        person_id = make_person()
    visitor = signed_in(app, person_id)
    page = visitor("account.add_passkey").submit({"name": ""}, button="Add a passkey", expect=422)
    assert page.errors == {"name": "Give the passkey a name"}


def test_the_handle_tells_nobody_who_it_is_and_the_page_asks_for_no_attestation(app: Flask) -> None:
    with app.app_context():
        person_id = make_person()
    asked = options_on(signed_in(app, person_id)("account.add_passkey"))
    assert len(asked["user"]["id"]) == 43
    assert asked["rp"]["id"] == "localhost"
    assert asked["attestation"] == "none"
    assert asked["timeout"] == 300_000


def test_without_scripts_the_button_is_hidden_and_the_page_says_what_else_works(app: Flask) -> None:
    page = Visitor(app)("account.passkey")
    assert page.soup.select_one(".app-passkey button[hidden]")
    assert "Your passkey does not work here." in page
    assert page.link("Sign in with your password").startswith("/account/sign-in")
    assert said(page.submit(button=SIGN_IN, expect=422)) == [UNREADABLE]


@pytest.mark.parametrize(
    ("base_url", "rp_id", "origin"),
    [
        ("https://guidance.example.org", "guidance.example.org", "https://guidance.example.org"),
        ("https://guidance.example.org/", "guidance.example.org", "https://guidance.example.org"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "localhost", "http://localhost:8000"),
        ("http://[::1]:8000", "localhost", "http://localhost:8000"),
    ],
)
def test_passkeys_belong_to_the_address_in_the_settings(
    base_url: str, rp_id: str, origin: str
) -> None:
    home = Home.of(base_url, "A service")
    assert (home.rp_id, home.origin) == (rp_id, origin)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.binary(max_size=9).map(b64),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "rawId", "type", "response", "clientDataJSON", "signature", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON.map(json.dumps) | st.text(max_size=50))
def test_what_is_no_answer_is_refused_and_breaks_nothing(sent: str) -> None:
    with pytest.raises(Refused):
        read_answer(sent)


DAMAGE = JSON | st.binary(max_size=200).map(b64)
WANTED = {"userVerification": "required", "residentKey": "required"}
ASKED = {"challenge": "AAAA", "user": {"id": "AAAA"}, "authenticatorSelection": WANTED} | WANTED
HOME = Home.of("http://localhost", "A service")


def damaged(sent: str, part: str, raw: object) -> Answer:
    """An answer with one part of it replaced."""
    answer = json.loads(sent)
    answer["response"][part] = raw
    return Answer(json.dumps(answer), "x", bytes(3))


@given(part=st.sampled_from(["attestationObject", "clientDataJSON"]), raw=DAMAGE)
def test_a_damaged_new_passkey_is_refused_and_breaks_nothing(part: str, raw: object) -> None:
    device = Device()
    assert check_made(read_answer(device.make(ASKED)), HOME).sign_count == 1
    with pytest.raises(Refused):
        check_made(damaged(device.make(ASKED), part, raw), HOME)


@given(part=st.sampled_from(["authenticatorData", "signature", "clientDataJSON"]), raw=DAMAGE)
def test_a_damaged_use_is_refused_and_breaks_nothing(part: str, raw: object) -> None:
    device = Device()
    made = check_made(read_answer(device.make(ASKED)), HOME)
    held = {"public_key": made.public_key, "sign_count": 1, "handle": bytes(3)}
    assert check_used(read_answer(device.use(ASKED)), HOME, **held) == 2  # type: ignore[arg-type]  # each fits
    with pytest.raises(Refused):
        check_used(damaged(device.use(ASKED), part, raw), HOME, **held)  # type: ignore[arg-type]  # likewise
