"""Reads of who belongs to which organisation."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import Membership, Organisation


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


def list_members(organisation_id: int) -> list[Membership]:
    """Everybody in an organisation, those longest in it first."""
    rows = (
        select(Membership)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.joined_at, Membership.person_id)
    )
    return list(db.session.scalars(rows))
