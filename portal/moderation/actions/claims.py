"""Whose a listing is: agree to a request, refuse it, offer a listing by mail, take an offer back, end it."""

from datetime import datetime

from portal.account.models import EmailKey, Person, Purpose
from portal.account.queries import find_person, one_person
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt, Tries
from portal.listing.catalogue.claims import AGREED, AGREED_AND_CONFIRMED, KEPT
from portal.listing.models import ListingClaim
from portal.listing.queries import hold_whole
from portal.listing.queries.claims import OFFER
from portal.listing.rules.claims import OFFER_LASTS, ClaimState, Decision
from portal.mail.models import Mail
from portal.mail.rules import Letter
from portal.moderation.actions.minding import hold_listing, let_go
from portal.moderation.actions.refusing import allow
from portal.moderation.catalogue.claims import ENDED, OFFERED, REFUSED
from portal.moderation.queries import find_hub, list_own
from portal.moderation.rules import Refusal, Subject, Unseen
from portal.moderation.rules.claims import may_agree, may_offer
from portal.organisation.models import Organisation
from portal.organisation.queries import list_members, list_memberships
from portal.organisation.rules import LETTERS_TO_ONE, Kind, Role
from portal.providers.models import Listing

_LISTINGS = "/listing"


def agree(claim_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Let the organisation that asked keep the listing, confirm it if that was not done, and tell its people.

    Raises:
        LookupError: there is no such claim.
        NotAllowed: somebody keeps the listing, it or the organisation is stopped, or whoever decides belongs to an
            organisation that keeps it or asks for it.
        Unseen: it does not wait any more.
    """
    claim, listing = _waiting(claim_id, by)
    organisation = Organisation.held(claim.organisation_id or 0)
    assert organisation is not None  # noqa: S101 - the claim points at it
    allow(
        may_agree(
            kept=listing.organisation_id is not None,
            status=listing.listing_status,
            asker_stopped=organisation.frozen_at is not None,
        )
    )
    claim.grant(listing, at)
    how = AGREED
    if organisation.confirmed_at is None:
        organisation.confirmed_at, how = at, AGREED_AND_CONFIRMED
        subject = f"organisation:{organisation.id}"
        AuditEvent.record("confirm organisation", subject, by=by, at=at, behalf=behalf)
    _tell(claim, listing, KEPT, at, how=how.format(organisation=organisation.name))
    _done("agree to request", claim, listing, by=by, at=at, behalf=behalf)


def refuse(claim_id: int, reason: str, *, by: str, at: datetime, behalf: str) -> None:
    """Refuse what an organisation asked for, and mail its people the reason. Errors as of `agree`."""
    claim, listing = _waiting(claim_id, by)
    claim.decide(Decision.REFUSED, at, reason)
    _tell(claim, listing, REFUSED, at, reason=reason)
    _done("refuse request", claim, listing, by=by, at=at, behalf=behalf)


def offer(
    listing_id: int,
    email: str,
    *,
    own_id: int,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Offer a listing to an address by mail; an older offer of it to the same address works no more.

    `own_id` is the person of the Hub who does it. `form` is the key of the form, which leads to `outcome`.

    Raises:
        LookupError: there is no such listing.
        NotAllowed: somebody keeps it, it is stopped, or the address or the listing is that of one's own organisation.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the address is sent too many.
    """
    Receipt.keep(form, outcome, at)
    listing, hub = hold_listing(listing_id, by=by), find_hub()
    kept, status = listing.organisation_id is not None, listing.listing_status
    is_own = _is_own(email, one_person(own_id), list_own(by))
    allow(may_offer(kept=kept, status=status, is_own=is_own))
    Tries.take(LETTERS_TO_ONE, email, at)
    same = (ListingClaim.listing_id == listing_id, ListingClaim.email == email)
    ListingClaim.withdraw_offers(at, *same)
    key, nonce = EmailKey.make(Purpose.KEEP_LISTING, email=email, lasts=OFFER_LASTS, at=at)
    claim = ListingClaim(listing_id=listing_id, email=email, key_id=key.id, made_at=at)
    db.session.add(claim)
    db.session.flush()
    told = {"hub": hub.name if hub else "The Careers Hub", "listing": listing.name}
    link = "/listing/invited/{key}"
    Mail.write(OFFERED.name, to=email, at=at, values=told, link=link, nonce=nonce)
    listing.changed(OFFER, by=by, at=at, behalf=behalf, claim=claim.id)
    commit()


def withdraw_offer(claim_id: int, *, by: str, at: datetime, behalf: str) -> bool:
    """Take an offer back, so that its link opens nothing; whether it was open."""
    found = ListingClaim.held(claim_id)
    if found is None or found[0].state is not ClaimState.OFFERED:
        db.session.rollback()
        return False
    listing = found[1]
    ListingClaim.withdraw_offers(at, ListingClaim.id == claim_id)
    listing.changed("take back offer", by=by, at=at, behalf=behalf, claim=claim_id)
    commit()
    return True


def end(
    listing_id: int, keeper_id: int, reason: str, *, by: str, at: datetime, behalf: str
) -> None:
    """End that an organisation keeps a listing, with all that follows from it, and mail its people the reason.

    `keeper_id` is the organisation that whoever decides was shown.

    Raises:
        LookupError: there is no such listing.
        NotAllowed: nobody keeps it, or whoever decides belongs to the organisation that does.
        Unseen: another organisation keeps it by now.
    """
    hold_listing(listing_id, by=by)
    listing = hold_whole(listing_id)
    assert listing is not None  # noqa: S101 - it is held
    allow(Refusal.NOT_KEPT if listing.organisation_id is None else None)
    if listing.organisation_id != keeper_id:
        db.session.rollback()
        raise Unseen
    ListingClaim.end_keeping(listing, reason, at)
    values = {"listing": listing.name, "reason": reason}
    for place in list_members(keeper_id):
        place.tell(ENDED.name, at=at, link=_LISTINGS, values=values)
    detail = {"organisation": f"organisation:{keeper_id}"}
    listing.changed("end keeping", by=by, at=at, behalf=behalf, **detail)
    commit()


def _waiting(claim_id: int, by: str) -> tuple[ListingClaim, Listing]:
    """A claim that waits, and its listing, both held, for somebody who may decide it."""
    found = ListingClaim.held(claim_id)
    if found is None:
        raise LookupError(f"There is no claim {claim_id}.")
    claim, listing = found
    hold_listing(listing.id, by=by)
    if claim.state is not ClaimState.WAITING:
        db.session.rollback()
        raise Unseen
    return claim, listing


def _is_own(email: str, own: Person | None, organisations: set[int]) -> bool:
    """Whether an address is that of whoever does it, or of somebody of a provider that they belong to."""
    if own is None or own.email == email:
        return True
    other = find_person(email)
    theirs = list_memberships(other.id) if other is not None else []
    return any(
        one.organisation_id in organisations and one.organisation.kind == Kind.PROVIDER
        for one in theirs
    )


def _tell(claim: ListingClaim, listing: Listing, letter: Letter, at: datetime, **more: str) -> None:
    """Write a letter to the administrators of the organisation that asked, and to whoever asked for it."""
    for place in list_members(claim.organisation_id or 0):
        if place.role == Role.ADMINISTRATOR or place.person_id == claim.person_id:
            values = {"listing": listing.name} | more
            place.tell(letter.name, at=at, link=_LISTINGS, values=values)


def _done(
    what: str, claim: ListingClaim, listing: Listing, *, by: str, at: datetime, behalf: str
) -> None:
    """Write down what was decided about a claim, and commit."""
    let_go(Subject.CLAIM, claim.id)
    detail = {"claim": claim.id, "organisation": f"organisation:{claim.organisation_id}"}
    listing.changed(what, by=by, at=at, behalf=behalf, **detail)
    commit()
