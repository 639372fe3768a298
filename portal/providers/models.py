"""The tables of the directory, and what a listing says of itself on a given day."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.clock import end_of
from portal.credentials.models import Credential, badge_of
from portal.credentials.rules import (
    Badge,
    Kind,
    Record,
    is_shown,
    is_withdrawn_from_view,
    may_see,
    record_that_counts,
)
from portal.db import Base, db
from portal.journal.models import AuditEvent, OutboxRow
from portal.providers import rules
from portal.providers.catalogue import VOCABULARIES
from portal.providers.rules import (
    ListingStatus,
    Offer,
    Particulars,
    Person,
    PersonStanding,
    Standing,
)

# These may be held several at a time: a second policy or award does not replace the first.
SEVERAL = frozenset({Kind.QUALIFICATION, Kind.INSURANCE})
TOPIC = "listing"


class Listing(Base):
    """One provider in the directory; what the columns mean is said at `rules.Particulars`.

    Every collection is loaded by the query that fetches the listing, never behind its back.
    """

    __tablename__ = "listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    provider_type: Mapped[str] = mapped_column(String(20))
    summary: Mapped[str] = mapped_column(String(300), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    base_outward: Mapped[str] = mapped_column(String(4), default="", doc="never a full postcode")
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    capacity: Mapped[str] = mapped_column(String(20), default="")
    half_days: Mapped[int | None]
    earliest_start: Mapped[date | None]
    waiting_list: Mapped[bool] = mapped_column(default=False)
    capacity_said_on: Mapped[date | None]
    price_basis: Mapped[str] = mapped_column(String(10), default="")
    price_band: Mapped[str] = mapped_column(String(2), default=rules.UNDISCLOSED)
    price_vat: Mapped[str] = mapped_column(String(20), default="")
    price_valid_to: Mapped[date | None]
    price_said_on: Mapped[date | None]
    price_public: Mapped[bool] = mapped_column(default=False)
    bsl: Mapped[str] = mapped_column(String(20), default="")
    bsl_level: Mapped[int | None]
    makaton: Mapped[bool] = mapped_column(default=False)
    noindex: Mapped[bool] = mapped_column(default=False, doc="keep search engines away")
    references_offered: Mapped[bool] = mapped_column(default=False)
    source_note: Mapped[str] = mapped_column(String(200), default="", doc="why it is here")
    is_example: Mapped[bool] = mapped_column(default=False, doc="invented, for trying things out")
    listing_status: Mapped[str] = mapped_column(String(20), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"),
        index=True,
        doc="whose people keep it true; None for nobody's",
    )
    claimed_on: Mapped[date | None] = mapped_column(doc="None: nobody keeps this listing yet")
    confirmed_on: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version_id: Mapped[int] = mapped_column()

    terms: Mapped[list["ListingTerm"]] = relationship(
        order_by="ListingTerm.id", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    advisers: Mapped[list["Adviser"]] = relationship(
        order_by="Adviser.id", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    credentials: Mapped[list[Credential]] = relationship(
        order_by=Credential.id, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once

    @classmethod
    def of(cls, said: Particulars, *, slug: str, status: ListingStatus, at: datetime) -> "Listing":
        """The rows that keep `said`; each code is kept once."""
        values = asdict(said)
        values["terms"] = [
            ListingTerm(vocabulary=name, code=code)
            for name, codes in said.terms.items()
            for code in dict.fromkeys(codes)
        ]
        dated = {"created_at": at, "updated_at": at}
        return cls(**values, **dated, slug=slug, listing_status=status.value)

    @classmethod
    def held(cls, listing_id: int) -> Self | None:
        """A listing, held until the transaction ends, so that nobody else changes it meanwhile."""
        held = select(cls).where(cls.id == listing_id).with_for_update()
        return db.session.scalar(held.execution_options(populate_existing=True))

    def changed(
        self, action: str, *, by: str, at: datetime, behalf: str = "", **detail: Any
    ) -> None:
        """Its new version, the audit event, and the word to the search index; the caller commits.

        `detail` holds names of fields and figures, never what somebody typed.
        """
        self.updated_at = at
        AuditEvent.record(action, f"listing:{self.id}", by=by, at=at, behalf=behalf, **detail)
        db.session.add(OutboxRow(at=at, topic=TOPIC, subject_id=self.id))

    @property
    def is_claimed(self) -> bool:
        """Whether a provider keeps this listing itself."""
        return self.claimed_on is not None

    def codes(self, vocabulary: str) -> tuple[str, ...]:
        """The chosen codes of one vocabulary, in the order in which the catalogue has them."""
        held = {term.code for term in self.terms if term.vocabulary == vocabulary}
        return tuple(code for code in VOCABULARIES[vocabulary] if code in held)

    def may_be_listed(self, today: date) -> bool:
        """Whether the public may see it on `today`."""
        return rules.may_be_listed(self.listing_status, self.confirmed_on, today)

    def people(self, before: datetime | None = None) -> tuple[Person, ...]:
        """The advisers as the rules read them; `before`: see `records`."""
        return tuple(
            Person(
                adviser.label,
                adviser.supervisor,
                self.records(Kind.QUALIFICATION, adviser.id, before),
                self.records(Kind.CDI, adviser.id, before),
            )
            for adviser in self.shown_advisers(before)
        )

    def shown_advisers(self, before: datetime | None = None) -> tuple["Adviser", ...]:
        """The advisers whom the public may see: looked at by the Hub, and still with the provider."""
        return tuple(adviser for adviser in self.advisers if adviser.was_shown(before))

    def records(
        self, kind: Kind, adviser_id: int | None = None, before: datetime | None = None
    ) -> tuple[Record, ...]:
        """The claims of one kind that the public may see, by the organisation or by one adviser, oldest first.

        With `before`, those that it could see by what had happened before that moment, as known then.
        """
        return tuple(
            credential.record(before)
            for credential in self.credentials
            if credential.kind == kind
            and credential.adviser_id == adviser_id
            and credential.was_shown(before)
        )

    def offer(self, today: date) -> Offer:
        """The services that may be shown, and those withheld with the reason."""
        return rules.offer_of(self.codes("service"), self.people(), today)

    def badges(
        self,
        today: date,
        *,
        adviser_id: int | None = None,
        signed_in: bool = False,
        before: datetime | None = None,
    ) -> tuple[Badge, ...]:
        """The claims of the organisation, or of one adviser, that this reader may see.

        Of renewals of one thing only the one that counts today is shown, and what is too old to
        show is left out. `before`: see `records`.
        """
        groups: dict[tuple[str, str], list[Record]] = {}
        for kind in (kind for kind in Kind if may_see(kind, signed_in=signed_in)):
            for record in self.records(kind, adviser_id, before):
                part = record.claim.status if kind in SEVERAL else ""
                groups.setdefault((kind, part), []).append(record)
        counting = (record_that_counts(group, today) for group in groups.values())
        badges = (badge_of(record, today) for record in counting if record)
        return tuple(b for b in badges if not is_withdrawn_from_view(b.kind, b.state))

    def standing(self, day: date) -> Standing:
        """Every claim as a signed-in school was shown it at the end of a day that is past, or is shown it now."""
        before = end_of(day)
        return Standing(
            day,
            self.badges(day, signed_in=True, before=before),
            tuple(
                PersonStanding(
                    adviser.id,
                    adviser.label,
                    self.badges(day, adviser_id=adviser.id, signed_in=True, before=before),
                    rules.why_person_may_not_guide(person, day),
                )
                for adviser, person in zip(
                    self.shown_advisers(before), self.people(before), strict=True
                )
            ),
        )

    def price_band_today(self, today: date, *, signed_in: bool = False) -> str:
        """The price band that this reader may see and that still holds; P0 when there is none."""
        if not (self.price_public or signed_in):
            return rules.UNDISCLOSED
        return rules.price_today(self.price_band, self.price_valid_to, self.price_said_on, today)


class ListingTerm(Base):
    """One code of one vocabulary that a listing holds, such as service PG1."""

    __tablename__ = "listing_term"
    __table_args__ = (
        UniqueConstraint("listing_id", "vocabulary", "code"),
        Index("ix_listing_term_vocabulary_code", "vocabulary", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id", ondelete="CASCADE"))
    vocabulary: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20))


class Adviser(Base):
    """One person who meets pupils. What they hold is recorded as credentials, in one place only."""

    __tablename__ = "adviser"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str] = mapped_column(String(80), doc="a role, or a name given for showing")
    supervisor: Mapped[str] = mapped_column(String(80), default="", doc="of somebody in training")
    accepted_at: Mapped[datetime | None] = mapped_column(
        doc="when the Hub let them be shown; None while they wait to be looked at"
    )
    left_at: Mapped[datetime | None] = mapped_column(
        doc="when the provider took them off; what they held stays on record"
    )

    @property
    def is_shown(self) -> bool:
        """Whether the public may see them."""
        return self.was_shown(None)

    def was_shown(self, before: datetime | None) -> bool:
        """Whether the public could see them by what had happened before that moment; None: whether it can."""
        return is_shown(self.accepted_at, self.left_at, before)


class Shortlisted(Base):
    """A listing that a school has on its shortlist. A visitor's shortlist lies in the visit alone."""

    __tablename__ = "shortlisted"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class MistakeReport(Base):
    """What somebody says is wrong in a listing; for the Hub only."""

    __tablename__ = "mistake_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(
        ForeignKey("listing.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str] = mapped_column(String(20))
    details: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(254), default="", doc="how to answer; optional")
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(doc="when the Hub was done with it")
    settled: Mapped[str] = mapped_column(String(20), default="", doc="how the Hub settled it")
