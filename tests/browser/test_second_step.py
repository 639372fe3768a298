"""Second steps in Chromium: an app, a passkey of a device that the browser pretends to have, and a recovery code.

It runs on a desktop and on a phone 360 pixels wide, looks at every page on the way, and keeps pictures.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal import create_app
from portal.account.models import Person
from portal.account.rules.hashing import hash_password
from portal.clock import now
from portal.db import db
from tests.account.people import make_person
from tests.browser.conftest import KEPT
from tests.browser.looking import Lookout
from tests.conftest import settings_in
from tests.serving import Server

WAYS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
PASSWORD = "six lanterns on the pier"  # noqa: S105 - of nobody
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Somebody:
    """A person's browser, what is looked at on its pages, and the passkey device in it."""

    def __init__(self, context: BrowserContext, way: str) -> None:
        self.page, self.way = context.new_page(), way
        self.lookout = Lookout(self.page)
        self.lookout.expected |= {422}
        self.devtools = context.new_cdp_session(self.page)
        self.devtools.send("WebAuthn.enable")
        self.device = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def press(self, button: str, picture: str = "") -> None:
        """Press a button, and look at the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        self.see(picture)

    def follow(self, link: str, picture: str = "") -> None:
        """Click a link, and look at the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link).click()
        self.see(picture)

    def see(self, picture: str) -> None:
        """Look at the page, and keep a picture of it."""
        self.lookout.look()
        if picture:
            KEPT.mkdir(exist_ok=True)
            path = KEPT / f"second-step-{picture}-{self.way}.png"
            self.page.screenshot(path=path, full_page=True)

    def troubles(self) -> list[str]:
        """What went wrong; that a form came back with what is to be mended in it is as it should be."""
        return [line for line in self.lookout.faults if "status of 422" not in line]

    def is_at(self, heading: str) -> None:
        """See that the page is the one with this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def give_password(self, email: str) -> None:
        """Sign in as far as the password goes."""
        self.page.goto("/account/sign-in")
        self.page.get_by_label("Email address").fill(email)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.press("Sign in")

    def sign_out(self) -> None:
        """Sign out by the button at the top."""
        with self.page.expect_navigation():
            self.page.get_by_label("Account").get_by_role("button", name="Sign out").click()


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> str:
    """The kind of screen."""
    return str(request.param)


@pytest.fixture
def somebody(browser: Browser, base_url: str, way: str) -> Iterator[Somebody]:
    """A browser of that kind."""
    context = browser.new_context(base_url=base_url, **WAYS[way])
    yield Somebody(context, way)
    context.close()


@pytest.fixture
def elsewhere(browser: Browser, base_url: str, way: str) -> Iterator[Somebody]:
    """Another browser of that kind."""
    context = browser.new_context(base_url=base_url, **WAYS[way])
    yield Somebody(context, way)
    context.close()


@pytest.fixture
def email(server: Server, request: pytest.FixtureRequest) -> str:
    """The address of somebody with a password and nothing else, in the served database."""
    address = f"person.{sha256(request.node.name.encode()).hexdigest()[:12]}@example.org"
    app = create_app(settings_in(server.folder))
    with app.app_context():
        person = db.session.get_one(Person, make_person("Ada Lightfoot", address))
        person.password_hash = hash_password(PASSWORD)
        db.session.commit()
        db.engine.dispose()
    return address


def set_up_app(one: Somebody) -> str:
    """Set an authenticator app up by the key on the page; the key."""
    one.page.goto("/account/security")
    one.see("security-bare")
    one.follow("Set up an authenticator app", "app")
    key = one.page.locator(".app-code").inner_text().replace(" ", "")
    one.page.get_by_label("Code from your authenticator app").fill("12345")
    one.press("Switch on", "app-wrong")
    shown = pyotp.TOTP(key).now()
    one.page.get_by_label("Code from your authenticator app").fill(f"{shown[:3]} {shown[3:]}")
    one.press("Switch on", "codes-none")
    return key


def make_codes(one: Somebody) -> list[str]:
    """Make recovery codes and keep them."""
    one.is_at("Make recovery codes")
    one.press("Make recovery codes", "codes")
    expect(one.page.get_by_role("button", name="Print the codes")).to_be_visible()
    codes = one.page.locator(".app-codes li").all_inner_texts()
    one.page.get_by_role("button", name="I have kept them").click()
    one.is_at("Sign-in and security")
    return codes


def add_passkey(one: Somebody) -> None:
    """Add a passkey of the pretended device."""
    one.page.goto("/account/passkeys/add")
    one.see("passkey-add")
    one.page.get_by_label("Name of the passkey").fill("My test device")
    one.press("Add a passkey", "security")
    one.is_at("Sign-in and security")
    assert one.page.get_by_text("Passkey “My test device”", exact=True).is_visible()


def recover(other: Somebody, email: str, code: str) -> None:
    """Sign in with the password and a recovery code, typed in capitals."""
    other.give_password(email)
    other.see("both-asked")
    other.follow("Use a recovery code", "recover")
    other.page.get_by_label("Recovery code").fill(code.upper())
    other.press("Sign in", "recovered")
    expect(other.page.get_by_text("You have 9 recovery codes left.")).to_be_visible()


def test_every_second_step_lets_a_person_in(
    somebody: Somebody, elsewhere: Somebody, email: str
) -> None:
    one = somebody
    one.give_password(email)
    key = set_up_app(one)
    codes = make_codes(one)
    one.sign_out()

    one.give_password(email)
    one.is_at("Give your second step")
    one.see("app-asked")
    one.page.get_by_label("Code from your authenticator app").fill(
        pyotp.TOTP(key).at(now() + timedelta(seconds=30))
    )
    one.press("Sign in")
    one.is_at("Your account")
    add_passkey(one)
    one.sign_out()

    one.page.goto("/account/sign-in")
    one.see("sign-in")
    one.press("Sign in with a passkey")
    one.is_at("Your account")

    recover(elsewhere, email, codes[0])
    one.page.goto("/account/security")
    one.see("two-browsers")
    with one.page.expect_navigation():
        one.page.locator("dl").get_by_role("button", name="Sign out").click()
    expect(one.page.get_by_text("You are signed in nowhere else.")).to_be_visible()
    elsewhere.page.goto("/account/security")
    elsewhere.is_at("Sign in")
    assert one.troubles() + elsewhere.troubles() == []
    assert one.lookout.pages + elsewhere.lookout.pages > 15


def test_a_passkey_completes_a_sign_in_and_proves_who_one_is(
    somebody: Somebody, email: str
) -> None:
    one = somebody
    one.give_password(email)
    one.page.goto("/account/passkeys/add")
    one.press("Add a passkey")
    one.is_at("Make recovery codes")
    one.sign_out()
    one.give_password(email)
    one.see("passkey-asked")
    one.press("Use your passkey")
    one.is_at("Your account")
    one.page.goto("/account/prove?next=/account/passkeys/add")
    one.see("prove")
    one.press("Use your passkey")
    one.is_at("Add a passkey")
    assert one.troubles() == []


def test_a_passkey_that_verifies_nobody_is_explained_on_the_page(
    somebody: Somebody, email: str
) -> None:
    one = somebody
    one.give_password(email)
    one.page.goto("/account/passkeys/add")
    one.press("Add a passkey")
    one.sign_out()
    device = one.device["authenticatorId"]
    one.devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )
    one.page.goto("/account/passkey")
    one.page.get_by_role("button", name="Sign in with a passkey").click()
    expect(one.page.locator("[data-passkey-says]")).to_contain_text("No passkey was used")
    one.see("passkey-cancelled")
    one.devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True}
    )
    one.press("Sign in with a passkey")
    one.is_at("Your account")
    assert one.troubles() == []


def test_at_another_address_of_the_same_machine_the_button_stays_hidden(
    page: Page, server: Server
) -> None:
    page.goto(f"http://127.0.0.1:{server.port}/account/passkey")
    expect(page.locator(".app-passkey button")).to_be_hidden()
    expect(page.get_by_text(f"at {server.address}")).to_be_visible()
