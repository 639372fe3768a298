"""Letters that are kept as files: those to whoever is erased or about them go, and no others."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from portal.account.actions.erasing import erase
from portal.account.models import Person
from portal.clock import now
from portal.db import db
from tests.account.people import make_person


def letter(app: Flask, text: str, to: str = "mo.khan@example.org") -> Path:
    """A letter in a file."""
    mail = EmailMessage()
    mail["To"] = to
    mail.set_content(text)
    folder: Path = app.extensions["settings"].data_folder / "mail"
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.eml"
    path.write_bytes(bytes(mail))
    return path


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Al has invited you.", True),
        ("You were invited by (Al).", True),
        ("al@example.org", True),
        ("Write to AL@example.org.", True),
        ("Also see the allotment in Alton.", False),
        ("Write to sal@example.org or al@example.org.uk.", False),
    ],
)
def test_a_letter_goes_that_names_whoever_is_erased_in_whole_words(
    app: Flask, text: str, goes: bool
) -> None:
    path = letter(app, text)
    with app.app_context():
        assert erase(make_person("Al"), by="test", at=now())
    assert path.exists() is not goes


def test_a_letter_to_whoever_is_erased_goes_and_others_stay(app: Flask) -> None:
    theirs, others = letter(app, "Hello", "Al@example.org"), letter(app, "Hello")
    with app.app_context():
        erase(make_person("Al"), by="test", at=now())
    assert (theirs.exists(), others.exists()) == (False, True)


def test_somebody_without_an_address_takes_nobodys_letters_along(app: Flask) -> None:
    path = letter(app, "Hello")
    with app.app_context():
        person_id = make_person("Al")
        db.session.get_one(Person, person_id).email = None
        db.session.commit()
        erase(person_id, by="test", at=now())
    assert path.exists()
