"""The tables of a provider's own work on its listing: whose it is, what is to change, and what it was reminded of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.providers.models import Listing


class ListingClaim(Base):
    """One word that a listing is an organisation's: asked for by the provider, or offered by the Hub.

    Where it stands follows from its moments (`portal.listing.rules.claims`). While the Hub's offer is open,
    `organisation_id` is None and `key_id` is the emailed key that takes it up.
    """

    __tablename__ = "listing_claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"),
        index=True,
        doc="who asked, or took the offer up",
    )
    email: Mapped[str] = mapped_column(
        String(254), default="", index=True, doc="to whom the Hub offered it"
    )
    key_id: Mapped[int | None] = mapped_column(
        ForeignKey("email_key.id", ondelete="SET NULL"), unique=True
    )
    connection: Mapped[str] = mapped_column(
        Text, default="", doc="how they belong to the provider, and how the Hub can see it"
    )
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(String(20), default="", doc="a Decision")
    reason: Mapped[str] = mapped_column(Text, default="", doc="as mailed to the provider")
    ended_at: Mapped[datetime | None] = mapped_column(doc="when what was granted was taken back")
    end_reason: Mapped[str] = mapped_column(Text, default="")
    version_id: Mapped[int] = mapped_column()

    listing: Mapped[Listing] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once


class Revision(Base):
    """What a provider wants its listing to say. `said` maps names of `Particulars` and of people to new values.

    An edit changes the public copy only once the Hub agrees. A live one changed it at once, and the Hub looks
    afterwards; `was` then holds what stood there before. Where it stands follows from its moments
    (`portal.listing.rules.revisions`).
    """

    __tablename__ = "listing_revision"
    __table_args__ = (
        # one edit at a time is open for a listing
        Index(
            "uq_listing_revision_open",
            "listing_id",
            unique=True,
            sqlite_where=text("kind = 'edit' AND decided_at IS NULL"),
            postgresql_where=text("kind = 'edit' AND decided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10), doc="edit or live")
    said: Mapped[dict[str, Any]] = mapped_column(default=dict)
    was: Mapped[dict[str, Any]] = mapped_column(
        default=dict, doc="what stood there, once it is applied"
    )
    made_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    submitted_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    submitted_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    reasons: Mapped[dict[str, Any]] = mapped_column(
        default=dict, doc="what the Hub asks to be changed, by field; '' for the whole"
    )
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(String(20), default="", doc="a Decision")
    version_id: Mapped[int] = mapped_column()

    listing: Mapped[Listing] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once


class Notice(Base):
    """One reminder that one person was sent, written in the transaction that writes the mail: never sent twice."""

    __tablename__ = "listing_notice"
    __table_args__ = (
        UniqueConstraint("person_id", "listing_id", "kind", "subject_id", "due_on", "step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20), doc="what goes stale: a kind of fact")
    subject_id: Mapped[int] = mapped_column(
        default=0, doc="the credential, or 0 for the listing's own"
    )
    due_on: Mapped[date] = mapped_column(doc="the last day on which it holds")
    step: Mapped[int] = mapped_column(doc="days before that day; negative once it has passed")
    sent_at: Mapped[datetime]
