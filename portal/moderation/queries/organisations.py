"""Organisations as the Hub looks at them: how they stand, and how many people and administrators they have."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from portal.db import db
from portal.journal.models import AuditEvent
from portal.moderation.rules import Lack, Standing, lack, standing
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind, Role

FREEZE = "stop organisation"
"""What the journal calls it when the Hub stops an organisation."""
_members = func.count(Membership.person_id)
_administrators = func.count(case((Membership.role == Role.ADMINISTRATOR, 1)))


@dataclass(frozen=True)
class Asked:
    """Which organisations to list; what is None or empty does not narrow the list. `words` are part of the name."""

    kind: Kind | None = None
    state: Standing | Lack | None = None
    words: str = ""


@dataclass(frozen=True)
class Found:
    """An organisation, and how many people and administrators it has."""

    organisation: Organisation
    members: int
    administrators: int

    @property
    def standing(self) -> Standing:
        """How it stands with the Hub."""
        return standing(self.organisation.confirmed_at, self.organisation.frozen_at)

    @property
    def lack(self) -> Lack | None:
        """What its people lack."""
        return lack(self.administrators)


def list_organisations(
    asked: Asked, *, skip: int = 0, most: int = 50, oldest_first: bool = False
) -> list[Found]:
    """The organisations that are asked for, by name or by how long they have been here, without the first `skip`."""
    order: Any = Organisation.made_at if oldest_first else func.lower(Organisation.name)
    rows = _counted(asked).order_by(order, Organisation.id).offset(skip).limit(most)
    return [Found(*row) for row in db.session.execute(rows)]


def count_organisations(asked: Asked) -> int:
    """How many organisations are asked for."""
    rows = _counted(asked).with_only_columns(Organisation.id).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def find_organisation(organisation_id: int) -> Found | None:
    """The organisation with this number."""
    row = db.session.execute(
        _counted(Asked()).where(Organisation.id == organisation_id)
    ).one_or_none()
    return Found(*row) if row is not None else None


def find_place(organisation_id: int, person_id: int) -> Membership | None:
    """A person's place in an organisation, also in one that is stopped."""
    return db.session.get(Membership, (organisation_id, person_id))


def find_hub() -> Organisation | None:
    """The Hub, if anybody has set it up."""
    return db.session.scalar(
        select(Organisation).where(Organisation.kind == Kind.HUB).order_by(Organisation.id).limit(1)
    )


def find_reason(organisation_id: int) -> str:
    """Why the Hub last stopped an organisation, in words; empty if it never did."""
    detail = db.session.scalar(
        select(AuditEvent.detail)
        .where(AuditEvent.subject == f"organisation:{organisation_id}", AuditEvent.action == FREEZE)
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )
    return str((detail or {}).get("reason", ""))


def _counted(asked: Asked) -> Select[Organisation, int, int]:
    rows = (
        select(Organisation, _members, _administrators)
        .outerjoin(Membership, Membership.organisation_id == Organisation.id)
        .group_by(Organisation.id)
    )
    if asked.kind is not None:
        rows = rows.where(Organisation.kind == asked.kind)
    if asked.words:
        rows = rows.where(Organisation.name.icontains(asked.words, autoescape=True))
    if isinstance(asked.state, Standing):
        rows = rows.where(*_stands(asked.state))
    if isinstance(asked.state, Lack):
        wanted = {Lack.NO_ADMINISTRATOR: 0, Lack.ONE_ADMINISTRATOR: 1}[asked.state]
        rows = rows.having(_administrators == wanted)
    return rows


def _stands(state: Standing) -> tuple[ColumnElement[bool], ...]:
    """What is true of the organisations that stand so: what `rules.standing` says, for the database."""
    conditions: dict[Standing, tuple[ColumnElement[bool], ...]] = {
        Standing.STOPPED: (Organisation.frozen_at.is_not(None),),
        Standing.WAITING: (Organisation.frozen_at.is_(None), Organisation.confirmed_at.is_(None)),
        Standing.CONFIRMED: (
            Organisation.frozen_at.is_(None),
            Organisation.confirmed_at.is_not(None),
        ),
    }
    return conditions[state]
