"""Histories of one provider's claims: what was stated, looked at, let in and taken back, moment by moment.

`Model` keeps them as plain values and says what each reader must be shown, by the pure rules alone; `Portal` does
the same things to a real portal whose clock stands at those moments.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flask import Flask
from hypothesis import strategies as st
from sqlalchemy import delete, update

from portal.clock import LONDON, now
from portal.credentials.catalogue import badge_cell
from portal.credentials.models import Credential, badge_of
from portal.credentials.rules import STATUSES, Claim, Kind, Record, Result, Seen, record_that_counts
from portal.db import db
from portal.journal.models import OutboxRow, Tries
from portal.providers.actions import (
    add_adviser,
    record_check,
    record_credential,
)
from portal.providers.indexing import look_after, rebuild
from portal.providers.models import Adviser, Listing
from portal.providers.pages.cards import UNSAID
from portal.providers.rules import Person, cdi_standing, matrix_standing
from tests.builders import add_provider

NIGHTS = (
    date(2026, 11, 24),
    date(2026, 6, 30),  # London is an hour ahead of UTC
    date(2026, 10, 24),  # the clocks go back in the night after
    date(2026, 10, 25),
    date(2027, 3, 27),  # and forward
    date(2027, 3, 28),
    date(2027, 12, 31),
    date(2028, 2, 29),
)
"""Days at whose end somebody looks."""
EDGES = tuple(
    timedelta(hours=hours, seconds=seconds) for hours in (-1, 0, 24) for seconds in (-1, 0)
)
"""How far from that midnight."""
DUE = (-91, -90, -1, 0, 1, 2, 89, 90, 91)
SEEN_DAYS_AGO = (0, 1, 364, 365, 366)


@dataclass(frozen=True)
class Step:
    """One thing that happens: `what` is done, with `values`, at `at`; "look" is a reader's look."""

    at: datetime
    what: str
    values: tuple[object, ...] = ()


@dataclass
class Stated:
    """A claim in a history."""

    claim: Claim
    accepted: bool
    withdrawn: bool = False
    checks: list[Seen] = field(default_factory=list)


@dataclass
class Model:
    """What is known of one provider with one adviser, and so what may be shown."""

    claims: list[Stated] = field(default_factory=list)
    adviser_is_here: bool = True

    def do(self, step: Step) -> None:
        """Let it happen."""
        match step.what, step.values:
            case "claim", (Claim() as claim, bool(waits)):
                self.claims.append(Stated(claim, accepted=not waits))
            case "check", (int(which), Seen() as seen):
                self.claims[which % len(self.claims)].checks.append(seen)
            case "accept", (int(which),):
                self.claims[which % len(self.claims)].accepted = True
            case "withdraw", (int(which),):
                self.claims[which % len(self.claims)].withdrawn = True
            case "leave", ():
                self.adviser_is_here = False

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """The claims of this kind that may be shown."""
        if kind is not Kind.MATRIX and not self.adviser_is_here:
            return ()
        return tuple(
            Record(stated.claim, tuple(stated.checks))
            for stated in self.claims
            if stated.claim.kind is kind and stated.accepted and not stated.withdrawn
        )

    def standings(self, today: date) -> dict[str, str]:
        """The value of each filter."""
        person = Person("", "", self.records(Kind.QUALIFICATION), self.records(Kind.CDI))
        return {
            "matrix": matrix_standing(self.records(Kind.MATRIX), today).value,
            "cdi": cdi_standing([person] if self.adviser_is_here else [], today).value,
        }

    def badges(self, today: date) -> list[str]:
        """The badges of the page, in words."""
        shown = []
        for kind in (Kind.MATRIX, Kind.CDI, Kind.QUALIFICATION):
            counts = record_that_counts(self.records(kind), today)
            badge = badge_of(counts, today) if counts else None
            if badge and (kind is not Kind.MATRIX or badge.state not in UNSAID):
                _, name, basis = badge_cell(badge)
                shown.append(f"{name} {basis}")
        return shown


@dataclass
class Portal:
    """A real portal in which the same happens; the clock has to stand at each step's moment."""

    app: Flask
    ids: list[int] = field(default_factory=list)
    listing: int = 0
    adviser: int = 0

    def begin(self, today: date) -> None:
        """Nothing but one listing, which the index holds."""
        with self.app.app_context():
            for table in (Listing, OutboxRow, Tries):
                db.session.execute(delete(table))
            db.session.commit()
            self.listing = add_provider("Quokka", confirmed_on=today)
            self.adviser = add_adviser(
                self.listing,
                "Lead",
                qualification="Q7_QCD",
                cdi_status="UNKNOWN",
                by="test",
                at=now(),
            )
            db.session.execute(delete(Credential))
            db.session.commit()
            rebuild(self.app.extensions["search"], today)

    def do(self, step: Step) -> None:
        """Let it happen in a request: the change, the word to the index in the same transaction, and the answer."""
        with self.app.test_request_context(method="POST"):
            self._do(step)
            answer = look_after(self.app.make_response("done"))
        answer.close()  # as a server does, when the request is over

    def _do(self, step: Step) -> None:
        match step.what, step.values:
            case "claim", (Claim() as claim, bool(waits)):
                self._claim(claim, waits=waits)
            case "check", (int(which), Seen() as seen):
                record_check(self._of(which), seen, by="test", at=now())
            case "accept", (int(which),):
                self._set(which, accepted_at=now())
            case "withdraw", (int(which),):
                self._set(which, withdrawn_at=now())
            case "leave", ():
                db.session.execute(
                    update(Adviser).where(Adviser.left_at.is_(None)).values(left_at=now())
                )
                self._say_so()

    def _claim(self, claim: Claim, *, waits: bool) -> None:
        adviser = None if claim.kind is Kind.MATRIX else self.adviser
        made = record_credential(self.listing, claim, adviser_id=adviser, by="test", at=now())
        self.ids.append(made)
        if waits:
            self._set(-1, accepted_at=None)

    def _of(self, which: int) -> int:
        return self.ids[which % len(self.ids)]

    def _set(self, which: int, **values: object) -> None:
        row = update(Credential).where(Credential.id == self._of(which))
        if values.get("accepted_at"):
            row = row.where(Credential.accepted_at.is_(None))  # let in once
        if values.get("withdrawn_at"):
            row = row.where(Credential.withdrawn_at.is_(None))
        db.session.execute(row.values(**values))
        self._say_so()

    def _say_so(self) -> None:
        listing = Listing.held(self.listing)
        assert listing is not None
        listing.changed("trial", by="test", at=now())
        db.session.commit()


def london(at: datetime) -> date:
    """The day in Liverpool."""
    return at.astimezone(LONDON).date()


def midnight_after(day: date) -> datetime:
    """When a day ends in Liverpool."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Steps in the order of their moments around one midnight; somebody looks after each few of them."""
    night = draw(st.sampled_from(NIGHTS))
    turn = midnight_after(night)
    moments = [turn + edge for edge in sorted(EDGES)]
    steps = [_claim(draw, night, moments[0] - timedelta(days=2))]
    for at in moments:
        happens = draw(st.lists(st.sampled_from(HAPPENINGS), max_size=2))
        steps += [make(draw, night, at) for make in happens]
        steps.append(Step(at, "look"))
    return steps


def _claim(draw: st.DrawFn, night: date, at: datetime) -> Step:
    kind = draw(st.sampled_from((Kind.MATRIX, Kind.MATRIX, Kind.CDI, Kind.QUALIFICATION)))
    usual = {Kind.MATRIX: "HELD", Kind.CDI: "RCDP_CURRENT", Kind.QUALIFICATION: "Q7_QCD"}[kind]
    only = st.just(usual) if kind is Kind.QUALIFICATION else st.sampled_from(sorted(STATUSES[kind]))
    due = night + timedelta(days=draw(st.sampled_from(DUE)))
    is_matrix = kind is Kind.MATRIX
    claim = Claim(
        kind,
        draw(st.just(usual) | only),
        london(at),
        evidence_sent=draw(st.booleans()),
        review_due=due if is_matrix else None,
        accredited_on=night - timedelta(days=400) if is_matrix else None,
    )
    return Step(at, "claim", (claim, draw(st.booleans())))


def _check(draw: st.DrawFn, night: date, at: datetime) -> Step:
    ago = timedelta(days=draw(st.sampled_from(SEEN_DAYS_AGO)))
    usual, any_result = st.just(Result.CONFIRMED), st.sampled_from(sorted(Result))
    seen = Seen(london(at) - ago, "the Hub", draw(usual | any_result))
    return Step(at, "check", (draw(st.integers(0, 9)), seen))


def _accept(draw: st.DrawFn, night: date, at: datetime) -> Step:
    return Step(at, "accept", (draw(st.integers(0, 9)),))


def _withdraw(draw: st.DrawFn, night: date, at: datetime) -> Step:
    return Step(at, "withdraw", (draw(st.integers(0, 9)),))


def _leave(draw: st.DrawFn, night: date, at: datetime) -> Step:
    return Step(at, "leave")


HAPPENINGS: tuple[Callable[[st.DrawFn, date, datetime], Step], ...] = (
    *(_claim, _claim, _check, _check, _check, _accept, _accept, _withdraw),
    _leave,
)
