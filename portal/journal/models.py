"""Rows written in the business transaction: who did what, what was answered, what is to be done, what was tried."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Taken, add_once, db
from portal.journal.rules import Limit, Throttled
from portal.web.keys import blind


class AuditEvent(Base):
    """One thing that somebody did. Rows are only ever added; triggers in the database refuse the rest."""

    __tablename__ = "audit_event"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(
        String(80),
        index=True,
        doc="who: 'visitor', 'draft:12', 'person:7', 'command'; never a name",
    )
    behalf: Mapped[str] = mapped_column(
        String(80),
        default="",
        index=True,
        doc="the organisation that they acted for, such as 'organisation:3'; empty for nobody's",
    )
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(
        String(80), index=True, doc="what it was done to, such as 'listing:7'"
    )
    detail: Mapped[dict[str, Any]] = mapped_column(
        JSON,
        default=dict,
        doc="names of the fields that changed, and figures; never what a person typed",
    )

    @classmethod
    def record(
        cls, action: str, subject: str, *, by: str, at: datetime, behalf: str = "", **detail: Any
    ) -> None:
        """Record what was done, in the transaction that does it: whoever did it, and on whose behalf."""
        db.session.add(
            cls(at=at, actor=by, behalf=behalf, action=action, subject=subject, detail=detail)
        )


class OutboxRow(Base):
    """Work that follows from a committed change, such as bringing the search index in step."""

    __tablename__ = "outbox"
    # ids never come back, so that a checkpoint kept elsewhere stays true after rows are removed
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it once

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    topic: Mapped[str] = mapped_column(String(40), index=True)
    subject_id: Mapped[int]


class AlreadySent(Exception):  # noqa: N818 - it is what happened, not a fault
    """The same form is being answered already; its receipt says where that leads."""


class Receipt(Base):
    """The answer given to one submitted form, so that sending the form twice has one effect."""

    __tablename__ = "receipt"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(
        String(400), doc="the address that the visitor was sent on to"
    )

    @classmethod
    def keep(cls, key: str, outcome: str, at: datetime) -> None:
        """Keep the receipt of a form, as the first write of the transaction that answers it.

        Raises:
            AlreadySent: the form was sent before, or is being answered at this moment; nothing is kept.
        """
        try:
            add_once(cls(key=key, at=at, outcome=outcome))
        except Taken as taken:
            raise AlreadySent from taken


class Tries(Base):
    """How often something that protects a secret was tried. All workers count here, and a restart forgets nothing."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(
        String(64), primary_key=True, doc="blind: what was tried cannot be read from it"
    )
    since: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]

    @classmethod
    def take(cls, limit: Limit, subject: str, at: datetime) -> None:
        """Count one try of `subject` before it is judged. Until the caller commits, others who try it wait.

        It is counted first, and whether that was too often is asked of the row that is then held: of many at once,
        also of those that begin the count, no more are judged than the limit says.

        Raises:
            Throttled: it was tried too often; nothing of this transaction is kept.
        """
        row = cls._held(limit, subject, at)
        if at >= row.since + limit.window:
            row.since, row.count = at, 0
        row.count += 1
        if row.count > limit.most:
            until = row.since + limit.window
            db.session.rollback()
            raise Throttled(until)

    @classmethod
    def _held(cls, limit: Limit, subject: str, at: datetime) -> "Tries":
        """The row in which this is counted, as it is now and held, so that nobody else counts in it meanwhile."""
        key = blind(limit.name, subject)
        find = select(cls).where(cls.key == key).with_for_update()
        while True:
            row = db.session.scalar(find.execution_options(populate_existing=True))
            if row is not None:
                return row
            try:
                with db.session.begin_nested():
                    db.session.add(cls(key=key, since=at, count=0))
            except IntegrityError:  # somebody else began to count at this moment: theirs is held
                continue

    @classmethod
    def take_back(cls, limit: Limit, subject: str) -> None:
        """Take back one try that was counted before it was judged, because it was right; the caller commits."""
        row = db.session.get(cls, blind(limit.name, subject), with_for_update=True)
        if row is not None and row.count > 0:
            row.count -= 1

    @classmethod
    def forget(cls, limit: Limit, subject: str) -> None:
        """Forget what was counted of `subject`, because it has now succeeded."""
        row = db.session.get(cls, blind(limit.name, subject))
        if row is not None:
            db.session.delete(row)
