"""The tables of what schools ask a provider through the portal, and of the answers."""

from datetime import UTC, datetime
from typing import Self

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, db
from portal.enquiries.rules import Side, State, state_of
from portal.providers.models import Listing
from portal.web.keys import digest, emailed_key


class Enquiry(Base):
    """What one school asks of one listing. The adviser's address is never in it.

    A school that is signed in asks as its organisation. A visitor asks by an address, which a link proves first;
    the link's key then opens the thread. There is at least one message, the question.
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
    listing: Mapped[Listing] = relationship(lazy="raise")

    @classmethod
    def held(cls, enquiry_id: int) -> Self | None:
        """An enquiry, held until the transaction ends, so that nobody else adds to it meanwhile."""
        held = select(cls).where(cls.id == enquiry_id).with_for_update()
        return db.session.scalar(held.execution_options(populate_existing=True))

    @property
    def nonce(self) -> str:
        """What its key follows from, together with the portal's secret: no table holds what opens the thread.

        The moment is part of it, because a number may come back once a row is deleted.
        """
        return f"enquiry {self.id} {self.made_at.astimezone(UTC).isoformat()}"

    def open_by_key(self) -> None:
        """Let its key open the thread; every letter to the visitor carries the same one."""
        self.key_digest = digest(emailed_key(self.nonce))

    @property
    def state(self) -> State:
        """Where it stands; its messages must be loaded."""
        return state_of(self.proved_at, self.closed_at, self.messages[-1].side)

    def add(
        self,
        side: Side,
        text: str,
        *,
        at: datetime,
        person_id: int | None = None,
        by_mail: bool = False,
    ) -> None:
        """Add a turn to the thread; the caller commits."""
        said = {"person_id": person_id, "by_mail": by_mail, "at": at}
        db.session.add(Message(enquiry_id=self.id, side=side.value, text=text, **said))


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
