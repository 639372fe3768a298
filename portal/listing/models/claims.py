"""Whose a listing is: asked for by a provider, offered by the Hub, granted, and ended with all that follows from it."""

from datetime import datetime
from typing import Self

from sqlalchemy import ColumnElement, ForeignKey, String, Text, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.account.models import EmailKey
from portal.clock import day_of
from portal.credentials.models import Credential, Evidence
from portal.db import Base, db
from portal.listing.models.revisions import Revision
from portal.listing.rules.claims import ClaimState, Decision, claim_state
from portal.listing.rules.revisions import RevisionKind
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus


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

    @property
    def state(self) -> ClaimState:
        """Where it stands."""
        return claim_state(
            organisation_id=self.organisation_id,
            decision=self.decision,
            decided_at=self.decided_at,
            ended_at=self.ended_at,
        )

    @classmethod
    def held(cls, claim_id: int) -> "tuple[Self, Listing] | None":
        """A claim and its listing, both held until the transaction ends, so that nobody else decides meanwhile."""
        listing_id = db.session.scalar(select(cls.listing_id).where(cls.id == claim_id))
        listing = Listing.held(listing_id) if listing_id is not None else None
        claim = db.session.get(cls, claim_id, populate_existing=True)
        return None if claim is None or listing is None else (claim, listing)

    def decide(self, decision: Decision, at: datetime, reason: str = "") -> None:
        """Decide it; the caller commits."""
        self.decided_at, self.decision, self.reason = at, decision.value, reason

    def grant(self, listing: Listing, at: datetime) -> None:
        """Let the organisation keep the listing from now on.

        What the Hub offered others is not open any more, nor is what the organisation itself asked for besides.
        The listing is held; the caller makes sure that nobody keeps it, and commits.
        """
        self.decide(Decision.AGREED, at)
        cls = type(self)
        asked = (cls.listing_id == listing.id, cls.organisation_id == self.organisation_id)
        db.session.flush()
        for other in db.session.scalars(select(cls).where(*asked, cls.decided_at.is_(None))):
            other.decide(Decision.WITHDRAWN, at)
        listing.organisation_id, listing.claimed_on = (
            self.organisation_id,
            day_of(at),
        )
        cls.withdraw_offers(at, cls.listing_id == listing.id)

    @classmethod
    def withdraw_offers(cls, at: datetime, *which: ColumnElement[bool]) -> int:
        """Withdraw the Hub's open offers for which `which` holds, so that their links open nothing; how many.

        The caller commits.
        """
        is_open = (cls.organisation_id.is_(None), cls.decided_at.is_(None))
        db.session.flush()
        offers = list(db.session.scalars(select(cls).where(*is_open, *which)))
        keys = [one.key_id for one in offers if one.key_id is not None]
        for one in offers:
            one.decide(Decision.WITHDRAWN, at)
            one.key_id = None
        db.session.flush()
        db.session.execute(delete(EmailKey).where(EmailKey.id.in_(keys)))
        return len(offers)

    @classmethod
    def end_keeping(cls, listing: Listing, reason: str, at: datetime) -> None:
        """End that an organisation keeps a whole listing, and all that follows from it. The caller commits.

        What it was about to say is thrown away, and what it said at once is put back: open revisions of every kind,
        advisers and credentials that the Hub had not looked at. The files that it sent are taken away, so that nobody
        who keeps the listing later gets them; the daily sweep deletes them. A listing that the public never saw goes
        with it; any other stays as the Hub last agreed to it.
        """
        granted = select(cls).where(
            cls.listing_id == listing.id,
            cls.decision == Decision.AGREED.value,
            cls.ended_at.is_(None),
        )
        for claim in db.session.scalars(granted):
            claim.ended_at, claim.end_reason = at, reason
        for kind in RevisionKind:
            begun = Revision.open_of(listing.id, kind)
            if begun is not None:
                begun.discard(listing, at=at)
        waits = (Adviser.listing_id == listing.id, Adviser.accepted_at.is_(None))
        leave = update(Adviser).where(*waits, Adviser.left_at.is_(None)).values(left_at=at)
        db.session.execute(leave)
        theirs = Credential.listing_id == listing.id
        unseen = (Credential.accepted_at.is_(None), Credential.withdrawn_at.is_(None))
        db.session.execute(update(Credential).where(theirs, *unseen).values(withdrawn_at=at))
        files = Evidence.credential_id.in_(select(Credential.id).where(theirs))
        for row in db.session.scalars(select(Evidence).where(files)):
            row.remove(at)
        listing.organisation_id = listing.claimed_on = None
        if listing.listing_status in {ListingStatus.DRAFT, ListingStatus.SUBMITTED}:
            listing.listing_status = ListingStatus.ARCHIVED.value
