"""The tables of the Hub's desk: who looks at what, notes, and lists of a public register that were brought in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class DeskMark(Base):
    """Who has taken one item of the queue. The queue itself is read from what waits, and kept nowhere."""

    __tablename__ = "desk_mark"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]


class DeskNote(Base):
    """What one of the Hub's staff noted on an item, for the Hub only."""

    __tablename__ = "desk_note"
    __table_args__ = (Index("ix_desk_note_item", "kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class RegisterList(Base):
    """A list that a moderator took from a public register, kept while it is compared with the listings."""

    __tablename__ = "register_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str] = mapped_column(String(10), doc="CDI or MATRIX")
    source: Mapped[str] = mapped_column(
        String(300), doc="what it was taken from, in words or as an address"
    )
    seen_on: Mapped[date]
    rows: Mapped[list[Any]] = mapped_column(
        doc="one object a row: number, name, place, status, until"
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(index=True)
    applied_at: Mapped[datetime | None]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once
