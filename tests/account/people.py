"""People and organisations for tests, and browsers in which they are signed in."""

from datetime import datetime

from flask import Flask

from portal.account.actions.signing import start_sign_in
from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind, Role
from tests.page import Visitor


def make_person(name: str = "Sam Smith", email: str = "", *, at: datetime | None = None) -> int:
    """A person without a password or second factor; the address follows from the name unless it is given."""
    person = Person(
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}@example.org",
        joined_at=at or now(),
    )
    db.session.add(person)
    db.session.commit()
    return person.id


def make_organisation(
    name: str = "Example High", kind: Kind = Kind.SCHOOL, *, school_urn: int | None = None
) -> int:
    """An organisation that the Hub has confirmed."""
    organisation = Organisation(
        name=name, kind=kind, school_urn=school_urn, made_at=now(), confirmed_at=now()
    )
    db.session.add(organisation)
    db.session.commit()
    return organisation.id


def join(organisation_id: int, person_id: int, role: Role = Role.MEMBER) -> None:
    """Give a person a place in an organisation."""
    db.session.add(
        Membership(organisation_id=organisation_id, person_id=person_id, role=role, joined_at=now())
    )
    db.session.commit()


def signed_in(
    app: Flask, person_id: int, organisation_id: int | None = None, *, second: bool = False
) -> Visitor:
    """A browser in which a person is signed in, and acts for an organisation; `second`: by two factors."""
    visitor = Visitor(app)
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        row, key = start_sign_in(person, browser="a test's browser", at=now(), second_given=second)
        row.organisation_id = organisation_id
        db.session.commit()
    with visitor.client.session_transaction() as session:
        session["_user_id"] = key
        session["_fresh"] = True
    return visitor
