"""People with second steps, and browsers in which the password was right and the second step is due."""

from datetime import timedelta

import pyotp
from flask import Flask
from sqlalchemy import select

from portal.account.access import HALF_KEY
from portal.account.actions.signing import start_sign_in
from portal.account.models import Passkey, Person, SignIn
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.web.keys import seal
from tests.account.authenticator import Device, options_on
from tests.account.people import make_person, signed_in
from tests.page import Page, Visitor

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody's app
STEP = timedelta(seconds=30)


def with_app(app: Flask, name: str = "Sam Smith") -> int:
    """A person with an authenticator app that shares SECRET."""
    with app.app_context():
        person = db.session.get_one(Person, make_person(name))
        person.totp_sealed, person.totp_since = seal(SECRET), now()
        db.session.commit()
        return person.id


def code(steps: int = 0) -> str:
    """What the app shows, or showed or will show so many steps from now."""
    return pyotp.TOTP(SECRET).at(now() + steps * STEP)


def half_in(app: Flask, person_id: int) -> Visitor:
    """A browser in which the person's password was right and the second step is due."""
    visitor = Visitor(app)
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        row, key = start_sign_in(person, browser="a test's browser", at=now())
        assert row.is_half
    with visitor.client.session_transaction() as session:
        session[HALF_KEY] = key
    return visitor


def with_passkey(app: Flask, name: str = "Sam Smith") -> tuple[int, Device]:
    """A person with a passkey, and the device that keeps it."""
    with app.app_context():
        person_id = make_person(name)
    device = Device()
    add_passkey(signed_in(app, person_id), device)
    return person_id, device


def add_passkey(visitor: Visitor, device: Device, *, expect: int = 200) -> Page:
    """Add a passkey to the account of whoever is signed in."""
    page = visitor("account.add_passkey")
    made = device.make(options_on(page))
    return page.submit({"passkey": made, "name": "My phone"}, button="Add a passkey", expect=expect)


def is_signed_in(visitor: Visitor) -> bool:
    """Whether the browser is let in where only people who are signed in are."""
    return visitor("account.security").heading == "Sign-in and security"


def copy_of(visitor: Visitor) -> Visitor:
    """Another browser with a copy of this one's cookie."""
    thief = Visitor(visitor.app)
    with visitor.client.session_transaction() as held, thief.client.session_transaction() as stolen:
        stolen.update(held)
    return thief


def sign_ins(app: Flask, person_id: int) -> list[SignIn]:
    """The person's sign-ins."""
    with app.app_context():
        rows = select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.id)
        return list(db.session.scalars(rows))


def passkeys(app: Flask, person_id: int) -> list[Passkey]:
    """The person's passkeys."""
    with app.app_context():
        rows = select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)
        return list(db.session.scalars(rows))


def letters(app: Flask) -> list[str]:
    """The names of the letters that wait, oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Mail.letter).order_by(Mail.id)))


def journal(app: Flask) -> list[str]:
    """What was done, oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)))
