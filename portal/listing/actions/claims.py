"""Writes of whose a listing is: make one, ask to keep one, take that back, take up what the Hub offers."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.account.models import EmailKey
from portal.clock import day_of
from portal.db import Conflict, commit, db
from portal.journal.models import AuditEvent, Receipt, Tries
from portal.listing.catalogue.claims import ASKED, KEPT, TAKEN_UP
from portal.listing.models import ListingClaim
from portal.listing.queries.claims import find_offerer, find_waiting, has_slug
from portal.listing.rules.claims import (
    ASKING_TO_KEEP,
    MAKING_LISTINGS,
    TAKEN_ADDRESSES,
    ClaimState,
    Decision,
    KeepingRefused,
    Refusal,
    may_ask,
    may_take_up,
)
from portal.organisation.models import Membership
from portal.organisation.queries import (
    find_membership,
    list_administrators,
    list_hub_administrators,
)
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing
from portal.providers.rules import (
    ListingRefused,
    ListingStatus,
    Particulars,
    listing_problems,
    slug_of,
)

HOME = "/listing"


def make_listing(
    name: str,
    provider_type: str,
    place: Membership,
    *,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
) -> int:
    """Make a listing that the organisation of `place` keeps; its number. Nobody else sees it yet.

    `form` is the key of the form, which leads to `outcome`.

    Raises:
        portal.providers.rules.ListingRefused: with a problem for each field that cannot be recorded.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the organisation made too many.
        portal.db.Conflict: somebody made one of the same name at the same moment.
    """
    Receipt.keep(form, outcome, at)
    behalf, today = f"organisation:{place.organisation_id}", day_of(at)
    said = Particulars(name, provider_type)
    problems = listing_problems(said, VOCABULARIES, today)
    if problems:
        db.session.rollback()
        raise ListingRefused(problems)
    Tries.take(MAKING_LISTINGS, behalf, at)
    listing = _draft(said, at)
    _claim_by(place, listing.id, at).grant(listing, at)
    listing.changed("make listing", by=by, at=at, behalf=behalf)
    commit()
    return listing.id


def _draft(said: Particulars, at: datetime) -> Listing:
    """A listing that nobody sees yet."""
    listing = Listing.of(said, slug=_free_slug(said.name), status=ListingStatus.DRAFT, at=at)
    db.session.add(listing)
    try:
        db.session.flush()
    except IntegrityError as taken:  # somebody else has just made one of the same name
        db.session.rollback()
        raise Conflict from taken
    return listing


def ask_to_keep(
    listing_id: int,
    connection: str,
    place: Membership,
    *,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
) -> None:
    """Ask that the organisation of `place` keeps a listing; `connection` says how they belong to it.

    The Hub's administrators are told. `form` is the key of the form, which leads to `outcome`.

    Raises:
        KeepingRefused: somebody keeps it, it is not open, or the Hub has not decided what they asked before.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the organisation asked too often.
    """
    Receipt.keep(form, outcome, at)
    listing = _held(listing_id)
    refusal = may_ask(
        kept=listing.organisation_id is not None,
        status=listing.listing_status,
        waits=find_waiting(listing_id, place.organisation_id) is not None,
    )
    if refusal is not None:
        db.session.rollback()
        raise KeepingRefused(refusal)
    behalf = f"organisation:{place.organisation_id}"
    Tries.take(ASKING_TO_KEEP, behalf, at)
    claim = _claim_by(place, listing_id, at, connection)
    db.session.flush()
    AuditEvent.record(
        "ask to keep listing", f"listing:{listing_id}", by=by, at=at, behalf=behalf, claim=claim.id
    )
    _tell_the_hub(claim, listing, place, at)
    commit()


def _claim_by(
    place: Membership, listing_id: int, at: datetime, connection: str = ""
) -> ListingClaim:
    """A new word that a listing is that of the organisation of `place`."""
    claim = ListingClaim(
        listing_id=listing_id,
        organisation_id=place.organisation_id,
        person_id=place.person_id,
        connection=connection,
        made_at=at,
    )
    db.session.add(claim)
    return claim


def withdraw_claim(claim_id: int, *, by: str, at: datetime, behalf: str) -> bool:
    """Take back what was asked; whether the Hub had not decided it yet."""
    found = ListingClaim.held(claim_id)
    if found is None or found[0].state is not ClaimState.WAITING:
        db.session.rollback()
        return False
    claim, listing = found
    claim.decide(Decision.WITHDRAWN, at)
    AuditEvent.record(
        "take back request", f"listing:{listing.id}", by=by, at=at, behalf=behalf, claim=claim.id
    )
    commit()
    return True


def take_up(
    claim_id: int, place: Membership, *, form: str, outcome: str, by: str, at: datetime
) -> str:
    """Take up what the Hub offers to the address of whoever has `place`, for its organisation; the listing's name.

    Its administrators are told. `form` is the key of the form, which leads to `outcome`.

    Raises:
        KeepingRefused: it is not open any more or was offered to another address, somebody keeps the listing by
            now, or whoever offered it belongs to the organisation.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form, outcome, at)
    found = ListingClaim.held(claim_id)
    if found is None:
        db.session.rollback()
        raise KeepingRefused(Refusal.GONE)
    claim, listing = found
    refusal = _why_not(claim, listing, place, at)
    if refusal is not None:
        db.session.rollback()
        raise KeepingRefused(refusal)
    name, behalf = listing.name, f"organisation:{place.organisation_id}"
    key = db.session.get_one(EmailKey, claim.key_id)
    key.used_at, claim.person_id = at, place.person_id
    claim.organisation_id = place.organisation_id
    claim.grant(listing, at)
    listing.changed("take up listing", by=by, at=at, behalf=behalf, claim=claim.id)
    values = {"listing": name, "how": TAKEN_UP.format(person=place.person.name)}
    for one in list_administrators(place.organisation_id):
        one.tell(KEPT.name, at=at, link=HOME, values=values)
    commit()
    return name


def _why_not(
    claim: ListingClaim, listing: Listing, place: Membership, at: datetime
) -> Refusal | None:
    """Why an offer may not be taken up; None if it may."""
    key = db.session.get(EmailKey, claim.key_id) if claim.key_id is not None else None
    is_open = key is not None and key.used_at is None and at < key.expires_at
    if not is_open or claim.email != place.person.email:
        return Refusal.GONE
    offerer = find_offerer(claim)
    return may_take_up(
        state=claim.state,
        kept=listing.organisation_id is not None,
        status=listing.listing_status,
        offered_by_own=offerer is not None
        and find_membership(place.organisation_id, offerer) is not None,
    )


def _held(listing_id: int) -> Listing:
    listing = Listing.held(listing_id)
    if listing is None:
        db.session.rollback()
        raise KeepingRefused(Refusal.GONE)
    return listing


def _free_slug(name: str) -> str:
    """An address made of the name, with a number where another listing has it."""
    plain = slug_of(name)[:110] or "listing"
    slug, number = plain, 1
    while slug in TAKEN_ADDRESSES or has_slug(slug):
        number += 1
        slug = f"{plain}-{number}"
    return slug


def _tell_the_hub(claim: ListingClaim, listing: Listing, place: Membership, at: datetime) -> None:
    person = place.person
    values = {
        "person": person.name,
        "address": person.email or "",
        "organisation": place.organisation.name,
        "listing": listing.name,
    }
    for one in list_hub_administrators():
        one.tell(ASKED.name, at=at, link=f"/moderation/claims/{claim.id}", values=values)
