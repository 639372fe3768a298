"""Writes of what a provider and its advisers hold: each claim waits for the Hub; taking one back has effect at once."""

from datetime import date, datetime

from portal.clock import day_of
from portal.credentials.models import Credential
from portal.credentials.queries import list_problems
from portal.credentials.rules import Claim, ClaimRefused, Problem
from portal.db import commit, db
from portal.journal.models import Receipt
from portal.listing.actions.keeping import NotKept, kept
from portal.providers.models import Listing

MOST_WAITING = 60
"""How many claims of one listing may wait for the Hub at a time."""


def claim_credential(
    listing_id: int,
    claim: Claim,
    *,
    adviser_id: int | None,
    number: str = "",
    last_cic_on: date | None = None,
    key: str,
    outcome: str,
    keeper_id: int,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Say that the provider, or one of its advisers, holds something; the number of the claim.

    Nobody but the provider and the Hub sees it before the Hub has looked at it. A renewal is a claim of its own: what
    it renews stays in sight until then. `number` is that of the entry or certificate, and is never shown. `key` is the
    form's, and `outcome` the address that it leads to.

    Raises:
        NotKept: the organisation does not keep the listing.
        portal.credentials.rules.ClaimRefused: with a problem for each field that cannot be recorded.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(key, outcome, at)
    listing = kept(listing_id, keeper_id)
    _refuse_unsound(claim, listing, adviser_id, at)
    row = Credential.of(claim, listing_id=listing_id, adviser_id=adviser_id, at=at)
    row.number, row.last_cic_on, row.is_example = number, last_cic_on, listing.is_example
    db.session.add(row)
    db.session.flush()
    detail = {"credential": row.id, "kind": claim.kind.value}
    listing.changed("claim credential", by=by, at=at, behalf=behalf, **detail)
    commit()
    return row.id


def withdraw_credential(
    listing_id: int, credential_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str
) -> None:
    """Take a claim back: from now on nobody sees it. Once is enough.

    Raises:
        NotKept: the organisation does not keep the listing, or it makes no such claim.
    """
    listing = kept(listing_id, keeper_id)
    row = own_claim(listing, credential_id)
    if row.withdrawn_at is None:
        row.withdraw(at)
        detail = {"credential": row.id, "kind": row.kind}
        listing.changed("withdraw credential", by=by, at=at, behalf=behalf, **detail)
    commit()


def own_claim(listing: Listing, credential_id: int) -> Credential:
    """A claim of a listing that is held, whole.

    Raises:
        NotKept: it makes no such claim.
    """
    for row in listing.credentials:
        if row.id == credential_id:
            return row
    db.session.rollback()
    raise NotKept(credential_id)


def _refuse_unsound(claim: Claim, listing: Listing, adviser_id: int | None, at: datetime) -> None:
    problems = [
        *list_problems(claim, day_of(at), for_person=adviser_id is not None),
        *_problems_of(listing, adviser_id),
    ]
    if problems:
        db.session.rollback()
        raise ClaimRefused(problems)


def _problems_of(listing: Listing, adviser_id: int | None) -> list[Problem]:
    found = []
    here = {one.id for one in listing.advisers if one.left_at is None}
    if adviser_id is not None and adviser_id not in here:
        found.append(Problem("adviser", "Choose one of your advisers"))
    if sum(row.is_waiting for row in listing.credentials) >= MOST_WAITING:
        words = f"{MOST_WAITING} of your claims wait for the Hub already. Wait until it has looked at some"
        found.append(Problem("status", words))
    return found
