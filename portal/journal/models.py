"""Rows written in the business transaction: who did what, what was answered, and what is still to be done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Taken, add_once


class AuditEvent(Base):
    """One thing that somebody did. Rows are only ever added; triggers in the database refuse the rest."""

    __tablename__ = "audit_event"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(
        String(80), doc="who: 'visitor', 'draft:12', 'command'; never a name"
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
