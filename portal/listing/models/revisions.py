"""What a provider wants its listing to say, and how it comes to say so or does not."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.clock import day_of
from portal.db import Base, db
from portal.listing.rules.claims import Decision
from portal.listing.rules.revisions import (
    DAYS,
    NEVER_SHOWN,
    SECTIONS,
    Change,
    RevisionKind,
    State,
    changes,
    goes_live,
    merged,
    missing,
    state_of,
    without_repeats,
)
from portal.places import Outside, Place, find_place
from portal.providers.catalogue import TERMS
from portal.providers.models import Adviser, Listing, ListingTerm
from portal.providers.rules import ListingStatus, Particulars


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

    def entry_of(self, adviser: Adviser) -> dict[str, str]:
        """What an adviser's entry would say."""
        return dict(self.said.get("advisers", {}).get(str(adviser.id)) or entry_of(adviser))

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
            listing.confirmed_on = day_of(at)
            if listing.listing_status in NEVER_SHOWN:
                listing.listing_status = ListingStatus.PUBLISHED.value

    def say_at_once(self, listing: Listing, said: dict[str, Any], at: datetime) -> None:
        """Let a whole listing say this at once. What stood there before the first of several such changes is kept.

        Where nothing differs from that any more, there is nothing left for the Hub to look at.
        """
        was = {**_stood(standing_of(listing), said), **self.was}
        self.said, self.was, self.saved_at = {**self.said, **said}, was, at
        _write(listing, said)
        if not without_repeats(self.was, self.said):
            self._decide(Decision.WITHDRAWN, at)

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
        """What it says, with the people who wait to be shown and without those who have left."""
        if self.kind != RevisionKind.EDIT:
            return self.said
        present = {str(one.id) for one in listing.advisers if one.left_at is None}
        told = {key: one for key, one in self.said.get("advisers", {}).items() if key in present}
        people = told | {str(one.id): entry_of(one) for one in _newcomers(listing)}
        rest = {name: value for name, value in self.said.items() if name != "advisers"}
        return {**rest, "advisers": people} if people else rest


def standing_of(listing: Listing) -> dict[str, Any]:
    """What a whole listing says, as revisions keep it."""
    names = [one.name for one in fields(Particulars) if one.name != "terms"]
    values = {name: getattr(listing, name) for name in names}
    said: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    said["terms"] = {name: list(listing.codes(name)) for name in TERMS}
    said["advisers"] = {str(one.id): entry_of(one) for one in listing.shown_advisers()}
    return said


def shows_at_once(listing: Listing) -> bool:
    """Whether what a live section says of this listing is public at once."""
    return goes_live(listing.listing_status, was_agreed=listing.confirmed_on is not None)


def lacking_of(listing: Listing, edit: Revision | None) -> tuple[str, ...]:
    """The fields that a listing needs and that say nothing, with the open edit applied.

    Of a listing that the Hub has agreed before, what is shown at once is no part of an edit.
    """
    shown, at_once = merged(standing_of(listing), edit.said if edit else {}), shows_at_once(listing)
    asked = [section for section in SECTIONS if not (section.live and at_once)]
    return tuple(name for section in asked for name in missing(shown, section))


def entry_of(adviser: Adviser) -> dict[str, str]:
    """What an adviser's entry says."""
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
