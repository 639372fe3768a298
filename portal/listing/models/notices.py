"""What a provider's people were reminded of."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


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
