"""Reads of people."""

from sqlalchemy import select

from portal.account.models import Person
from portal.db import db


def find_person(email: str) -> Person | None:
    """The person with this address, in whatever case it is written."""
    return db.session.scalar(select(Person).where(Person.email == email.lower()))


def one_person(person_id: int) -> Person | None:
    """The person with this number, unless they were erased."""
    person = db.session.get(Person, person_id)
    return person if person is not None and person.erased_at is None else None
