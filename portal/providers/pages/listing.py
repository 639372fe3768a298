"""The page of one provider: everything that the public may know of it, and on what basis."""

from dataclasses import dataclass
from datetime import date

from portal.credentials.catalogue import BadgeCell, badge_cell
from portal.providers.catalogue import PROVIDER_TYPES, SERVICE_NOTES, VOCABULARIES
from portal.providers.models import Listing
from portal.providers.pages.cards import (
    LAST_CHECK,
    UNSAID,
    capacity_words,
    last_check,
    marks,
    price_words,
    remarks_on,
    stale_note,
    words_of,
)
from portal.providers.rules import Offer, why_person_may_not_guide
from portal.web.filters import day

LinkedData = dict[str, str | list[str]]


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
    for_school: bool
    linked_data: LinkedData | None


def listing_page(
    listing: Listing,
    today: date,
    shortlist: tuple[str, ...],
    *,
    for_school: bool = False,
    address: str = "",
) -> ListingPage:
    """Everything that the public, or a signed-in school, may know of a provider on `today`.

    `address` is the page's own, as the linked data names it.
    """
    offer, names = listing.offer(today), VOCABULARIES["service"]
    own = listing.badges(today, signed_in=for_school)
    return ListingPage(
        listing=listing,
        marks=marks(listing),
        note=stale_note(listing, today),
        remarks=remarks_on(listing),
        shortlisted=listing.slug in shortlist,
        facts=_facts(listing, today, for_school=for_school),
        services=services_of(offer),
        withheld=tuple((names[code], why) for code, why in offer.withheld),
        lists=_lists(listing),
        credentials=tuple(badge_cell(badge) for badge in own if badge.state not in UNSAID),
        people=tuple(
            (
                adviser.label,
                tuple(
                    badge_cell(badge)
                    for badge in listing.badges(today, adviser_id=adviser.id, signed_in=for_school)
                ),
            )
            for adviser in listing.shown_advisers()
        ),
        for_school=for_school,
        linked_data=linked_data(listing, address),
    )


def _lists(listing: Listing) -> tuple[tuple[str, str, str, str], ...]:
    rows = (
        ("Schools and colleges", words_of(listing, "setting")),
        ("Year groups", words_of(listing, "year")),
        ("Specialisms", words_of(listing, "specialism")),
        ("How they meet pupils", words_of(listing, "mode")),
        ("Languages besides English", languages_of(listing)),
    )
    return tuple((legend, ", ".join(words), "", "") for legend, words in rows if words)


def linked_data(listing: Listing, address: str) -> LinkedData | None:
    """What search engines may read of a provider as data: its own words, and nothing else.

    None where they are to stay away, and where nobody keeps the entry: it would spread what nobody stands by.
    """
    if listing.noindex or listing.is_example or not listing.is_claimed:
        return None
    said: LinkedData = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": listing.name,
        "url": address,
        "description": listing.summary,
        "sameAs": listing.website,
        "areaServed": list(words_of(listing, "area")),
    }
    return {key: value for key, value in said.items() if value}


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


def _facts(
    listing: Listing, today: date, *, for_school: bool
) -> tuple[tuple[str, str, str, str], ...]:
    references = "Offered on request" if listing.references_offered else "Not offered"
    rows = (
        ("Type", PROVIDER_TYPES.get(listing.provider_type, "")),
        ("Works in", ", ".join(words_of(listing, "area"))),
        ("Based in", listing.base_outward),
        ("Availability", capacity_words(listing, today)),
        ("Days a week", f"{listing.half_days / 2:g}" if listing.half_days else ""),
        ("Earliest start", day(listing.earliest_start)),
        ("Price", price_words(listing, today, for_school=for_school)),
        ("References", references if for_school and listing.is_claimed else ""),
        ("Advisers", advisers_words(listing, today) if for_school else ""),
        ("Last confirmed by the provider", day(listing.confirmed_on) or "Never"),
        (LAST_CHECK, _check_words(listing, today)),
        ("Where this entry comes from", listing.source_note),
    )
    return tuple((key, value, "", "") for key, value in rows if value)


def advisers_words(listing: Listing, today: date) -> str:
    """How many advisers are listed, and how many of them may give personal guidance on `today`."""
    people = listing.people()
    if not people:
        return "None listed" if listing.is_claimed else ""
    able = [person for person in people if why_person_may_not_guide(person, today) is None]
    return f"{len(people)} listed, {len(able)} of them qualified to give personal guidance"


def _check_words(listing: Listing, today: date) -> str:
    checked = last_check(listing, today)
    if checked is None:
        return "Nothing checked yet" if listing.is_claimed else ""
    return f"{day(checked)}, of what “Standing” below says was seen. Nothing else is checked."
