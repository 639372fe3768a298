"""Somebody makes an account, works with others, and erases it: the data folder then holds no byte of them."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import travel

from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.journal.models import Tries
from portal.journal.rules import Limit
from portal.mail.actions.delivery import deliver_due
from portal.mail.models import Mail
from portal.organisation.rules import Role
from portal.web.keys import blind
from tests.account.letters import link, sign_in
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import broken
from tests.page import Visitor

NAME, ADDRESS = "Xanthippe Quillfeather", "xanthippe.quillfeather@example.org"
PASSWORD = "seven heron kettles"  # noqa: S105 - of nobody
ELSEWHERE = "xanthippe@elsewhere.example"
INVITED = ("new@example.org", "waits@example.org")
CANARIES = ("xanthippe", "quillfeather", *PASSWORD.split(" ", 1))


@pytest.fixture
def app(filing: Flask) -> Flask:
    """A portal that keeps its mail as files."""
    return filing


def deliver(app: Flask) -> None:
    """Write the letters that are due into files."""
    with app.app_context():
        deliver_due()


def texts_of_files(app: Flask) -> dict[str, str]:
    """Every file of the data folder; of a letter also what it says once it is decoded."""
    folder: Path = app.extensions["settings"].data_folder
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("latin-1")
        if path.suffix == ".eml":
            letter = message_from_bytes(path.read_bytes(), policy=default)
            parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
            text = " ".join([text, *parts])
        found[path.name] = text.lower()
    return found


def files_that_know_them(app: Flask) -> set[str]:
    """The files of the data folder in which something of the person stands."""
    held = texts_of_files(app)
    assert len(held) > 1
    return {name for name, text in held.items() if any(word in text for word in CANARIES)}


def make_account(app: Flask) -> tuple[Visitor, int]:
    """Make the account by the letter, as everybody does."""
    browser = Visitor(app)
    browser("account.sign_up").submit({"email": ADDRESS})
    finish = link(app, "sign-up")
    deliver(app)
    browser(finish).submit({"name": NAME, "password": PASSWORD})
    with app.app_context():
        (number,) = db.session.scalars(select(Person.id).where(Person.email == ADDRESS))
    return browser, number


def test_of_somebody_who_worked_here_and_left_no_byte_stays(app: Flask) -> None:
    browser, number = make_account(app)
    with app.app_context():
        school = make_organisation("Example High")
        admin = make_person("Jo Lee")
        join(school, admin, Role.ADMINISTRATOR)
        join(school, number, Role.ADMINISTRATOR)
    other = Visitor(app)
    sign_in(other, ADDRESS, "not the password at all", expect=422)
    other("account.reset").submit({"email": ADDRESS})
    deliver(app)
    sign_in(other, ADDRESS, PASSWORD)
    theirs = signed_in(app, number, school)
    theirs("organisation.invite").submit({"email": INVITED[0], "role": "member"})
    deliver(app)
    theirs("organisation.invite").submit({"email": INVITED[1], "role": "member"})
    theirs("account.change_email").submit({"email": ELSEWHERE})
    deliver(app)
    known = files_that_know_them(app)
    assert "portal.db" in known or "portal.db-wal" in known
    assert len([name for name in known if name.endswith(".eml")]) >= 3

    browser("account.erase").submit({"sure": ["yes"]})
    assert files_that_know_them(app) == set()
    deliver(app)
    assert files_that_know_them(app) == set()
    assert broken(app) == []
    with app.app_context():
        assert set(db.session.scalars(select(Mail.to))) <= set(INVITED)
        others = (*INVITED, "127.0.0.1", f"organisation:{school}", ELSEWHERE)
        left = {blind(name, who) for name in Limit.named for who in others}
        assert set(db.session.scalars(select(Tries.key))) <= left


def test_letters_to_an_address_that_was_given_up_go_too(app: Flask) -> None:
    browser, _ = make_account(app)
    browser("account.change_email").submit({"email": "somebody.new@elsewhere.example"})
    follow = link(app, "new-email")
    deliver(app)
    browser(follow).submit()
    deliver(app)
    with app.app_context():
        assert ADDRESS in db.session.scalars(select(Mail.to)).all()
    browser("account.erase").submit({"sure": ["yes"]})
    assert files_that_know_them(app) == set()
    assert not any("somebody.new" in text for text in texts_of_files(app).values())


def test_a_letter_that_is_kept_as_a_file_goes_when_its_mail_does(app: Flask) -> None:
    make_account(app)
    folder = app.extensions["settings"].data_folder / "mail"
    assert len(list(folder.glob("*.eml"))) == 1
    for later, left in ((timedelta(days=29), 1), (timedelta(days=31), 0)):
        with travel(now() + later, tick=False):
            swept = app.test_cli_runner().invoke(args=["sweep"])
        assert swept.exit_code == 0, swept.output
        assert len(list(folder.glob("*.eml"))) == left


def test_somebody_may_make_an_account_again_and_is_somebody_new(app: Flask) -> None:
    browser, number = make_account(app)
    browser("account.erase").submit({"sure": ["yes"]})
    again, other = make_account(app)
    assert other != number
    assert NAME in again("account.home")
    with app.app_context():
        assert db.session.get_one(Person, number).erased_at is not None
        assert db.session.get_one(Person, other).joined_at <= now()
