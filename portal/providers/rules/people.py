"""Who delivers, what that lets a listing offer, and what its filters may say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.credentials.rules import (
    GOOD,
    Badge,
    Record,
    State,
    Verification,
    is_in_training,
    may_give_guidance,
    record_that_counts,
    verification,
    why_not_guidance,
)

# Meetings that count for Benchmark 8, so only qualified people may offer them.
GUIDANCE_SERVICES = frozenset({"PG1", "PG_FU"})


class MatrixStanding(StrEnum):
    """The values of the matrix filter."""

    CURRENT = "CURRENT"
    WORKING_TOWARDS = "WORKING_TOWARDS"
    UNVERIFIED = "UNVERIFIED"
    EXPIRED = "EXPIRED"
    NONE = "NONE"


class CdiStanding(StrEnum):
    """The values of the CDI register filter."""

    REGISTERED = "REGISTERED"
    UNVERIFIED = "UNVERIFIED"
    NONE = "NONE"


@dataclass(frozen=True)
class Person:
    """One adviser with the claims made for them, oldest first in each kind."""

    label: str
    supervisor: str
    qualifications: tuple[Record, ...] = ()
    cdi: tuple[Record, ...] = ()


@dataclass(frozen=True)
class PersonStanding:
    """What was shown of one adviser on a day; `why_not` says why they could not offer personal guidance then."""

    adviser_id: int
    label: str
    badges: tuple[Badge, ...]
    why_not: str | None


@dataclass(frozen=True)
class Standing:
    """What was shown of a provider's claims on a day: its own, and those of each adviser."""

    day: date
    badges: tuple[Badge, ...]
    people: tuple[PersonStanding, ...]


@dataclass(frozen=True)
class Offer:
    """The services a page may show, and those it withholds, each with the reason in words."""

    shown: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...] = ()


def why_person_may_not_guide(person: Person, today: date) -> str | None:
    """Why this adviser may not offer personal guidance; None when one of their awards allows it.

    An award whose evidence was looked at and not accepted does not count.
    """
    counts = record_that_counts(person.cdi, today)
    cdi = counts.state(today) if counts else State.UNVERIFIED
    status = counts.claim.status if counts else "UNKNOWN"
    codes = [
        record.claim.status
        for record in person.qualifications
        if verification(record, today) is not Verification.REJECTED
    ]
    if any(may_give_guidance(code, cdi) for code in codes):
        return None
    return why_not_guidance(codes[-1] if codes else "Q_NONE", status, cdi)


def offer_of(services: Sequence[str], people: Sequence[Person], today: date) -> Offer:
    """Which of the chosen services may be shown on `today`, given who would deliver them."""
    reason = _why_nobody_may_guide(people, today)
    if reason is None:
        return Offer(tuple(services))
    return Offer(
        tuple(code for code in services if code not in GUIDANCE_SERVICES),
        tuple((code, reason) for code in services if code in GUIDANCE_SERVICES),
    )


def matrix_standing(records: Sequence[Record], today: date) -> MatrixStanding:
    """The value of the matrix filter for an organisation's matrix claims, oldest first."""
    counts = record_that_counts(records, today)
    state = counts.state(today) if counts else State.NOT_HELD
    if state in GOOD:
        return MatrixStanding.CURRENT
    known = MatrixStanding.__members__
    return known.get(state.value, MatrixStanding.NONE)


def cdi_standing(people: Iterable[Person], today: date) -> CdiStanding:
    """The value of the register filter: the best that any adviser reaches.

    A sighting of more than a year ago no longer counts as registered.
    """
    found = [record_that_counts(person.cdi, today) for person in people]
    claimed = [record for record in found if record and record.claim.status == "RCDP_CURRENT"]
    states = {record.state(today) for record in claimed}
    if states & GOOD:
        return CdiStanding.REGISTERED
    unsure = states & {State.UNVERIFIED, State.CHECK_EXPIRED}
    return CdiStanding.UNVERIFIED if unsure else CdiStanding.NONE


def are_all_in_training(people: Sequence[Person]) -> bool:
    """Whether every adviser of the listing is still training, which its badge has to say."""
    codes = [[record.claim.status for record in person.qualifications] for person in people]
    return bool(codes) and all(own and all(map(is_in_training, own)) for own in codes)


def _why_nobody_may_guide(people: Sequence[Person], today: date) -> str | None:
    reasons = [why_person_may_not_guide(person, today) for person in people]
    if None in reasons:
        return None
    return reasons[0] if reasons else "No qualified adviser is recorded for this listing."
