"""The tables of claims and of the checks made of them."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.credentials.catalogue import name_of
from portal.credentials.rules import (
    Badge,
    Claim,
    Kind,
    Record,
    Result,
    Seen,
    badge_words,
    basis_words,
)
from portal.db import Base


class Credential(Base):
    """One claim by a listing, or by one of its advisers. A renewal is a new row; none is rewritten.

    What the columns mean is said at `rules.Claim`. `is_example` repeats the listing's mark, so that
    no claim of the example data can be read without it.
    """

    __tablename__ = "credential"
    __table_args__ = (Index("ix_credential_listing_kind", "listing_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"))
    adviser_id: Mapped[int | None] = mapped_column(
        ForeignKey("adviser.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    declared_on: Mapped[date]
    framework: Mapped[str] = mapped_column(String(10), default="")
    accredited_on: Mapped[date | None]
    review_due: Mapped[date | None]
    amount: Mapped[str] = mapped_column(String(4), default="")
    scope: Mapped[str] = mapped_column(String(500), default="")
    update_service: Mapped[bool] = mapped_column(default=False)
    evidence_sent: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]

    checks: Mapped[list["Check"]] = relationship(
        order_by="Check.id", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )

    @classmethod
    def of(
        cls, claim: Claim, *, listing_id: int, adviser_id: int | None, at: datetime
    ) -> "Credential":
        """The row that keeps `claim`."""
        values = asdict(claim) | {"kind": claim.kind.value}
        return cls(**values, listing_id=listing_id, adviser_id=adviser_id, recorded_at=at)

    def record(self) -> Record:
        """The claim and its checks as the rules read them."""
        return Record(
            Claim(
                kind=Kind(self.kind),
                status=self.status,
                declared_on=self.declared_on,
                framework=self.framework,
                accredited_on=self.accredited_on,
                review_due=self.review_due,
                amount=self.amount,
                scope=self.scope,
                update_service=self.update_service,
                evidence_sent=self.evidence_sent,
                is_example=self.is_example,
            ),
            tuple(check.seen() for check in self.checks),
        )


class Check(Base):
    """One look at the evidence for a claim. Rows are only added: a later look is a later row."""

    __tablename__ = "credential_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(
        ForeignKey("credential.id", ondelete="CASCADE"), index=True
    )
    checked_on: Mapped[date]
    checked_by: Mapped[str] = mapped_column(String(80), doc="words a page may show: 'the Hub'")
    result: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(300), default="", doc="what was looked at")
    note: Mapped[str] = mapped_column(String(500), default="", doc="for the Hub only")
    recorded_at: Mapped[datetime]

    def seen(self) -> Seen:
        """The check as the rules read it."""
        return Seen(self.checked_on, self.checked_by, Result(self.result))


def badge_of(record: Record, today: date) -> Badge:
    """The claim as a page shows it on `today`."""
    state = record.state(today)
    called = name_of(record.claim, state)
    return Badge(
        kind=record.claim.kind,
        state=state,
        name=called,
        basis=basis_words(record, today),
        words=badge_words(record, today, called=called),
        is_example=record.claim.is_example,
    )
