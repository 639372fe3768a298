"""The tables of what schools ask a provider through the portal, and of the answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base


class Enquiry(Base):
    """What one school asks of one listing. The adviser's address is never in it.

    A school that is signed in asks as its organisation. A visitor asks by an address, which a link proves first;
    the link's key then opens the thread.
    """

    __tablename__ = "enquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, doc="the school that asks, where it is signed in"
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str] = mapped_column(String(120), doc="who asks")
    school: Mapped[str] = mapped_column(String(120), doc="for which school or college")
    email: Mapped[str] = mapped_column(
        String(254), default="", index=True, doc="where to answer somebody who is not signed in"
    )
    key_digest: Mapped[str | None] = mapped_column(
        String(64), unique=True, doc="of the key that opens the thread without signing in"
    )
    text_digest: Mapped[str] = mapped_column(
        String(64), index=True, doc="by which the same question is known again"
    )
    made_at: Mapped[datetime]
    proved_at: Mapped[datetime | None] = mapped_column(
        doc="when the address was proved; until then the provider hears nothing"
    )
    closed_at: Mapped[datetime | None]

    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.id", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Message(Base):
    """One turn of the thread."""

    __tablename__ = "enquiry_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    side: Mapped[str] = mapped_column(String(10), doc="school or provider")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    by_mail: Mapped[bool] = mapped_column(
        default=False,
        doc="the provider answered by its own mail; the text says what it noted of that",
    )
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
