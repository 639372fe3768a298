"""Reads of the journal."""

from sqlalchemy import func, select

from portal.db import db
from portal.journal.models import AuditEvent, OutboxRow, Receipt


def find_outcome(key: str) -> str | None:
    """The address that the form with this key led to, if it was already accepted."""
    return db.session.scalar(select(Receipt.outcome).where(Receipt.key == key))


def list_outbox(topic: str, limit: int = 500) -> list[OutboxRow]:
    """The oldest rows of `topic` still to be handled, in the order in which they were written."""
    rows = select(OutboxRow).where(OutboxRow.topic == topic).order_by(OutboxRow.id).limit(limit)
    return list(db.session.scalars(rows))


def count_outbox(topic: str) -> int:
    """How many rows of `topic` are still to be handled."""
    return (
        db.session.scalar(
            select(func.count()).select_from(OutboxRow).where(OutboxRow.topic == topic)
        )
        or 0
    )


def list_events(subject: str) -> list[AuditEvent]:
    """What was done to `subject`, oldest first."""
    return list(
        db.session.scalars(
            select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.seq)
        )
    )
