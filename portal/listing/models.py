"""The tables of a provider's own work on its listing: whose it is, what is to change, and what it was reminded of."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.clock import LONDON
from portal.db import Base, db
from portal.listing.rules.claims import Decision
from portal.listing.rules.revisions import (
    DAYS,
    NEVER_SHOWN,
    Change,
    RevisionKind,
    State,
    changes,
    state_of,
)
from portal.places import Outside, Place, find_place
from portal.providers.catalogue import TERMS
from portal.providers.models import Adviser, Listing, ListingTerm
from portal.providers.rules import ListingStatus, Particulars


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
        """Let the organisation keep the listing from now on. What the Hub offered others is not open any more.

        The listing is held; the caller makes sure that nobody keeps it, and commits.
        """
        self.decide(Decision.AGREED, at)
        listing.organisation_id, listing.claimed_on = self.organisation_id, at.astimezone(LONDON).date()
        type(self).withdraw_offers(at, type(self).listing_id == listing.id)

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
        """End that an organisation keeps a listing, and all that follows from it. The caller commits.

        What it was about to say is thrown away: the open edit, advisers and credentials that the Hub had not looked
        at. The files that it sent are taken away, so that nobody who keeps the listing later gets them. A listing
        that the public never saw goes with it; any other stays as the Hub last agreed to it.
        """
        granted = select(cls).where(
            cls.listing_id == listing.id,
            cls.decision == Decision.AGREED.value,
            cls.ended_at.is_(None),
        )
        for claim in db.session.scalars(granted):
            claim.ended_at, claim.end_reason = at, reason
        Revision.discard_open(listing.id, at)
        waits = (Adviser.listing_id == listing.id, Adviser.accepted_at.is_(None))
        leave = update(Adviser).where(*waits, Adviser.left_at.is_(None)).values(left_at=at)
        db.session.execute(leave)
        theirs = Credential.listing_id == listing.id
        unseen = (Credential.accepted_at.is_(None), Credential.withdrawn_at.is_(None))
        db.session.execute(
            update(Credential).where(theirs, *unseen).values(withdrawn_at=at)
        )
        files = Evidence.credential_id.in_(select(Credential.id).where(theirs))
        db.session.execute(
            update(Evidence).where(files, Evidence.removed_at.is_(None)).values(removed_at=at)
        )
        listing.organisation_id = listing.claimed_on = None
        if listing.listing_status in {ListingStatus.DRAFT, ListingStatus.SUBMITTED}:
            listing.listing_status = ListingStatus.ARCHIVED.value


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

    @classmethod
    def discard_open(cls, listing_id: int, at: datetime) -> bool:
        """Throw the open edit of a listing away, if there is one; whether there was. The caller commits."""
        is_open = (cls.listing_id == listing_id, cls.kind == "edit", cls.decided_at.is_(None))
        edit = db.session.scalar(select(cls).where(*is_open))
        if edit is not None:
            edit.decided_at, edit.decision = at, Decision.WITHDRAWN.value
        return edit is not None

    @classmethod
    def open_of(cls, listing_id: int, kind: RevisionKind = RevisionKind.EDIT) -> Self | None:
        """The revision of a listing that is not decided yet; there is at most one of a kind."""
        undecided = select(cls).where(
            cls.listing_id == listing_id, cls.kind == kind.value, cls.decided_at.is_(None)
        )
        fresh = undecided.order_by(cls.id).execution_options(populate_existing=True)
        return db.session.scalars(fresh).first()

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(
            kind=self.kind,
            submitted_at=self.submitted_at,
            returned_at=self.returned_at,
            decided_at=self.decided_at,
            decision=self.decision,
        )

    def changes(self, listing: Listing) -> tuple[Change, ...]:
        """What it changes of a whole listing, or, once it was applied, what it changed; newcomers are among it."""
        if self.was:
            return changes(self.was, self.said)
        return changes(standing_of(listing), self._with_newcomers(listing))

    def submit(self, *, person_id: int | None, at: datetime) -> None:
        """Put it before the Hub. The caller commits, as for all that follows."""
        self.submitted_by, self.submitted_at, self.returned_at = person_id, at, None

    def take_back(self) -> None:
        """Take it back from the Hub, to go on with it."""
        self.submitted_at = None

    def send_back(self, reasons: dict[str, str], *, at: datetime) -> None:
        """Give it back to the provider with what the Hub asks to be changed, by field; "" for the whole."""
        self.returned_at, self.reasons = at, dict(reasons)

    def agree(self, listing: Listing, *, at: datetime) -> None:
        """Let a whole listing say it. Of what is shown already, say that the Hub has looked."""
        if self.kind == RevisionKind.EDIT:
            self.apply(listing, at)
        self._decide(Decision.AGREED, at)

    def refuse(self, listing: Listing, reasons: dict[str, str], *, at: datetime) -> None:
        """Refuse it for good: what waited is dropped, what was shown already is put back as it was."""
        self.reasons = dict(reasons)
        self._drop(listing, Decision.REFUSED, at)

    def discard(self, listing: Listing, *, at: datetime) -> None:
        """Drop it by the provider's own will, or because the listing is the provider's no more."""
        self._drop(listing, Decision.WITHDRAWN, at)

    def apply(self, listing: Listing, at: datetime) -> None:
        """Let a whole listing say what it says, and keep what stood there. An edit lets newcomers be shown too."""
        is_edit = self.kind == RevisionKind.EDIT
        said = self._with_newcomers(listing) if is_edit else self.said
        self.was, self.said = _stood(standing_of(listing), said), said
        _write(listing, said)
        if is_edit:
            for adviser in _newcomers(listing):
                adviser.accepted_at = at
            listing.confirmed_on = at.astimezone(LONDON).date()
            if listing.listing_status in NEVER_SHOWN:
                listing.listing_status = ListingStatus.PUBLISHED.value

    def put_back(self, listing: Listing) -> None:
        """Let a whole listing say again what stood there before this was shown."""
        _write(listing, self.was)

    def _drop(self, listing: Listing, decision: Decision, at: datetime) -> None:
        if self.kind == RevisionKind.LIVE:
            self.put_back(listing)
        else:
            said = self._with_newcomers(listing)
            self.was, self.said = _stood(standing_of(listing), said), said
            for adviser in _newcomers(listing):
                adviser.left_at = at
        self._decide(decision, at)

    def _decide(self, decision: Decision, at: datetime) -> None:
        self.decided_at, self.decision = at, decision.value

    def _with_newcomers(self, listing: Listing) -> dict[str, Any]:
        """What it says, with the people who wait to be shown."""
        if self.kind != RevisionKind.EDIT:
            return self.said
        news = {str(one.id): _entry(one) for one in _newcomers(listing)}
        people = {**self.said.get("advisers", {}), **news}
        return {**self.said, "advisers": people} if people else self.said


def standing_of(listing: Listing) -> dict[str, Any]:
    """What a whole listing says, as revisions keep it."""
    names = [one.name for one in fields(Particulars) if one.name != "terms"]
    values = {name: getattr(listing, name) for name in names}
    said: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    said["terms"] = {name: list(listing.codes(name)) for name in TERMS}
    said["advisers"] = {str(one.id): _entry(one) for one in listing.shown_advisers()}
    return said


def _entry(adviser: Adviser) -> dict[str, str]:
    return {"label": adviser.label, "supervisor": adviser.supervisor}


def _newcomers(listing: Listing) -> list[Adviser]:
    """The people who wait to be looked at."""
    return [one for one in listing.advisers if one.accepted_at is None and one.left_at is None]


def _stood(standing: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What stands now where `said` says something; a person who is not there yet is None."""
    was: dict[str, Any] = {name: standing[name] for name in said if name in standing}
    for group in {"terms", "advisers"} & set(said):
        was[group] = {key: standing[group].get(key) for key in said[group]}
    return was


def _write(listing: Listing, said: dict[str, Any]) -> None:
    """Put values into a whole listing; a new base is looked up on the map."""
    for name, value in said.items():
        if name in {"terms", "advisers"}:
            continue
        is_day = name in DAYS and value is not None
        setattr(listing, name, date.fromisoformat(value) if is_day else value)
    if "base_outward" in said:
        place = find_place(listing.base_outward) if listing.base_outward else None
        known = place if isinstance(place, Place | Outside) else None
        listing.easting = known.easting if known else None
        listing.northing = known.northing if known else None
    for vocabulary, codes in said.get("terms", {}).items():
        _choose(listing, vocabulary, codes)
    people = {str(one.id): one for one in listing.advisers}
    for key, entry in said.get("advisers", {}).items():
        if key in people and entry is not None:
            people[key].label, people[key].supervisor = entry["label"], entry["supervisor"]


def _choose(listing: Listing, vocabulary: str, codes: list[str]) -> None:
    """Hold these codes of a vocabulary and no others. What stays keeps its row: a pair is unique at every moment."""
    for term in [one for one in listing.terms if one.vocabulary == vocabulary]:
        if term.code not in codes:
            listing.terms.remove(term)
    held = set(listing.codes(vocabulary))
    for code in dict.fromkeys(codes):
        if code not in held:
            listing.terms.append(ListingTerm(vocabulary=vocabulary, code=code))


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
