"""What of a listing goes stale, and when: worked out from its rows on the day it is asked for, never stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.credentials.catalogue import INSURANCE_COVERS
from portal.credentials.rules import (
    DISPROVED,
    GOOD,
    STATUSES,
    Kind,
    Record,
    effective_state,
    latest_check,
    months_after,
    record_that_counts,
    valid_until,
)
from portal.listing.rules.ladders import (
    BOOKING_WEEKS,
    CONFIRMED,
    LADDERS,
    Due,
    Fact,
    Ladder,
    step_reached,
)
from portal.providers.rules import UNDISCLOSED, ListingStatus
from portal.providers.rules.showing import CAPACITY_DAYS, CONFIRM_MONTHS, PRICE_MONTHS

__all__ = [
    "BOOKING_WEEKS",
    "CONFIRMED",
    "LADDERS",
    "Due",
    "Fact",
    "Kept",
    "Ladder",
    "Stated",
    "due_of",
    "facts_of",
    "is_interested",
    "lapses_of",
    "step_reached",
]

LAPSE_NEWS_DAYS = 30
"""For how many days after a lapse schools are told of it."""
INTEREST_MONTHS = 12
"""How long an enquiry says that a school is interested in a provider."""
MATRIX_CHECK_MONTHS = (12, 24)
CHECK_COUNTS_FROM = 6  # months before it is due: a check made since then is the one that was due

_CLAIMED = {
    Kind.MATRIX: Fact.MATRIX,
    Kind.CDI: Fact.CDI,
    Kind.INSURANCE: Fact.INSURANCE,
    Kind.DBS: Fact.DBS,
}


@dataclass(frozen=True)
class Stated:
    """One claim that was not taken back: `adviser` is the label of whoever holds it, empty for the organisation's own."""

    id: int
    record: Record
    is_shown: bool = True
    adviser_id: int | None = None
    adviser: str = ""
    last_cic_on: date | None = None


@dataclass(frozen=True)
class Kept:
    """What a listing says that goes stale; the values are those of its columns, the claims oldest first."""

    status: str
    confirmed_on: date | None = None
    capacity: str = ""
    capacity_said_on: date | None = None
    price_band: str = UNDISCLOSED
    price_valid_to: date | None = None
    price_said_on: date | None = None
    claims: tuple[Stated, ...] = ()


def facts_of(kept: Kept, today: date) -> tuple[Due, ...]:
    """Every fact of a published listing that has a last day, the earliest first. Other listings have none."""
    if kept.status != ListingStatus.PUBLISHED:
        return ()
    found = [*_own_word(kept), *_claimed(kept.claims, today), *_yearly_checks(kept.claims, today)]
    return tuple(
        sorted(found, key=lambda one: (one.due_on, list(Fact).index(one.fact), one.subject_id))
    )


def due_of(kept: Kept, today: date) -> tuple[Due, ...]:
    """Those facts of which a step is reached: what the provider ought to look at."""
    return tuple(one for one in facts_of(kept, today) if one.step(today) is not None)


def lapses_of(kept: Kept, today: date) -> tuple[Due, ...]:
    """The matrix Standard and register entries that lapsed in the last 30 days, as everybody may see.

    The badge was good on its last day, `due_on`, and is not today.
    """
    return tuple(
        lapsed
        for kind in (Kind.MATRIX, Kind.CDI)
        for group in _groups(
            one for one in kept.claims if one.is_shown and one.record.claim.kind is kind
        )
        if (lapsed := _lapsed(group, today)) is not None
    )


def is_interested(*, since: date, until: date | None, lapsed: Due) -> bool:
    """Whether whoever was interested `since` a day, and `until` another, had the badge before it lapsed."""
    return since <= lapsed.due_on and (until is None or lapsed.due_on < until)


def _own_word(kept: Kept) -> Iterator[Due]:
    if kept.confirmed_on is not None:
        yield Due(Fact.LISTING, months_after(kept.confirmed_on, CONFIRM_MONTHS))
    if kept.capacity and kept.capacity_said_on is not None:
        yield Due(Fact.CAPACITY, kept.capacity_said_on + timedelta(days=CAPACITY_DAYS))
    if kept.price_band != UNDISCLOSED and kept.price_said_on is not None:
        longest = months_after(kept.price_said_on, PRICE_MONTHS)
        yield Due(Fact.PRICE, min(longest, kept.price_valid_to or longest))


def _groups(claims: Iterable[Stated]) -> list[list[Stated]]:
    """The claims about one thing together: its renewals. Several insurances are several things."""
    groups: dict[tuple[Kind, int | None, str], list[Stated]] = {}
    for one in claims:
        claim = one.record.claim
        part = claim.status if claim.kind is Kind.INSURANCE else ""
        groups.setdefault((claim.kind, one.adviser_id, part), []).append(one)
    return list(groups.values())


def _claimed(claims: Iterable[Stated], today: date) -> Iterator[Due]:
    for group in _groups(one for one in claims if one.record.claim.kind in _CLAIMED):
        counting = _counting(group, today)
        if counting is not None and (ends := _ends(counting, today)) is not None:
            fact = _CLAIMED[counting.record.claim.kind]
            yield Due(fact, ends, counting.id, _about(counting))


def _counting(group: Sequence[Stated], today: date) -> Stated | None:
    """Of the renewals of one thing, the one that its provider is reminded of.

    That is the one that lasts longest, whether or not the Hub has looked at it yet: whoever has sent the next
    certificate is not asked for it. There is none where the newest says that it is not held, or has no last day.
    """
    newest = group[-1].record.claim
    if STATUSES[newest.kind].get(newest.status) is not None:
        return None
    held = [one for one in group if _is_supported(one, today)]
    if not held or _ends(held[-1], today) is None:
        return None
    return max(reversed(held), key=lambda one: _ends(one, today) or date.min)


def _is_supported(one: Stated, today: date) -> bool:
    return effective_state(one.record.claim, one.record.checks, today) not in DISPROVED


def _ends(one: Stated, today: date) -> date | None:
    return valid_until(one.record.claim, latest_check(one.record.checks, today))


def _yearly_checks(claims: Iterable[Stated], today: date) -> Iterator[Due]:
    """The matrix Standard's continuous improvement checks in the years between two reviews."""
    for group in _groups(one for one in claims if one.record.claim.kind is Kind.MATRIX):
        held = _counting(group, today)
        awarded = held.record.claim.accredited_on if held is not None else None
        if held is None or awarded is None:
            continue
        for months in MATRIX_CHECK_MONTHS:
            on, since = (
                months_after(awarded, months),
                months_after(awarded, months - CHECK_COUNTS_FROM),
            )
            is_made = held.last_cic_on is not None and held.last_cic_on >= since
            if not is_made and on < (_ends(held, today) or on):
                yield Due(Fact.MATRIX_CHECK, on, held.id)


def _lapsed(group: Sequence[Stated], today: date) -> Due | None:
    ends = [(end, one) for one in group if (end := _ends(one, today)) is not None and end < today]
    if not ends:
        return None
    on, one = max(ends, key=lambda pair: (pair[0], pair[1].id))
    is_news = (today - on).days <= LAPSE_NEWS_DAYS
    if not is_news or _is_good(group, today) or not _is_good(group, on):
        return None
    return Due(_CLAIMED[one.record.claim.kind], on, one.id, _about(one))


def _is_good(group: Sequence[Stated], day: date) -> bool:
    counts = record_that_counts([one.record for one in group], day)
    return counts is not None and counts.state(day) in GOOD


def _about(one: Stated) -> str:
    claim = one.record.claim
    if claim.kind is Kind.INSURANCE:
        return INSURANCE_COVERS.get(claim.status, "")
    return one.adviser
