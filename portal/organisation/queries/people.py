"""Reads of who belongs to which organisation."""

from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import ACTING, Kind, Role


def find_membership(organisation_id: int, person_id: int) -> Membership | None:
    """A person's place in an organisation, unless the organisation is frozen."""
    row = db.session.get(Membership, (organisation_id, person_id))
    return row if row is not None and row.organisation.frozen_at is None else None


def list_memberships(person_id: int) -> list[Membership]:
    """The places of a person in organisations that are not frozen, by the organisation's name."""
    rows = (
        select(Membership)
        .join(Organisation)
        .where(Membership.person_id == person_id, Organisation.frozen_at.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    return list(db.session.scalars(rows))


def list_names(person_id: int) -> list[str]:
    """The names of the organisations that a person belongs to, which others could guess a password of."""
    return [one.organisation.name for one in list_memberships(person_id)]


def list_members(organisation_id: int) -> list[Membership]:
    """Everybody in an organisation, those longest in it first."""
    rows = (
        select(Membership)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.joined_at, Membership.person_id)
    )
    return list(db.session.scalars(rows))


def find_member(email: str, organisation_id: int) -> Membership | None:
    """The place of the person with this address in an organisation."""
    return db.session.scalar(
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == organisation_id, Person.email == email)
    )


def list_administrators(organisation_id: int) -> list[Membership]:
    """The administrators of an organisation, those longest in it first."""
    return [one for one in list_members(organisation_id) if one.role == Role.ADMINISTRATOR]


def list_hub_administrators() -> list[Membership]:
    """The administrators of the Hub, those longest in it first."""
    rows = (
        select(Membership)
        .join(Organisation)
        .where(
            Organisation.kind == Kind.HUB,
            Organisation.frozen_at.is_(None),
            Membership.role == Role.ADMINISTRATOR,
        )
        .order_by(Membership.joined_at, Membership.person_id)
    )
    return list(db.session.scalars(rows))


def list_frozen(person_id: int) -> list[Organisation]:
    """The organisations of a person that the Hub has stopped, by name."""
    rows = (
        select(Organisation)
        .join(Membership)
        .where(Membership.person_id == person_id, Organisation.frozen_at.is_not(None))
        .order_by(Organisation.name, Organisation.id)
    )
    return list(db.session.scalars(rows))


def find_last_organisation(person_id: int) -> int | None:
    """The number of the organisation that a person last began to act for, as the journal tells."""
    behalf = db.session.scalar(
        select(AuditEvent.behalf)
        .where(AuditEvent.subject == f"person:{person_id}", AuditEvent.action == ACTING)
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )
    return int(behalf.removeprefix("organisation:")) if behalf else None
