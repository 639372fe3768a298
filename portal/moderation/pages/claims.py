"""What the Hub has to know to decide in a minute whose a listing is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.listing.models import ListingClaim
from portal.listing.queries import list_kept
from portal.listing.queries.claims import list_claims_of, list_offers
from portal.listing.rules.claims import OFFER_LASTS, ClaimState
from portal.moderation.pages.item import ItemPage, item_page
from portal.moderation.queries import Found, find_organisation
from portal.moderation.queries.listings import find_keeper
from portal.moderation.rules import Standing, Subject
from portal.moderation.rules.claims import address_clue
from portal.organisation.models import Membership, Organisation
from portal.organisation.queries import list_members
from portal.providers.catalogue import words_for
from portal.providers.models import Listing


@dataclass(frozen=True)
class Other:
    """Another word about the same listing: who asked or was offered it, and where that stands."""

    id: int
    who: str
    standing: str
    on: datetime


@dataclass(frozen=True)
class ClaimPage:
    """A request to keep a listing, or the Hub's offer: then `found` and `asker` are None.

    `clues` are sentences about what speaks for it or against it. `asker` is None once they do not belong there.
    """

    claim: ListingClaim
    listing: Listing
    state: ClaimState
    areas: str
    is_public: bool
    keeper: Organisation | None
    found: Found | None
    asker: Membership | None
    people: tuple[Membership, ...]
    keeps: tuple[str, ...]
    clues: tuple[str, ...]
    others: tuple[Other, ...]
    item: ItemPage

    @property
    def may_decide(self) -> bool:
        """Whether its reader may decide it now."""
        return self.state is ClaimState.WAITING and self.item.objection is None

    @property
    def confirms(self) -> bool:
        """Whether agreeing also confirms the organisation."""
        return self.found is not None and self.found.standing is Standing.WAITING


@dataclass(frozen=True)
class OfferPage:
    """A listing that can be offered, and to whom it is offered already: (number, address, until when)."""

    listing: Listing
    keeper: Organisation | None
    offers: tuple[tuple[int, str, datetime], ...]


def claim_page(
    claim: ListingClaim,
    listing: Listing,
    person_id: int,
    *,
    today: date,
    query: Mapping[str, str],
) -> ClaimPage:
    """Everything about one claim to a whole listing, for this reader."""
    number = claim.organisation_id
    found = find_organisation(number) if number is not None else None
    people = tuple(list_members(number)) if number is not None else ()
    asker = next((one for one in people if one.person_id == claim.person_id), None)
    keeps = [one.name for one in list_kept(number)] if number is not None else []
    others = [one for one in list_claims_of(listing.id) if one.id != claim.id]
    return ClaimPage(
        claim,
        listing,
        state=claim.state,
        areas=", ".join(words_for("area", listing.codes("area"))),
        is_public=listing.may_be_listed(today),
        keeper=find_keeper(listing),
        found=found,
        asker=asker,
        people=people,
        keeps=tuple(keeps),
        clues=tuple(_clues(listing, found, asker, others)) if found is not None else (),
        others=tuple(map(_other, others)),
        item=item_page(Subject.CLAIM, claim.id, person_id, query),
    )


def offer_page(listing: Listing, at: datetime) -> OfferPage:
    """To whom a listing is offered at this moment."""
    offers = [(one.id, one.email, one.made_at + OFFER_LASTS) for one in list_offers(listing.id, at)]
    return OfferPage(listing, find_keeper(listing), tuple(offers))


def _clues(
    listing: Listing, found: Found, asker: Membership | None, others: list[ListingClaim]
) -> Iterator[str]:
    if asker is None:
        yield "Whoever asked does not belong to the organisation any more."
    else:
        yield address_clue(asker.person.email or "", listing.website)
    if found.organisation.name.casefold() == listing.name.casefold():
        yield "The organisation is called as the listing is."
    if found.standing is Standing.STOPPED:
        yield "The organisation is stopped."
    theirs = [one for one in others if one.organisation_id == found.organisation.id]
    refused = sum(one.state is ClaimState.REFUSED for one in theirs)
    if refused:
        yield f"The Hub refused it this listing before: {refused} time{'s' if refused > 1 else ''}."
    if any(one.state is ClaimState.ENDED for one in theirs):
        yield "It kept this listing before, and the Hub ended that."
    rivals = sum(one.state is ClaimState.WAITING for one in others)
    if rivals:
        yield f"{rivals} other organisation{'s ask' if rivals > 1 else ' asks'} for this listing too."


def _other(claim: ListingClaim) -> Other:
    number = claim.organisation_id
    found = find_organisation(number) if number is not None else None
    return Other(
        claim.id,
        who=found.organisation.name if found is not None else claim.email,
        standing=claim.state.value,
        on=claim.ended_at or claim.decided_at or claim.made_at,
    )
