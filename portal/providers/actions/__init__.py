"""Writes of the directory.

Each use case is one transaction: the change, one audit event, and the word to the search index.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal.clock import day_of
from portal.credentials.models import Check, Credential
from portal.credentials.rules import (
    MATRIX_CYCLE_YEARS,
    Claim,
    ClaimRefused,
    Kind,
    Problem,
    Seen,
    check_problems,
    claim_problems,
)
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.providers.catalogue import MISTAKES, VOCABULARIES
from portal.providers.models import Adviser, Listing, MistakeReport
from portal.providers.rules import (
    ListingRefused,
    ListingStatus,
    Particulars,
    adviser_problems,
    listing_problems,
    placed,
    report_problems,
)
from portal.reference.queries import one_fact


class UnknownListing(LookupError):  # noqa: N818 - it names what was asked for
    """No listing, adviser or claim has this number."""


class SlugTaken(ValueError):  # noqa: N818 - it is what happened, not a fault
    """Another listing has this address already."""


def add_listing(
    said: Particulars,
    *,
    slug: str,
    status: ListingStatus,
    claimed_on: date | None = None,
    confirmed_on: date | None = None,
    is_example: bool = False,
    by: str,
    at: datetime,
) -> int:
    """Add a listing and return its id.

    `claimed_on` is the day on which the provider took it over, None for an unclaimed one;
    `confirmed_on` the last day on which the provider stood by it.

    Raises:
        ListingRefused: with a problem for each field that cannot be recorded.
        SlugTaken: another listing has this slug.
    """
    problems = listing_problems(said, VOCABULARIES, day_of(at))
    if problems:
        raise ListingRefused(problems)
    listing = Listing.of(placed(said), slug=slug, status=status, at=at)
    listing.claimed_on, listing.confirmed_on = claimed_on, confirmed_on
    listing.is_example = is_example
    db.session.add(listing)
    try:
        db.session.flush()
    except IntegrityError as taken:
        db.session.rollback()
        raise SlugTaken(slug) from taken
    listing.changed("add listing", by=by, at=at, status=status.value)
    commit()
    return listing.id


def add_adviser(
    listing_id: int,
    label: str,
    *,
    qualification: str,
    cdi_status: str,
    supervisor: str = "",
    evidence_sent: bool = False,
    declared_on: date | None = None,
    by: str,
    at: datetime,
) -> int:
    """Add an adviser with what they state of their qualification and registration; return the id.

    `qualification` and `cdi_status` are codes; both become claims that can be checked.

    Raises:
        UnknownListing: there is no such listing.
        ListingRefused, ClaimRefused: with a problem for each field that cannot be recorded.
    """
    problems = adviser_problems(label, supervisor, qualification)
    if problems:
        raise ListingRefused(problems)
    stated_on, sent = declared_on or day_of(at), evidence_sent
    award = Claim(Kind.QUALIFICATION, qualification, stated_on, evidence_sent=sent)
    claims = [award, Claim(Kind.CDI, cdi_status, stated_on, evidence_sent=sent)]
    _refuse_unsound(claims, for_person=True, at=at)
    listing = _for_change(listing_id)
    adviser = Adviser(listing_id=listing_id, label=label, supervisor=supervisor, accepted_at=at)
    db.session.add(adviser)
    db.session.flush()
    db.session.add_all(_row_of(claim, listing, adviser.id, at) for claim in claims)
    listing.changed("add adviser", by=by, at=at, adviser=adviser.id)
    commit()
    return adviser.id


def record_credential(
    listing_id: int, claim: Claim, *, adviser_id: int | None = None, by: str, at: datetime
) -> int:
    """Record what a listing, or one of its advisers, claims to hold; return the claim's id.

    A renewal is recorded as a new claim: the earlier one stays as it was. Whether it is example
    data follows the listing, whatever `claim` says.

    Raises:
        UnknownListing: there is no such listing, or the adviser is not one of its own.
        ClaimRefused: with a problem for each field that cannot be recorded.
    """
    _refuse_unsound([claim], for_person=adviser_id is not None, at=at)
    listing = _for_change(listing_id)
    if adviser_id is not None:
        adviser = db.session.get(Adviser, adviser_id)
        if adviser is None or adviser.listing_id != listing_id:
            raise UnknownListing(adviser_id)
    credential = _row_of(claim, listing, adviser_id, at)
    db.session.add(credential)
    db.session.flush()
    listing.changed(
        "record credential", by=by, at=at, credential=credential.id, kind=claim.kind.value
    )
    commit()
    return credential.id


def record_check(
    credential_id: int, seen: Seen, *, source: str = "", note: str = "", by: str, at: datetime
) -> int:
    """Record that somebody looked at the evidence for a claim, and what they found; return its id.

    Raises:
        UnknownListing: there is no such claim.
        ClaimRefused: the date or the checker cannot be recorded.
    """
    problems = check_problems(seen, day_of(at))
    if problems:
        raise ClaimRefused(problems)
    credential = db.session.get(Credential, credential_id)
    if credential is None:
        raise UnknownListing(credential_id)
    listing = _for_change(credential.listing_id)
    check = Check(
        credential_id=credential_id,
        checked_on=seen.checked_on,
        checked_by=seen.checked_by,
        result=seen.result.value,
        source=source,
        note=note,
        recorded_at=at,
    )
    db.session.add(check)
    db.session.flush()
    listing.changed(
        "record check", by=by, at=at, credential=credential_id, result=seen.result.value
    )
    commit()
    return check.id


def confirm_listing(listing_id: int, *, by: str, at: datetime) -> None:
    """Record that the provider looked at its listing today and stands by it.

    Raises:
        UnknownListing: there is no such listing.
        ListingRefused: nobody has claimed it, so there is nobody to stand by it.
        portal.db.Conflict: somebody changed it at the same moment.
    """
    listing = _for_change(listing_id)
    if not listing.is_claimed:
        raise ListingRefused([Problem("listing", "Nobody has claimed this listing yet")])
    listing.confirmed_on = day_of(at)
    listing.changed("confirm listing", by=by, at=at)
    commit()


def report_mistake(
    listing_id: int,
    what: str,
    details: str,
    *,
    contact: str = "",
    key: str,
    outcome: str,
    by: str,
    at: datetime,
) -> int:
    """Take a report that something in a listing is wrong; return its number.

    `key` is the form's key and `outcome` the address the reader is sent on to.

    Raises:
        UnknownListing: there is no such listing.
        ListingRefused: with a problem for each field that cannot be taken.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    problems = report_problems(what, details, contact, MISTAKES)
    if problems:
        raise ListingRefused(problems)
    if db.session.get(Listing, listing_id) is None:
        raise UnknownListing(listing_id)
    Receipt.keep(key, outcome, at)
    report = MistakeReport(
        listing_id=listing_id, what=what, details=details, contact=contact, at=at
    )
    db.session.add(report)
    db.session.flush()
    AuditEvent.record(
        "report mistake", f"listing:{listing_id}", by=by, at=at, report=report.id, what=what
    )
    commit()
    return report.id


def _refuse_unsound(claims: Sequence[Claim], *, for_person: bool, at: datetime) -> None:
    today, cycle = day_of(at), one_fact("matrix_cycle_years")
    years = int(cycle.value) if cycle else MATRIX_CYCLE_YEARS
    problems = [
        problem
        for claim in claims
        for problem in claim_problems(claim, today, for_person=for_person, cycle_years=years)
    ]
    if problems:
        raise ClaimRefused(problems)


def _row_of(claim: Claim, listing: Listing, adviser_id: int | None, at: datetime) -> Credential:
    marked = replace(claim, is_example=listing.is_example)
    row = Credential.of(marked, listing_id=listing.id, adviser_id=adviser_id, at=at)
    row.accepted_at = at
    return row


def _for_change(listing_id: int) -> Listing:
    listing = Listing.held(listing_id)
    if listing is None:
        raise UnknownListing(listing_id)
    return listing
