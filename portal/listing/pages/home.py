"""What a provider sees of its listings: those it keeps, those it waits for, and those it could take over."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.listing.catalogue.claims import CLAIM_WORDS, OUT_OF_DATE, STANDING
from portal.listing.models import ListingClaim, Revision
from portal.listing.queries import list_kept
from portal.listing.queries.claims import list_claims, list_offers_to, search_unkept
from portal.listing.rules.claims import OFFER_LASTS, ClaimState
from portal.listing.rules.revisions import State
from portal.organisation.models import Membership
from portal.organisation.queries import list_members
from portal.organisation.rules import Role
from portal.providers.catalogue import words_for
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus

MOST_FOUND = 20
MOST_PAST = 10
EDIT_WORDS = {
    State.DRAFT: "You have changes that you have not sent to the Careers Hub yet",
    State.SUBMITTED: "Your changes wait for the Careers Hub",
    State.RETURNED: "The Careers Hub asks you to change something",
}


@dataclass(frozen=True)
class Kept:
    """A listing that the provider keeps: how it stands, and what is to do. `slug` is empty where nobody else sees it."""

    id: int
    name: str
    slug: str
    standing: str
    edit: str


@dataclass(frozen=True)
class Asked:
    """Something that was asked for: where it stands, since when, and what the Hub said."""

    id: int
    name: str
    standing: str
    on: datetime
    reason: str


@dataclass(frozen=True)
class Offered:
    """A listing that the Hub offers to whoever reads, until then."""

    slug: str
    name: str
    until: datetime


@dataclass(frozen=True)
class Found:
    """A listing that nobody keeps."""

    slug: str
    name: str
    known: str


@dataclass(frozen=True)
class HomePage:
    """The provider's listings. `found` is None without a search; `similar` are named like the provider."""

    organisation: str
    is_confirmed: bool
    kept: tuple[Kept, ...]
    offered: tuple[Offered, ...]
    waiting: tuple[Asked, ...]
    past: tuple[Asked, ...]
    leads: tuple[str, ...]
    colleagues: tuple[str, ...]
    words: str
    found: tuple[Found, ...] | None
    more: bool
    similar: tuple[Found, ...]


def home_page(place: Membership, words: str, at: datetime, today: date) -> HomePage:
    """The listings of the provider that is acted for from `place`; `words` are searched for."""
    claims, people = list_claims(place.organisation_id), list_members(place.organisation_id)
    found = search_unkept(words, MOST_FOUND + 1) if words else []
    waiting = [one for one in claims if one.state is ClaimState.WAITING]
    past = [one for one in claims if one.state not in {ClaimState.WAITING, ClaimState.AGREED}]
    asked = {one.listing_id for one in waiting}
    name = place.organisation.name
    similar = [] if words else [one for one in search_unkept(name, 3) if one.id not in asked]
    return HomePage(
        organisation=name,
        is_confirmed=place.organisation.confirmed_at is not None,
        kept=tuple(_kept(one, today) for one in list_kept(place.organisation_id)),
        offered=tuple(
            Offered(one.listing.slug, one.listing.name, one.made_at + OFFER_LASTS)
            for one in list_offers_to(place.person.email or "", at)
        ),
        waiting=tuple(map(_asked, waiting)),
        past=tuple(map(_asked, past[:MOST_PAST])),
        leads=tuple(one.person.name for one in people if one.role == Role.ADMINISTRATOR),
        colleagues=tuple(one.person.name for one in people if one.role != Role.ADMINISTRATOR),
        words=words,
        found=tuple(map(found_of, found[:MOST_FOUND])) if words else None,
        more=len(found) > MOST_FOUND,
        similar=tuple(map(found_of, similar)),
    )


def found_of(listing: Listing) -> Found:
    """A listing that nobody keeps, with what is known of it in a few words."""
    known = ", ".join(
        (*words_for("area", listing.codes("area")), *([listing.website] if listing.website else []))
    )
    return Found(listing.slug, listing.name, known or "Nothing more is known of it here")


def _kept(listing: Listing, today: date) -> Kept:
    status, edit = ListingStatus(listing.listing_status), Revision.open_of(listing.id)
    shown = listing.may_be_listed(today)
    standing = STANDING[status]
    if status is ListingStatus.PUBLISHED and not shown:
        standing = OUT_OF_DATE
    return Kept(
        id=listing.id,
        name=listing.name,
        slug=listing.slug if shown else "",
        standing=standing,
        edit=EDIT_WORDS.get(edit.state, "") if edit is not None else "",
    )


def _asked(claim: ListingClaim) -> Asked:
    return Asked(
        id=claim.id,
        name=claim.listing.name,
        standing=CLAIM_WORDS[claim.state],
        on=claim.ended_at or claim.decided_at or claim.made_at,
        reason=claim.end_reason or claim.reason,
    )
