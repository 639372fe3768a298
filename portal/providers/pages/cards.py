"""A provider in short: its marks, its best claims, its price and its free time, as every page says them."""

from dataclasses import dataclass
from datetime import date

from portal.credentials.catalogue import BADGE_STATES, badge_cell
from portal.credentials.rules import PUBLIC, Badge, Result, latest_check
from portal.providers.catalogue import (
    IMPARTIALITY_TYPES,
    PROVIDER_TYPES,
    SIGNPOST_TYPES,
    VOCABULARIES,
    words_for,
)
from portal.providers.models import Listing
from portal.providers.rules import (
    ListingStatus,
    are_all_in_training,
    is_capacity_fresh,
    needs_confirming,
)
from portal.web.filters import day

KM_PER_MILE = 1.609344
UNSAID = frozenset({"NOT_HELD", "NOT_APPLICABLE"})

PRICE_BASIS = "Not checked."
PRICE_FOR_SCHOOLS = "Shown to signed-in schools only."
LAST_CHECK = "Last check by the Hub"


@dataclass(frozen=True)
class Card:
    """One provider in the results."""

    listing: Listing
    kind: str
    places: str
    badges: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    distance: str
    note: str
    shortlisted: bool


def card_of(
    listing: Listing,
    today: date,
    shortlist: tuple[str, ...],
    km: float | None = None,
    *,
    for_school: bool = False,
) -> Card:
    """A provider as the results show it, to a signed-in school or to anybody."""
    return Card(
        listing=listing,
        kind=PROVIDER_TYPES[listing.provider_type] if listing.provider_type else "",
        places=", ".join(words_of(listing, "area")),
        badges=marks(listing) + tuple(badge_cell(badge) for badge in best_badges(listing, today)),
        facts=_card_facts(listing, today, for_school=for_school),
        distance=f"based {km / KM_PER_MILE:.1f} miles away" if km is not None else "",
        note=stale_note(listing, today),
        shortlisted=listing.slug in shortlist,
    )


def marks(listing: Listing) -> tuple[tuple[str, str, str], ...]:
    """The marks that every page shows of a listing that is not a provider's own and real word."""
    shown = []
    if listing.is_example:
        shown.append(("example", "Example, not a real provider", ""))
    if not listing.is_claimed:
        is_stub = listing.listing_status == ListingStatus.STUB
        words = (
            "Not claimed by the provider, nothing checked"
            if is_stub
            else "No provider keeps this now"
        )
        shown.append(("unclaimed", words, ""))
    return tuple(shown)


def best_badges(listing: Listing, today: date) -> tuple[Badge, ...]:
    """The claims that a school looks for first: the organisation's matrix Standard, its people's registration."""
    of_people = [
        badge
        for adviser in listing.shown_advisers()
        for badge in listing.badges(today, adviser_id=adviser.id)
    ]
    registered = [badge for badge in of_people if badge.kind == "CDI"]
    ours = [
        badge
        for badge in listing.badges(today)
        if badge.kind == "MATRIX" and badge.state not in UNSAID
    ]
    return (
        *ours[:1],
        *sorted(registered, key=_best_first)[:1],
    )


def _best_first(badge: Badge) -> int:
    order = list(BADGE_STATES)
    return order.index(badge.state) if badge.state in order else len(order)


def _card_facts(listing: Listing, today: date, *, for_school: bool) -> tuple[tuple[str, str], ...]:
    facts = []
    if listing.capacity:
        facts.append(("Availability", capacity_words(listing, today)))
    price = price_words(listing, today, for_school=for_school)
    if price:
        facts.append(("Price", price))
    if listing.confirmed_on:
        facts.append(("Last confirmed", day(listing.confirmed_on)))
    checked = last_check(listing, today)
    if checked:
        facts.append((LAST_CHECK, day(checked)))
    return tuple(facts)


def remarks_on(listing: Listing) -> tuple[str, ...]:
    """What a school should know before it asks this provider for a price."""
    said = []
    if listing.provider_type in SIGNPOST_TYPES:
        said.append(
            "A public service: schools do not buy it. Ask it what it already does for your pupils."
        )
    if listing.provider_type in IMPARTIALITY_TYPES:
        said.append("It also recruits pupils itself. Ask how its advice stays impartial.")
    if are_all_in_training(listing.people()):
        said.append("Every adviser listed is in training. Ask who supervises the meetings.")
    return tuple(said)


def stale_note(listing: Listing, today: date) -> str:
    """The warning on a listing that nobody has confirmed lately."""
    if not needs_confirming(listing.listing_status, listing.confirmed_on, today):
        return ""
    return (
        f"The provider last confirmed this on {day(listing.confirmed_on)}. It may be out of date."
    )


def capacity_words(listing: Listing, today: date) -> str:
    """What the provider says of its free time, and whether that is fresh."""
    if not listing.capacity:
        return ""
    said = VOCABULARIES["capacity"][listing.capacity]
    if not is_capacity_fresh(listing.capacity_said_on, today):
        when = (
            f" (said on {day(listing.capacity_said_on)}, may be out of date)"
            if listing.capacity_said_on
            else ""
        )
        return f"{said}{when}"
    return said


def last_check(listing: Listing, today: date) -> date | None:
    """The last day on which the Hub saw evidence of a claim that anybody may see."""
    shown = {None, *(adviser.id for adviser in listing.shown_advisers())}
    seen = (
        latest_check(credential.record().checks, today)
        for credential in listing.credentials
        if credential.is_shown and credential.kind in PUBLIC and credential.adviser_id in shown
    )
    confirmed = (look for look in seen if look and look.result is Result.CONFIRMED)
    return max((look.checked_on for look in confirmed), default=None)


def price_words(listing: Listing, today: date, *, for_school: bool = False) -> str:
    """The price band that this reader may see, with what VAT does to it; nothing when there is none."""
    band = listing.price_band_today(today, signed_in=for_school)
    if listing.price_basis == "FREE_LA":
        is_national = listing.provider_type == "NATIONAL"  # no council pays for it
        return "Free to schools" if is_national else VOCABULARIES["price_basis"]["FREE_LA"]
    if band == "P0":
        return ""
    basis, vat = VOCABULARIES["price_basis"].get(listing.price_basis, ""), VOCABULARIES["price_vat"]
    said = f"{VOCABULARIES['price_band'][band]} {basis}".strip()
    taxed = f". {vat[listing.price_vat]}" if listing.price_vat in vat else ""
    hidden = "" if listing.price_public else f" {PRICE_FOR_SCHOOLS}"
    return f"{said}{taxed}. {PRICE_BASIS}{hidden}"


def words_of(listing: Listing, vocabulary: str) -> tuple[str, ...]:
    """What a listing holds of one vocabulary, in words."""
    return words_for(vocabulary, listing.codes(vocabulary))
