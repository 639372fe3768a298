"""Lists from public registers, and the claims that are looked for in them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.credentials.models import Credential
from portal.credentials.rules import STATUSES, Kind, Record, latest_check, record_that_counts
from portal.db import db
from portal.moderation.models import RegisterList
from portal.moderation.queries.queue import list_asking, list_own, objection_to
from portal.moderation.rules.entries import entry_of
from portal.moderation.rules.matching import compare, is_role
from portal.moderation.rules.registers import Comparison, Held, Register
from portal.providers.catalogue import AREAS
from portal.providers.models import Adviser, Listing, ListingTerm
from portal.providers.rules import ListingStatus

LATEST = 20
SELF_EMPLOYED = frozenset({"SELF_EMP", "SELF_LTD"})


def find_list(list_id: int) -> RegisterList | None:
    """A list that was brought in."""
    return db.session.get(RegisterList, list_id)


def list_lists() -> list[RegisterList]:
    """The latest lists, newest first."""
    rows = select(RegisterList).order_by(RegisterList.id.desc()).limit(LATEST)
    return list(db.session.scalars(rows))


def compare_list(row: RegisterList, by: str, today: date) -> Comparison:
    """A list compared with what listings claim now, for whoever looks at it."""
    entries = [entry_of(one) for one in row.rows]
    held = list_held(Register[row.register], by, today)
    return compare(entries, held, seen_on=row.seen_on)


def list_held(register: Register, by: str, today: date) -> list[Held]:
    """Every claim to be in this register that stands or waits, by listing; with why `by` may not decide about it."""
    kind = register.kind
    rows = (
        select(Credential, Listing, Adviser)
        .join(Listing, Listing.id == Credential.listing_id)
        .outerjoin(Adviser, Adviser.id == Credential.adviser_id)
        .where(
            Credential.kind == kind.value,
            Credential.withdrawn_at.is_(None),
            Adviser.left_at.is_(None),
            Listing.listing_status != ListingStatus.ARCHIVED.value,
        )
        .options(selectinload(Credential.checks))
        .order_by(Credential.listing_id, Credential.adviser_id, Credential.id)
    )
    found = [(one, listing, adviser) for one, listing, adviser in db.session.execute(rows)]
    places, own, asking = _places(), list_own(by), list_asking()
    held = []
    for _, group in groupby(found, key=lambda row: (row[0].listing_id, row[0].adviser_id)):
        members = list(group)
        listing, adviser = members[0][1], members[0][2]
        refusal = objection_to(listing, asking, own)
        for credential in _standing([one for one, _, _ in members], kind, today):
            objection = refusal.value if refusal else ""
            where = (*places.get(listing.id, ()), listing.base_outward)
            about = (listing, adviser)
            held.append(_held(credential, about, where, objection=objection, today=today))
    return held


def _standing(claims: list[Credential], kind: Kind, today: date) -> Iterator[Credential]:
    """Of renewals of one thing the one that counts today, and those that wait; only such as say that it is held."""
    shown = [(one, one.record()) for one in claims if one.is_shown]
    counts = record_that_counts([record for _, record in shown], today)
    chosen = [one for one, record in shown if record is counts][:1]
    chosen += [one for one in claims if one.is_waiting]
    return (one for one in chosen if STATUSES[kind].get(one.status, one) is None)


def _held(
    credential: Credential,
    about: tuple[Listing, Adviser | None],
    places: tuple[str, ...],
    *,
    objection: str,
    today: date,
) -> Held:
    listing, adviser = about
    record: Record = credential.record()
    last = latest_check(record.checks, today)
    names: tuple[str, ...] = (listing.name,)
    if adviser is not None:
        is_alone = listing.provider_type in SELF_EMPLOYED
        names = (adviser.label, listing.name) if is_alone else (adviser.label,)
    return Held(
        credential_id=credential.id,
        listing_id=listing.id,
        listing=listing.name,
        names=names,
        places=tuple(place for place in places if place),
        number=credential.number,
        state=record.state(today),
        is_by_role=adviser is not None and is_role(adviser.label),
        until=credential.review_due if credential.kind == Kind.MATRIX else None,
        checked_on=last.checked_on if last else None,
        result=last.result if last else None,
        is_shown=credential.is_shown,
        objection=objection,
    )


def _places() -> dict[int, tuple[str, ...]]:
    """The names of the places where each listing works."""
    rows = select(ListingTerm.listing_id, ListingTerm.code).where(ListingTerm.vocabulary == "area")
    return _grouped((number, AREAS.get(code, "")) for number, code in db.session.execute(rows))


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for number, word in pairs:
        found[number] = (*found.get(number, ()), word)
    return found
