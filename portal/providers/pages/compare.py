"""Providers side by side: the same rows for each, so that differences show."""

from dataclasses import dataclass
from datetime import date

from portal.credentials.catalogue import BadgeCell, badge_cell
from portal.providers.catalogue import PROVIDER_TYPES
from portal.providers.models import Listing
from portal.providers.pages.cards import (
    LAST_CHECK,
    Card,
    best_badges,
    capacity_words,
    card_of,
    last_check,
    marks,
    price_words,
    words_of,
)
from portal.providers.pages.listing import advisers_words, languages_of, services_of
from portal.web.filters import day

Cell = str | BadgeCell
Row = tuple[str, tuple[Cell, ...]]


@dataclass(frozen=True)
class ComparePage:
    """Providers side by side; groups of rows, each with one cell for each provider."""

    listings: tuple[Listing, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    as_of: date


def compare_page(listings: list[Listing], today: date, *, for_school: bool = False) -> ComparePage:
    """Lay providers side by side, in the order given, for a signed-in school or for anybody."""
    groups = (
        ("Standing", _standing(listings, today)),
        ("What they do", _work(listings, today)),
        ("Terms", _terms(listings, today, for_school=for_school)),
    )
    return ComparePage(tuple(listings), groups, today)


def _standing(listings: list[Listing], today: date) -> tuple[Row, ...]:
    entries = [
        marks(listing)[0] if marks(listing) else "Kept by the provider" for listing in listings
    ]
    return (
        ("Entry", tuple(entries)),
        ("matrix Standard", _best("MATRIX", listings, today)),
        ("CDI register", _best("CDI", listings, today)),
        ("Last confirmed", tuple(day(listing.confirmed_on) for listing in listings)),
        (LAST_CHECK, tuple(day(last_check(listing, today)) for listing in listings)),
    )


def _best(kind: str, listings: list[Listing], today: date) -> tuple[Cell, ...]:
    found = (
        [badge for badge in best_badges(listing, today) if badge.kind == kind]
        for listing in listings
    )
    return tuple(badge_cell(badges[0]) if badges else "None recorded" for badges in found)


def _work(listings: list[Listing], today: date) -> tuple[Row, ...]:
    services = (services_of(listing.offer(today)) for listing in listings)
    return (
        ("Type", tuple(PROVIDER_TYPES.get(listing.provider_type, "") for listing in listings)),
        _joined("Works in", "area", listings),
        ("Services", tuple(", ".join(words for words, _ in shown) for shown in services)),
        _joined("Schools and colleges", "setting", listings),
        _joined("Year groups", "year", listings),
        _joined("Specialisms", "specialism", listings),
        _joined("How they meet pupils", "mode", listings),
        (
            "Languages besides English",
            tuple(", ".join(languages_of(listing)) for listing in listings),
        ),
    )


def _joined(label: str, vocabulary: str, listings: list[Listing]) -> Row:
    return label, tuple(", ".join(words_of(listing, vocabulary)) for listing in listings)


def _terms(listings: list[Listing], today: date, *, for_school: bool) -> tuple[Row, ...]:
    everybodys: tuple[Row, ...] = (
        ("Availability", tuple(capacity_words(listing, today) for listing in listings)),
        (
            "Price",
            tuple(price_words(listing, today, for_school=for_school) for listing in listings),
        ),
    )
    return (*everybodys, *(_for_schools(listings, today) if for_school else ()))


def _for_schools(listings: list[Listing], today: date) -> tuple[Row, ...]:
    """What only signed-in schools are shown."""
    return (
        (
            "References",
            tuple("Offered" if listing.references_offered else "" for listing in listings),
        ),
        ("Advisers", tuple(advisers_words(listing, today) for listing in listings)),
        ("Insurance", tuple(_said("INSURANCE", listing, today) for listing in listings)),
        ("DBS check", tuple(_said("DBS", listing, today) for listing in listings)),
    )


def _said(kind: str, listing: Listing, today: date) -> str:
    """What is stated of one kind by the provider or any of its advisers, each with what it rests on."""
    whose = (None, *(adviser.id for adviser in listing.shown_advisers()))
    found = (
        badge
        for adviser_id in whose
        for badge in listing.badges(today, adviser_id=adviser_id, signed_in=True)
    )
    return "; ".join(
        dict.fromkeys(f"{badge.name}, {badge.basis}" for badge in found if badge.kind == kind)
    )


@dataclass(frozen=True)
class ShortlistPage:
    """The providers that a visitor has put aside."""

    cards: tuple[Card, ...]
    slugs: tuple[str, ...]


def shortlist_page(
    listings: list[Listing], today: date, *, for_school: bool = False
) -> ShortlistPage:
    """The shortlist, in the order in which it was made."""
    slugs = tuple(listing.slug for listing in listings)
    return ShortlistPage(
        tuple(card_of(listing, today, slugs, for_school=for_school) for listing in listings), slugs
    )
