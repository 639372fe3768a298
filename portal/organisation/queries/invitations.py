"""Reads of invitations that nobody has taken up yet."""

from datetime import datetime

from sqlalchemy import func, select

from portal.account.models import Purpose
from portal.account.queries import find_key
from portal.db import db
from portal.organisation.models import Invitation, Organisation


def find_invited(key: str, at: datetime) -> Invitation | None:
    """The open invitation that an emailed key belongs to. Reading it uses nothing up."""
    row = find_key(Purpose.INVITATION, key, at)
    if row is None:
        return None
    found = db.session.scalar(select(Invitation).where(Invitation.key_id == row.id))
    return found if found is not None and is_open(found, at) else None


def is_open(invitation: Invitation, at: datetime) -> bool:
    """Whether somebody may join by it: not taken up, not too old, and its organisation is not frozen."""
    waits = invitation.accepted_at is None and at < invitation.expires_at
    return waits and invitation.organisation.frozen_at is None


def find_invitation(invitation_id: int, organisation_id: int) -> Invitation | None:
    """An invitation of an organisation that nobody has taken up, however old."""
    return db.session.scalar(
        select(Invitation).where(
            Invitation.id == invitation_id,
            Invitation.organisation_id == organisation_id,
            Invitation.accepted_at.is_(None),
        )
    )


def find_invitation_to(email: str, organisation_id: int) -> Invitation | None:
    """The invitation of an organisation to an address that nobody has taken up, however old."""
    return db.session.scalar(
        select(Invitation)
        .where(
            Invitation.email == email,
            Invitation.organisation_id == organisation_id,
            Invitation.accepted_at.is_(None),
        )
        .order_by(Invitation.id.desc())
    )


def list_invitations(organisation_id: int) -> list[Invitation]:
    """The invitations of an organisation that nobody has taken up, those that are too old too, newest first."""
    rows = (
        select(Invitation)
        .where(Invitation.organisation_id == organisation_id, Invitation.accepted_at.is_(None))
        .order_by(Invitation.made_at.desc(), Invitation.id.desc())
    )
    return list(db.session.scalars(rows))


def count_invitations(organisation_id: int) -> int:
    """How many invitations of an organisation nobody has taken up, those that are too old too."""
    rows = select(func.count()).select_from(Invitation)
    waits = (Invitation.organisation_id == organisation_id, Invitation.accepted_at.is_(None))
    return db.session.scalar(rows.where(*waits)) or 0


def list_invitations_to(email: str, at: datetime) -> list[Invitation]:
    """The open invitations to an address, by the organisation's name."""
    rows = (
        select(Invitation)
        .join(Organisation)
        .where(
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > at,
            Organisation.frozen_at.is_(None),
        )
        .order_by(Organisation.name, Invitation.id)
    )
    return list(db.session.scalars(rows))
