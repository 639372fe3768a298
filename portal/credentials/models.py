"""The tables of claims and of the checks made of them."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, exists, select
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
    is_shown,
    known_before,
)
from portal.db import Base, db
from portal.uploads import Clean, type_of


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
    number: Mapped[str] = mapped_column(
        String(60),
        default="",
        doc="of the register entry or certificate; for matching, never shown",
    )
    last_cic_on: Mapped[date | None] = mapped_column(
        doc="the last continuous improvement check of the matrix Standard"
    )
    recorded_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None] = mapped_column(
        doc="when the Hub let it be shown; None while it waits to be looked at"
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        doc="when the provider took it back; it stays on record"
    )

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

    @property
    def is_waiting(self) -> bool:
        """Whether the Hub has to look at it before anybody sees it."""
        return self.accepted_at is None and self.withdrawn_at is None

    def look(self, seen: Seen, *, source: str = "", note: str = "", at: datetime) -> "Check":
        """Record a look at the evidence. What it bears out is shown from now on; what waited and was not, never.

        What was shown already stays in sight with what was found. The caller commits, as for all that follows.
        """
        check = Check(
            credential_id=self.id,
            checked_on=seen.checked_on,
            checked_by=seen.checked_by,
            result=seen.result.value,
            source=source,
            note=note,
            recorded_at=at,
        )
        db.session.add(check)
        db.session.flush()
        if self.is_waiting and seen.result is Result.CONFIRMED:
            self.accept(at)
        elif self.is_waiting:
            self.withdraw(at)
        return check

    def accept(self, at: datetime) -> None:
        """Let it be shown; as stated, where nobody has checked it."""
        if self.is_waiting:
            self.accepted_at = at

    def count_files(self) -> None:
        """Say whether evidence was sent, by the files that are kept, while it waits for the Hub.

        What was decided is rewritten neither by a file that comes later nor by one that goes. The caller commits.
        """
        if self.is_waiting:
            db.session.flush()
            kept = (Evidence.credential_id == self.id, Evidence.removed_at.is_(None))
            self.evidence_sent = bool(db.session.scalar(select(exists().where(*kept))))

    def withdraw(self, at: datetime) -> None:
        """Show it to nobody from now on. It stays on record, and what was shown before stays true of then."""
        if self.withdrawn_at is None:
            self.withdrawn_at = at

    @property
    def is_shown(self) -> bool:
        """Whether the public may see it."""
        return is_shown(self.accepted_at, self.withdrawn_at)

    def was_shown(self, before: datetime | None) -> bool:
        """Whether the public could see it by what had happened before that moment; None: whether it can."""
        return is_shown(self.accepted_at, self.withdrawn_at, before)

    def record(self, before: datetime | None = None) -> Record:
        """The claim and its checks as the rules read them; only what was known before a moment, if one is given."""
        claim = Claim(
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
        )
        looks = ((check.recorded_at, check.seen()) for check in self.checks)
        return Record(claim, known_before(looks, before))


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


class Evidence(Base):
    """A file that shows a claim to be true, such as a certificate. The file lies beside the database."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(
        ForeignKey("credential.id", ondelete="CASCADE"), index=True
    )
    file: Mapped[str] = mapped_column(String(64), unique=True, doc="its random name on disk")
    name: Mapped[str] = mapped_column(String(120), doc="what its sender called it")
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int] = mapped_column(doc="in bytes, as kept")
    sha256: Mapped[str] = mapped_column(String(64), doc="of the file as kept")
    sent_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    sent_at: Mapped[datetime]
    scanned_at: Mapped[datetime | None] = mapped_column(
        doc="when it was found clean; None: it is still being checked, and nobody gets it"
    )
    removed_at: Mapped[datetime | None] = mapped_column(doc="when the file was taken away")

    @classmethod
    def of(
        cls, clean: Clean, *, file: str, credential_id: int, person_id: int | None, at: datetime
    ) -> "Evidence":
        """The row of a clean file that is kept under the name `file`; nobody gets it before it is scanned."""
        return cls(
            credential_id=credential_id,
            file=file,
            name=clean.name,
            media_type=clean.type.media_type,
            size=len(clean.data),
            sha256=clean.digest,
            sent_by=person_id,
            sent_at=at,
        )

    @property
    def is_served(self) -> bool:
        """Whether those who may see it get it."""
        return self.removed_at is None and self.scanned_at is not None

    @property
    def given_name(self) -> str:
        """What it is called when it is handed out: a name of ours, whatever its sender called it."""
        return f"evidence-{self.id}{type_of(self.media_type).suffixes[0]}"

    def remove(self, at: datetime) -> None:
        """Take it away. The row says that there was one; what its sender called it goes.

        The caller commits, and only then deletes the file.
        """
        if self.removed_at is None:
            self.removed_at, self.name = at, ""


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
