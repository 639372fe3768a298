"""The example world: invented providers and schools, each marked as an example."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.clock import day_of
from portal.credentials.models import Credential
from portal.credentials.queries import list_credentials
from portal.credentials.rules import Kind, Seen
from portal.organisation.actions.schools import add_school
from portal.providers.actions import add_adviser, add_listing, record_check, record_credential
from portal.providers.queries import one_by_slug
from portal.providers.rules import ListingStatus
from portal.seeds.files import (
    Member,
    Row,
    Stated,
    claims_of,
    confirmed_on,
    members_of,
    particulars_of,
    read_providers,
    read_schools,
)

SOURCE = "Invented for the example world"


def load_world(*, by: str, at: datetime) -> int:
    """Add those invented providers and schools that are missing; return how many were added.

    Running it again changes nothing. After a run that was cut short it adds what is still missing.
    """
    today = day_of(at)
    added = sum(add_school(**school, is_example=True, by=by, at=at) for school in read_schools())
    for row in read_providers():
        added += _load(row, today, by=by, at=at)
    return added


def _load(row: Row, today: date, *, by: str, at: datetime) -> bool:
    known = one_by_slug(row["slug"])
    if known is not None and not known.is_example:
        return False  # a real provider has this address: it is none of the example's business
    advisers = {adviser.label: adviser.id for adviser in known.advisers} if known else {}
    listing_id = known.id if known else _add(row, today, by=by, at=at)
    for member in members_of(row, today):
        if member.label not in advisers:
            advisers[member.label] = _add_member(listing_id, member, by=by, at=at)
        for kind, seen in member.seen.items():
            held = _held(listing_id, kind, adviser_id=advisers[member.label])
            _check(held, seen, by=by, at=at)
    for stated in claims_of(row, today):
        _load_claim(listing_id, stated, by=by, at=at)
    return known is None


def _add(row: Row, today: date, *, by: str, at: datetime) -> int:
    status = ListingStatus(row["listing_status"])
    stood_by = confirmed_on(row, today)
    return add_listing(
        particulars_of(row, today),
        slug=row["slug"],
        status=status,
        claimed_on=None if status is ListingStatus.STUB else (stood_by or today),
        confirmed_on=stood_by,
        is_example=True,
        by=by,
        at=at,
    )


def _add_member(listing_id: int, member: Member, *, by: str, at: datetime) -> int:
    return add_adviser(
        listing_id,
        member.label,
        qualification=member.qualification,
        cdi_status=member.cdi_status,
        supervisor=member.supervisor,
        evidence_sent=member.evidence_sent,
        declared_on=member.declared_on,
        by=by,
        at=at,
    )


def _load_claim(listing_id: int, stated: Stated, *, by: str, at: datetime) -> None:
    claim = stated.claim
    held = _held(listing_id, claim.kind, status=claim.status)
    if not held:
        record_credential(listing_id, claim, by=by, at=at)
        held = _held(listing_id, claim.kind, status=claim.status)
    if stated.seen is not None:
        _check(held, stated.seen, by=by, at=at)


def _held(
    listing_id: int, kind: Kind, *, adviser_id: int | None = None, status: str | None = None
) -> list[Credential]:
    """The claims that are recorded already, so that none is recorded twice."""
    return [
        claim
        for claim in list_credentials(listing_id)
        if (claim.kind, claim.adviser_id) == (kind, adviser_id) and status in {None, claim.status}
    ]


def _check(held: Sequence[Credential], seen: Seen, *, by: str, at: datetime) -> None:
    if held and not held[0].checks:
        record_check(held[0].id, seen, source=SOURCE, by=by, at=at)
