"""The page of one provider: everything that the public may know of it, and on what basis."""

from dataclasses import dataclass
from datetime import date

from portal.providers.catalogue import PROVIDER_TYPES, SERVICE_NOTES, VOCABULARIES
from portal.providers.models import Listing
from portal.providers.pages.cards import (
    UNSAID,
    BadgeCell,
    badge_cell,
    capacity_words,
    marks,
    price_words,
    remarks_on,
    stale_note,
    words_of,
)
from portal.providers.rules import Offer
from portal.web.filters import day


@dataclass(frozen=True)
class ListingPage:
    """One provider, whole."""

    listing: Listing
    marks: tuple[BadgeCell, ...]
    note: str
    remarks: tuple[str, ...]
    shortlisted: bool
    facts: tuple[tuple[str, str, str, str], ...]
    services: tuple[tuple[str, str], ...]
    withheld: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, str, str, str], ...]
    credentials: tuple[BadgeCell, ...]
    people: tuple[tuple[str, tuple[BadgeCell, ...]], ...]


def listing_page(listing: Listing, today: date, shortlist: tuple[str, ...]) -> ListingPage:
    """Everything that the public may know of a provider on `today`."""
    offer, names = listing.offer(today), VOCABULARIES["service"]
    return ListingPage(
        listing=listing,
        marks=marks(listing),
        note=stale_note(listing, today),
        remarks=remarks_on(listing),
        shortlisted=listing.slug in shortlist,
        facts=_facts(listing, today),
        services=services_of(offer),
        withheld=tuple((names[code], why) for code, why in offer.withheld),
        lists=tuple(
            (legend, ", ".join(words), "", "")
            for legend, words in (
                ("Schools and colleges", words_of(listing, "setting")),
                ("Year groups", words_of(listing, "year")),
                ("Specialisms", words_of(listing, "specialism")),
                ("How they meet pupils", words_of(listing, "mode")),
                ("Languages besides English", languages_of(listing)),
            )
            if words
        ),
        credentials=tuple(
            badge_cell(badge) for badge in listing.badges(today) if badge.state not in UNSAID
        ),
        people=tuple(
            (
                adviser.label,
                tuple(badge_cell(badge) for badge in listing.badges(today, adviser_id=adviser.id)),
            )
            for adviser in listing.shown_advisers()
        ),
    )


def services_of(offer: Offer) -> tuple[tuple[str, str], ...]:
    """The services that may be shown, in words, each with a note where one belongs to it."""
    names = VOCABULARIES["service"]
    return tuple((names[code], SERVICE_NOTES.get(code, "")) for code in offer.shown)


def languages_of(listing: Listing) -> tuple[str, ...]:
    """The languages besides English, signs included, in words."""
    words = list(words_of(listing, "language"))
    if listing.bsl:  # who signs says more than that somebody does
        signs = VOCABULARIES["language"]["bfi"]
        words = [VOCABULARIES["bsl"][listing.bsl], *(word for word in words if word != signs)]
    if listing.makaton:
        words.append("Makaton")
    return tuple(words)


def _facts(listing: Listing, today: date) -> tuple[tuple[str, str, str, str], ...]:
    rows = (
        ("Type", PROVIDER_TYPES.get(listing.provider_type, "")),
        ("Works in", ", ".join(words_of(listing, "area"))),
        ("Based in", listing.base_outward),
        ("Availability", capacity_words(listing, today)),
        ("Days a week", f"{listing.half_days / 2:g}" if listing.half_days else ""),
        ("Earliest start", day(listing.earliest_start)),
        ("Price", price_words(listing, today)),
        ("References", "Offered on request" if listing.references_offered else ""),
        ("Last confirmed by the provider", day(listing.confirmed_on) or "Never"),
        ("Where this entry comes from", listing.source_note),
    )
    return tuple((key, value, "", "") for key, value in rows if value)
