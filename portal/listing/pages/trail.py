"""The page of what happened with a kept listing."""

from dataclasses import dataclass

from flask import url_for

from portal.journal.rules import Line
from portal.listing.queries import find_kept
from portal.listing.queries.trail import count_happened, list_happened
from portal.providers.models import Listing
from portal.web.paging import Paging

EVENTS = 40


@dataclass(frozen=True)
class TrailPage:
    """What happened with a listing, newest first."""

    listing: Listing
    lines: list[Line]
    paging: Paging


def trail_page(listing_id: int, organisation_id: int, number: int) -> TrailPage | None:
    """One page of what happened; None where this organisation keeps no listing of that number."""
    listing = find_kept(listing_id, organisation_id)
    if listing is None:
        return None
    total = count_happened(listing, organisation_id)
    lines = list_happened(listing, organisation_id, skip=(number - 1) * EVENTS, most=EVENTS)
    paging = Paging(
        number,
        EVENTS,
        total,
        lambda page: url_for("listing.trail", listing_id=listing_id, page=page),
    )
    return TrailPage(listing, lines, paging)
