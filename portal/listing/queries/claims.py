"""Reads of whose a listing is: what can be taken over, what was asked for, what the Hub offers."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from portal.account.models import EmailKey, Purpose
from portal.account.queries import find_key
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import number_in
from portal.listing.models import ListingClaim
from portal.listing.rules.claims import TAKEN_OVER
from portal.organisation.models import Membership
from portal.providers.models import Listing
from portal.providers.queries import whole

OFFER = "offer listing"
"""What the journal calls it when the Hub offers a listing; `claim` in its detail says by which claim."""
_TAKEN_OVER = tuple(status.value for status in TAKEN_OVER)
LONGEST_QUESTION = 8


def find_unkept(slug: str) -> Listing | None:
    """The listing with this slug, whole, if nobody keeps it and anybody may ask for it."""
    return db.session.scalar(_unkept().where(Listing.slug == slug))


def search_unkept(words: str, limit: int) -> list[Listing]:
    """The first listings that nobody keeps whose name holds every word of `words`, whole, by name."""
    rows = _unkept()
    for word in words.split()[:LONGEST_QUESTION]:
        rows = rows.where(Listing.name.icontains(word, autoescape=True))
    return list(db.session.scalars(rows.order_by(Listing.name, Listing.id).limit(limit)))


def list_namesakes(name: str) -> list[Listing]:
    """The listings that nobody keeps and that are called so, whatever the size of the letters, whole, by number."""
    same = func.lower(Listing.name) == name.lower()
    return list(db.session.scalars(_unkept().where(same).order_by(Listing.id)))


def has_slug(slug: str) -> bool:
    """Whether a listing has this address."""
    return db.session.scalar(select(Listing.id).where(Listing.slug == slug)) is not None


def find_waiting(listing_id: int, organisation_id: int) -> ListingClaim | None:
    """What an organisation has asked for and the Hub has not decided."""
    waits = select(ListingClaim).where(
        ListingClaim.listing_id == listing_id,
        ListingClaim.organisation_id == organisation_id,
        ListingClaim.decided_at.is_(None),
    )
    return db.session.scalar(waits)


def list_asked_by(by: str) -> set[int]:
    """The listings that organisations of whoever does something, such as "person:7", wait to be given."""
    waits = (
        select(ListingClaim.listing_id)
        .join(Membership, Membership.organisation_id == ListingClaim.organisation_id)
        .where(Membership.person_id == number_in(by, "person"), ListingClaim.decided_at.is_(None))
    )
    return set(db.session.scalars(waits))


def owns_claim(claim_id: int, organisation_id: int) -> bool:
    """Whether it was this organisation that asked."""
    asked = (ListingClaim.id == claim_id, ListingClaim.organisation_id == organisation_id)
    return db.session.scalar(select(ListingClaim.id).where(*asked)) is not None


def list_claims(organisation_id: int) -> list[ListingClaim]:
    """What an organisation asked for, each with its listing, newest first."""
    asked = _claims().where(ListingClaim.organisation_id == organisation_id)
    return list(db.session.scalars(asked.order_by(ListingClaim.id.desc())))


def list_claims_of(listing_id: int) -> list[ListingClaim]:
    """Everything that was ever asked or offered about a listing, newest first."""
    about = _claims().where(ListingClaim.listing_id == listing_id)
    return list(db.session.scalars(about.order_by(ListingClaim.id.desc())))


def one_claim(claim_id: int) -> ListingClaim | None:
    """One claim, with its listing."""
    return db.session.scalar(_claims().where(ListingClaim.id == claim_id))


def find_offered(key: str, at: datetime) -> ListingClaim | None:
    """The open offer that an emailed key belongs to, with its listing. Reading it uses nothing up."""
    row = find_key(Purpose.KEEP_LISTING, key, at)
    if row is None:
        return None
    return db.session.scalar(_open_offers(at).where(ListingClaim.key_id == row.id))


def find_offer_to(email: str, listing_id: int, at: datetime) -> ListingClaim | None:
    """The open offer of a listing to an address, with the listing."""
    mine = (ListingClaim.email == email, ListingClaim.listing_id == listing_id)
    offers = _open_offers(at).where(*mine).order_by(ListingClaim.id.desc())
    return db.session.scalars(offers).first()


def list_offers_to(email: str, at: datetime) -> list[ListingClaim]:
    """The open offers to an address, each with its listing, by the listing's name."""
    mine = _open_offers(at).where(ListingClaim.email == email)
    return list(db.session.scalars(mine.order_by(Listing.name, ListingClaim.id)))


def list_offers(listing_id: int, at: datetime) -> list[ListingClaim]:
    """The open offers of a listing, oldest first."""
    rows = _open_offers(at).where(ListingClaim.listing_id == listing_id)
    return list(db.session.scalars(rows.order_by(ListingClaim.id)))


def find_offerer(claim: ListingClaim) -> int | None:
    """The number of the person at the Hub who made an offer, as the journal tells."""
    offered = select(AuditEvent.actor, AuditEvent.detail).where(
        AuditEvent.subject == f"listing:{claim.listing_id}", AuditEvent.action == OFFER
    )
    for actor, detail in db.session.execute(offered.order_by(AuditEvent.seq.desc())):
        if detail.get("claim") == claim.id:
            return number_in(actor, "person")
    return None


def _unkept() -> Select[Listing]:
    return whole().where(Listing.organisation_id.is_(None), Listing.listing_status.in_(_TAKEN_OVER))


def _claims() -> Select[ListingClaim]:
    return (
        select(ListingClaim)
        .join(Listing, Listing.id == ListingClaim.listing_id)
        .options(contains_eager(ListingClaim.listing))
    )


def _open_offers(at: datetime) -> Select[ListingClaim]:
    return (
        _claims()
        .join(EmailKey, EmailKey.id == ListingClaim.key_id)
        .where(
            ListingClaim.organisation_id.is_(None),
            ListingClaim.decided_at.is_(None),
            EmailKey.used_at.is_(None),
            EmailKey.expires_at > at,
        )
    )
