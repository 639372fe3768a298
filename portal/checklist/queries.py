"""Reads of checklists."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from portal.account.models import Person
from portal.checklist.models import Draft
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import number_in
from portal.web.keys import digest

KEPT_FOR = timedelta(days=180)
"""How long after its last change a checklist is kept that nobody but the holder of its link has."""
KEPT_WITH_SCHOOL = timedelta(days=3 * 365)
"""How long after its last change a checklist is kept that a school has: until after the contract it led to."""
MOST_LISTED = 50
SAVED = "save answers"
"""The journal's word for it."""


def find_draft(secret: str, at: datetime) -> Draft | None:
    """The checklist that `secret` opens; None when there is none or it was not touched for KEPT_FOR.

    A checklist that a school keeps is opened by no link.
    """
    draft = db.session.scalar(
        select(Draft).where(Draft.secret_digest == digest(secret), Draft.organisation_id.is_(None))
    )
    return draft if draft is not None and draft.changed_at + KEPT_FOR > at else None


def find_kept(draft_id: int, organisation_id: int, at: datetime) -> Draft | None:
    """The checklist with this number, if this organisation keeps it still."""
    draft = db.session.get(Draft, draft_id)
    if draft is None or draft.organisation_id != organisation_id:
        return None
    return draft if draft.changed_at + KEPT_WITH_SCHOOL > at else None


def list_kept(organisation_id: int, at: datetime) -> list[Draft]:
    """The checklists that an organisation keeps, with their answers, the latest change first."""
    rows = (
        select(Draft)
        .where(Draft.organisation_id == organisation_id, Draft.changed_at > at - KEPT_WITH_SCHOOL)
        .order_by(Draft.changed_at.desc(), Draft.id.desc())
        .options(selectinload(Draft.answers))
        .limit(MOST_LISTED)
    )
    return list(db.session.scalars(rows))


def find_saver(draft_id: int) -> Person | None:
    """Who saved answers of this checklist last, if they were signed in and still have their account."""
    last = (
        select(AuditEvent.actor)
        .where(AuditEvent.subject == f"draft:{draft_id}", AuditEvent.action == SAVED)
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )
    number = number_in(db.session.scalar(last) or "", "person")
    person = db.session.get(Person, number) if number is not None else None
    return person if person is not None and person.erased_at is None else None


def count_drafts() -> int:
    """How many checklists are kept."""
    return db.session.scalar(select(func.count()).select_from(Draft)) or 0


def list_expired(at: datetime) -> list[Draft]:
    """The checklists that nobody touched for as long as they are kept, oldest first."""
    untouched = Draft.changed_at <= at - KEPT_FOR
    long_untouched = Draft.changed_at <= at - KEPT_WITH_SCHOOL
    expired = or_(untouched & Draft.organisation_id.is_(None), long_untouched)
    return list(db.session.scalars(select(Draft).where(expired).order_by(Draft.changed_at)))
