"""Sign in by a service that vouches for people: only by what it truly says, in the browser that asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from joserfc.jwk import RSAKey
from time_machine import travel

from portal import create_app
from portal.account.models import Person, SignIn
from portal.account.queries import find_person
from portal.clock import now
from portal.config import SettingsError
from portal.db import db
from portal.mail.queries import find_letter, preview
from portal.web.keys import seal
from tests.account.letters import PASSWORD, copy_of, letters, link
from tests.account.people import make_person, signed_in
from tests.account.stepping import SECRET, journal
from tests.account.vouching import CLIENT, PASSPHRASE, Voucher
from tests.conftest import settings_in
from tests.page import BROWSER, Page, Visitor


@pytest.fixture
def voucher() -> Iterator[Voucher]:
    """The other service."""
    service = Voucher()
    yield service
    service.stop()


@pytest.fixture
def portal(app: Flask, tmp_path: Path, voucher: Voucher) -> Iterator[Flask]:
    """A portal that asks the other service."""
    made = create_app(
        settings_in(
            tmp_path,
            openid_issuer=voucher.issuer,
            openid_client_id=CLIENT,
            openid_client_secret=PASSPHRASE,
        )
    )
    yield made
    with made.app_context():
        db.engine.dispose()


def sent_away(person: Visitor) -> str:
    """Where a person is sent who wants to sign in by the other service."""
    answer = person.client.get("/account/outside", headers=BROWSER)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def come_back(person: Visitor, voucher: Voucher) -> Page:
    """The page that a person sees who went to the other service and came back."""
    return person.get(voucher.agree(sent_away(person)))


def rows(portal: Flask) -> tuple[int, int]:
    """How many people and sign-ins there are."""
    with portal.app_context():
        return db.session.query(Person).count(), db.session.query(SignIn).count()


def test_it_is_off_until_it_is_set_up(visit: Visitor) -> None:
    visit("/account/outside", expect=404)
    assert "DfE Sign-in" not in visit("account.sign_in")


def test_a_new_person_agrees_before_anything_is_kept(portal: Flask, voucher: Voucher) -> None:
    person = Visitor(portal)
    page = come_back(person, voucher)
    assert page.heading == "Make an account as Sam Smith"
    assert rows(portal) == (0, 0)
    page.submit(button="Make account")
    with portal.app_context():
        made = find_person("sam.smith@example.org")
        assert made is not None
        assert (made.name, made.password_hash) == ("Sam Smith", None)
    assert "Sam Smith" in person("account.home")


def test_a_person_it_vouched_for_before_signs_in(portal: Flask, voucher: Voucher) -> None:
    come_back(Visitor(portal), voucher).submit(button="Make account")
    voucher.person["email"] = (
        "sam.jones@example.org"  # its name for her lasts, her address need not
    )
    page = come_back(Visitor(portal), voucher)
    assert page.heading == "Sign in as Sam Smith"
    page.submit(button="Sign in")
    assert rows(portal) == (1, 2)


def test_an_address_that_has_an_account_is_not_taken_over(portal: Flask, voucher: Voucher) -> None:
    with portal.app_context():
        make_person("Sam Smith", "sam.smith@example.org")
    person = Visitor(portal)
    page = come_back(person, voucher)
    assert page.heading == "You have an account already"
    assert page.select("main form") == []
    token = person("account.sign_in").soup.select_one("[name=csrf_token]")
    person.send("/account/outside/agree", {"csrf_token": str(token["value"]) if token else ""})
    assert rows(portal) == (1, 0)


def test_whoever_is_signed_in_connects_it_and_disconnects_it(
    portal: Flask, voucher: Voucher
) -> None:
    with portal.app_context():
        who = make_person("Sam Smith", "sam.smith@example.org")
    person = signed_in(portal, who)
    come_back(person, voucher).submit(button="Connect")
    assert letters(portal) == [("outside-connected", "sam.smith@example.org")]
    page = come_back(Visitor(portal), voucher)
    assert page.heading == "Sign in as Sam Smith"
    refused = person("account.home").submit(button="Disconnect DfE Sign-in")
    assert "Set a password first" in refused
    with portal.app_context():
        db.session.get_one(Person, who).password_hash = "set"  # noqa: S105 - it is none
        db.session.commit()
    assert "no longer signs you in" in person("account.home").submit(
        button="Disconnect DfE Sign-in"
    )
    assert come_back(Visitor(portal), voucher).heading == "You have an account already"


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another visit's"},
        {"aud": "another portal"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"email_verified": False},
        {"email_verified": None},
        {"email": ""},
        {"email": "sam smith@"},
        {"email": "a" * 300 + "@example.org"},
        {"sub": ""},
        {"sub": "x" * 201},
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_is_not_believed(
    portal: Flask, voucher: Voucher, lies: dict[str, str]
) -> None:
    voucher.lies = lies
    assert "did not confirm who you are" in come_back(Visitor(portal), voucher)
    assert rows(portal) == (0, 0)


def test_a_token_that_somebody_else_signed_is_not_believed(portal: Flask, voucher: Voucher) -> None:
    voucher.sign_with = RSAKey.generate_key(2048, parameters={"kid": "one"})
    assert "did not confirm who you are" in come_back(Visitor(portal), voucher)


def test_an_answer_that_another_browser_asked_for_is_not_believed(
    portal: Flask, voucher: Voucher
) -> None:
    stolen = voucher.agree(sent_away(Visitor(portal)))
    victim = Visitor(portal)
    sent_away(victim)
    assert "did not confirm who you are" in victim.get(stolen)
    assert "did not confirm who you are" in Visitor(portal).get(stolen)


def test_an_answer_counts_once(portal: Flask, voucher: Voucher) -> None:
    person = Visitor(portal)
    answer = voucher.agree(sent_away(person))
    person.get(answer)
    assert "did not confirm who you are" in person.get(answer)


def test_a_service_that_proves_every_address_need_not_say_so(
    portal: Flask, voucher: Voucher
) -> None:
    voucher.person["email_verified"] = None
    settings = portal.extensions["settings"]
    portal.extensions["settings"] = replace(settings, openid_proves_email=True)
    assert come_back(Visitor(portal), voucher).heading == "Make an account as Sam Smith"
    voucher.person["email_verified"] = False
    assert "did not confirm who you are" in come_back(Visitor(portal), voucher)


def test_a_copy_of_the_cookie_counts_for_nothing_once_it_was_used(
    portal: Flask, voucher: Voucher
) -> None:
    person = Visitor(portal)
    page = come_back(person, voucher)
    copy = copy_of(person)
    page.submit(button="Make account")
    assert "did not confirm" in copy("account.outside_agree").submit(button="Sign in")
    assert rows(portal) == (1, 1)


def test_there_are_ten_minutes_to_agree(portal: Flask, voucher: Voucher) -> None:
    person = Visitor(portal)
    page = come_back(person, voucher)
    with travel(now() + timedelta(minutes=10), tick=False):
        assert "Start again" in page.submit(button="Make account")
        assert person("account.outside_agree").heading == "Sign in"
    assert rows(portal) == (0, 0)


def test_whoever_is_signed_in_and_was_vouched_for_by_nobody_is_sent_home(portal: Flask) -> None:
    with portal.app_context():
        who = make_person()
    assert signed_in(portal, who)("account.outside_agree").path == "/account"


@pytest.mark.parametrize("name", ["See www.evil.example", "<b>Sam</b>\r\nBcc: x", "", "x" * 500])
def test_a_name_that_a_letter_could_not_carry_is_not_taken(
    portal: Flask, voucher: Voucher, name: str
) -> None:
    voucher.person |= {"given_name": name, "family_name": ""}
    come_back(Visitor(portal), voucher).submit(button="Make account")
    with portal.app_context():
        made = find_person("sam.smith@example.org")
        assert made is not None
        assert "evil" not in made.name
        assert 0 < len(made.name) <= 120
        assert made.name.isprintable()


def test_a_service_that_is_down_leaves_the_other_ways(portal: Flask, voucher: Voucher) -> None:
    voucher.down = True
    page = Visitor(portal)("/account/outside")
    assert "did not confirm who you are" in page
    assert page.heading == "Sign in"


def test_a_service_that_calls_itself_by_another_name_is_not_asked(
    portal: Flask, voucher: Voucher
) -> None:
    voucher.calls_itself = "https://evil.example"
    assert "did not confirm who you are" in Visitor(portal)("/account/outside")


def test_a_service_that_calls_itself_by_another_name_meanwhile_is_not_believed(
    portal: Flask, voucher: Voucher
) -> None:
    """The worker that hears the answer may be another than the one that asked, and has yet to hear who answers."""
    person = Visitor(portal)
    answer = voucher.agree(sent_away(person))
    voucher.calls_itself = voucher.lies["iss"] = "https://evil.example"
    portal.extensions["openid"].server_metadata.clear()
    assert "did not confirm who you are" in person.get(answer)
    assert rows(portal) == (0, 0)


def test_half_a_sign_in_by_it_is_not_taken_for_a_password(portal: Flask, voucher: Voucher) -> None:
    come_back(Visitor(portal), voucher).submit(button="Make account")
    with portal.app_context():
        made = db.session.query(Person).one()
        made.totp_sealed, made.totp_since = seal(SECRET), now()
        db.session.commit()
    come_back(Visitor(portal), voucher).submit(button="Sign in")
    assert journal(portal)[-1] == "come from another service"


def test_a_new_password_leaves_it_connected_and_the_letter_says_so(
    portal: Flask, voucher: Voucher
) -> None:
    come_back(Visitor(portal), voucher).submit(button="Make account")
    person = Visitor(portal)
    person("account.reset").submit({"email": "sam.smith@example.org"})
    person.get(link(portal, "reset")).submit({"password": PASSWORD})
    assert come_back(Visitor(portal), voucher).heading == "Sign in as Sam Smith"
    with portal.app_context():
        letter = find_letter("password-changed")
        assert letter is not None
        assert "other services that sign you in stay as they are" in preview(letter).text


def test_people_are_sent_back_to_the_portals_own_address(portal: Flask, voucher: Voucher) -> None:
    asked = parse_qs(urlsplit(sent_away(Visitor(portal))).query)
    assert asked["redirect_uri"] == ["http://localhost/account/outside/return"]
    assert asked["scope"] == ["openid email profile"]


def test_a_service_without_a_secret_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CLIENT_SECRET"):
        create_app(settings_in(tmp_path, openid_issuer="https://id.example"))
