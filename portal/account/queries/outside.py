"""Reads of people as another service knows them."""

from sqlalchemy import select

from portal.account.models import OutsideIdentity, Person
from portal.db import db


def find_vouched(issuer: str, subject: str) -> Person | None:
    """The person whom another service knows by `subject`."""
    return db.session.scalar(
        select(Person)
        .join(OutsideIdentity, OutsideIdentity.person_id == Person.id)
        .where(
            OutsideIdentity.issuer == issuer,
            OutsideIdentity.subject == subject,
            Person.erased_at.is_(None),
        )
    )


def is_linked(person_id: int) -> bool:
    """Whether another service may vouch for this person."""
    linked = select(OutsideIdentity.subject).where(OutsideIdentity.person_id == person_id).limit(1)
    return db.session.scalar(linked) is not None
