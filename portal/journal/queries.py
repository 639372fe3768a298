"""Reads of the journal."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, SelectBase, func, select, union

from portal.db import db
from portal.journal.models import AuditEvent, OutboxRow, Receipt
from portal.journal.rules import Wanted

LATEST = 2_000
"""How many of the newest events tell which actions there are to choose from."""


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


def list_trail(wanted: Wanted, *, skip: int = 0, most: int = 50) -> list[AuditEvent]:
    """The events that are `wanted`, newest first, without the first `skip` of them."""
    rows = (
        select(AuditEvent)
        .where(AuditEvent.seq.in_(_newest(wanted, skip + most)))
        .order_by(AuditEvent.seq.desc())
        .offset(skip)
        .limit(most)
    )
    return list(db.session.scalars(rows))


def count_trail(wanted: Wanted, *, most: int) -> int:
    """How many events are `wanted`, counted up to `most`: further than that nobody pages."""
    newest = select(_newest(wanted, most).subquery()).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(newest)) or 0


def list_actions() -> list[str]:
    """The actions that the newest events tell of, by their words."""
    newest = select(AuditEvent.action).order_by(AuditEvent.seq.desc()).limit(LATEST).subquery()
    return list(db.session.scalars(select(newest.c.action).distinct().order_by(newest.c.action)))


def _newest(wanted: Wanted, most: int) -> SelectBase:
    """The numbers of the newest `most` events that are wanted, or a few more.

    What was done to an organisation and what was done on its behalf are found by an index each: one question
    about both would read the whole journal.
    """
    asked = {AuditEvent.actor: wanted.actor, AuditEvent.subject: wanted.subject}
    asked[AuditEvent.action] = wanted.action
    narrowed: Sequence[ColumnElement[bool]] = [
        column == value for column, value in asked.items() if value
    ]
    newest = select(AuditEvent.seq).where(*narrowed).order_by(AuditEvent.seq.desc()).limit(most)
    if not wanted.organisation:
        return newest
    halves = [
        newest.where(column == wanted.organisation).subquery()
        for column in (AuditEvent.behalf, AuditEvent.subject)
    ]
    return union(*(select(half.c.seq) for half in halves))
