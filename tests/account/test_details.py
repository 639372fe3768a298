"""Changing the name and the address of an account."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.journal.models import AuditEvent
from tests.account.letters import PASSWORD, is_signed_in, letters, link, sign_in, with_password
from tests.account.people import signed_in
from tests.page import Page, Visitor

SAM, NEW = "sam.smith@example.org", "sam@school.example.org"


@pytest.fixture
def sam(app: Flask) -> int:
    """A person with a password."""
    return with_password(app)


def ask(visitor: Visitor, email: str = NEW) -> Page:
    """Ask to use another address."""
    return visitor("account.change_email").submit({"email": email})


def email_of(app: Flask, person_id: int) -> str | None:
    """The address that a person signs in with."""
    with app.app_context():
        return db.session.get_one(Person, person_id).email


def test_a_name_is_changed_and_what_was_typed_is_not_in_the_journal(app: Flask, sam: int) -> None:
    browser = signed_in(app, sam)
    page = browser("account.change_name")
    for _ in range(2):
        assert "Alex Jones" in page.submit({"name": "Alex Jones"})
    with app.app_context():
        events = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "change name"))
        assert [event.detail for event in events] == [{"fields": ["name"]}]


def test_a_new_address_counts_only_once_its_link_is_followed(app: Flask, sam: int) -> None:
    browser = signed_in(app, sam)
    page = ask(browser, NEW.upper())
    assert page.heading == "Check your email"
    assert letters(app) == [("new-email", NEW), ("email-asked", SAM)]
    page = browser.get(link(app, "new-email"))
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert email_of(app, sam) == SAM
    page = page.submit(button="Use this address")
    assert page.path == "/account"
    assert email_of(app, sam) == NEW
    assert letters(app)[2:] == [("email-changed", SAM)]
    sign_in(Visitor(app), SAM, expect=422)
    assert sign_in(Visitor(app), NEW).path == "/account"


def test_the_link_may_be_followed_in_another_browser_but_works_once(app: Flask, sam: int) -> None:
    ask(signed_in(app, sam))
    address, other = link(app, "new-email"), Visitor(app)
    assert other.get(address).submit(button="Use this address").path == "/account/sign-in"
    assert email_of(app, sam) == NEW
    assert not is_signed_in(other)
    assert "That link does not work any more" in other.get(address)


def test_somebody_else_who_is_signed_in_cannot_use_the_link(app: Flask, sam: int) -> None:
    other = signed_in(app, with_password(app, "alex.jones@example.org"))
    ask(signed_in(app, sam))
    address = link(app, "new-email")
    other.get(address, expect=403)
    token = other("account.change_name").soup.select_one("main form [name=csrf_token]")
    assert token is not None
    other.send(address, {"csrf_token": str(token["value"])}, expect=403)
    assert email_of(app, sam) == SAM


def test_an_address_that_somebody_has_stays_theirs(app: Flask, sam: int) -> None:
    with_password(app, NEW)
    assert ask(signed_in(app, sam)).heading == "Check your email"
    assert letters(app) == [("email-in-use", NEW), ("email-asked", SAM)]


def test_an_address_that_somebody_has_taken_meanwhile_stays_theirs(app: Flask, sam: int) -> None:
    browser = signed_in(app, sam)
    ask(browser)
    with_password(app, NEW)
    page = browser.get(link(app, "new-email")).submit(button="Use this address")
    assert "Somebody has made an account with that address meanwhile" in page
    assert email_of(app, sam) == SAM


def test_the_newest_address_asked_for_is_the_only_one_that_can_be_used(
    app: Flask, sam: int
) -> None:
    browser = signed_in(app, sam)
    ask(browser, "first@example.org")
    older = link(app, "new-email")
    ask(browser)
    assert "That link does not work any more" in browser.get(older)
    assert NEW in browser.get(link(app, "new-email"))


def test_a_new_password_ends_a_link_to_another_address(app: Flask, sam: int) -> None:
    """Whoever learns from the letter to the old address that a stranger is at work can stop it."""
    ask(signed_in(app, sam))
    address = link(app, "new-email")
    reset = Visitor(app)
    reset("account.reset").submit({"email": SAM})
    reset.get(link(app, "reset")).submit({"password": "eleven quiet bicycles"})
    assert "That link does not work any more" in reset.get(address)
    assert email_of(app, sam) == SAM


def test_using_a_new_address_ends_links_that_lie_at_the_old_one(app: Flask, sam: int) -> None:
    browser = signed_in(app, sam)
    Visitor(app)("account.reset").submit({"email": SAM})
    old = link(app, "reset")
    ask(browser)
    browser.get(link(app, "new-email")).submit(button="Use this address")
    assert Visitor(app).get(old).path == "/account/reset"
    assert sign_in(Visitor(app), NEW, PASSWORD).path == "/account"


def test_the_address_one_has_is_no_new_one(app: Flask, sam: int) -> None:
    page = signed_in(app, sam)("account.change_email").submit({"email": SAM.upper()}, expect=422)
    assert page.errors == {"email": "That is the address you use now. Enter another one"}
