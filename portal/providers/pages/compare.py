"""Providers side by side: the same rows for each, so that differences show."""

from dataclasses import dataclass
from datetime import date

from portal.providers.catalogue import PROVIDER_TYPES
from portal.providers.models import Listing
from portal.providers.pages.cards import (
    BadgeCell,
    Card,
    badge_cell,
    best_badges,
    capacity_words,
    card_of,
    price_words,
    words_of,
)
from portal.providers.pages.listing import languages_of, listing_page
from portal.web.filters import day

Cell = str | BadgeCell
Row = tuple[str, tuple[Cell, ...]]


@dataclass(frozen=True)
class ComparePage:
    """Providers side by side; groups of rows, each with one cell for each provider."""

    listings: tuple[Listing, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def compare_page(listings: list[Listing], today: date) -> ComparePage:
    """Lay providers side by side, in the order given."""
    whole = [listing_page(listing, today, ()) for listing in listings]

    def row(label: str, cells: list[Cell]) -> Row:
        return label, tuple(cells)

    def joined(vocabulary: str) -> list[Cell]:
        return [", ".join(words_of(listing, vocabulary)) for listing in listings]

    def best(kind: str) -> list[Cell]:
        found = [
            [badge for badge in best_badges(listing, today) if badge.kind == kind]
            for listing in listings
        ]
        return [badge_cell(badges[0]) if badges else "" for badges in found]

    standing = (
        row(
            "Entry",
            [page.marks[0] if page.marks else "Kept by the provider" for page in whole],
        ),
        row("matrix Standard", best("MATRIX")),
        row("CDI register", best("CDI")),
        row("Last confirmed", [day(listing.confirmed_on) for listing in listings]),
    )
    work = (
        row("Type", [PROVIDER_TYPES.get(listing.provider_type, "") for listing in listings]),
        row("Works in", joined("area")),
        row("Services", [", ".join(words for words, _ in page.services) for page in whole]),
        row("Schools and colleges", joined("setting")),
        row("Year groups", joined("year")),
        row("Specialisms", joined("specialism")),
        row("How they meet pupils", joined("mode")),
        row(
            "Languages besides English", [", ".join(languages_of(listing)) for listing in listings]
        ),
    )
    terms = (
        row("Availability", [capacity_words(listing, today) for listing in listings]),
        row("Price", [price_words(listing, today) for listing in listings]),
        row(
            "References", ["Offered" if listing.references_offered else "" for listing in listings]
        ),
    )
    return ComparePage(
        tuple(listings), (("Standing", standing), ("What they do", work), ("Terms", terms))
    )


@dataclass(frozen=True)
class ShortlistPage:
    """The providers that a visitor has put aside."""

    cards: tuple[Card, ...]
    slugs: tuple[str, ...]


def shortlist_page(listings: list[Listing], today: date) -> ShortlistPage:
    """The shortlist, in the order in which it was made."""
    slugs = tuple(listing.slug for listing in listings)
    return ShortlistPage(tuple(card_of(listing, today, slugs) for listing in listings), slugs)
