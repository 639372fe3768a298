"""Letters that the portal has written in a test, people with passwords, and browsers that sign in by them."""

from functools import cache

from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.account.rules.hashing import hash_password
from portal.db import db
from portal.mail.models import Mail
from portal.web.keys import emailed_key
from tests.account.people import make_person
from tests.page import Page, Visitor

PASSWORD = "three odd lanterns"  # noqa: S105 - of people who do not exist
OTHER_PASSWORD = "eleven quiet bicycles"  # noqa: S105 - likewise


@cache
def hashed(password: str) -> str:
    """A hash of a password, worked out once."""
    return hash_password(password)


def with_password(
    app: Flask, email: str = "sam.smith@example.org", password: str = PASSWORD
) -> int:
    """A person who signs in by a password."""
    with app.app_context():
        person_id = make_person(email=email)
        db.session.get_one(Person, person_id).password_hash = hashed(password)
        db.session.commit()
    return person_id


def letters(app: Flask) -> list[tuple[str, str]]:
    """Every letter that was written, with whom it is to, in order."""
    with app.app_context():
        rows = db.session.execute(select(Mail.letter, Mail.to).order_by(Mail.id))
        return [(letter, to) for letter, to in rows]


def link(app: Flask, letter: str) -> str:
    """The path of the link in the newest letter of this name."""
    with app.app_context():
        mail = db.session.scalars(
            select(Mail).where(Mail.letter == letter).order_by(Mail.id.desc())
        ).first()
        assert mail is not None, f"no letter {letter!r} was written"
        return mail.link.replace("{key}", emailed_key(mail.nonce))


def sign_in(
    visitor: Visitor,
    email: str = "sam.smith@example.org",
    password: str = PASSWORD,
    *,
    expect: int = 200,
) -> Page:
    """Sign in on the sign-in page."""
    typed = {"email": email, "password": password}
    return visitor("account.sign_in").submit(typed, button="Sign in", expect=expect)


def is_signed_in(visitor: Visitor) -> bool:
    """Whether the portal knows who this is."""
    return visitor("account.home").path == "/account"


def copy_of(visitor: Visitor) -> Visitor:
    """A browser with a copy of this one's cookies."""
    other = Visitor(visitor.app)
    for name, value in visitor.cookies().items():
        other.client.set_cookie(name, value)
    return other
