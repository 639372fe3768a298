"""Record that a provider says of its published listings that they are still correct."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from portal.clock import day_of
from portal.db import commit, db
from portal.listing.queries.freshness import kept_of, list_confirmable
from portal.listing.rules.freshness import CONFIRMED, Fact, facts_of
from portal.providers.models import Listing


class SeenOther(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody changed a listing after the page was opened on which it was said to be correct; nothing is kept."""


def confirm_facts(
    person_id: int,
    ticked: Mapping[int, Collection[Fact]],
    *,
    seen: Mapping[int, int],
    by: str,
    at: datetime,
) -> int:
    """Record of each ticked listing which facts its provider stands by today; how many were new.

    `seen` maps a listing to the version that was looked at. To say the same again on one day changes nothing.

    Raises:
        SeenOther: a listing is another than was looked at, or the person's providers do not keep it any more.
    """
    for listing_id in sorted(ticked):
        Listing.held(listing_id)
    listings = {listing.id: listing for listing in list_confirmable(person_id)}
    today, count = day_of(at), 0
    for listing_id, facts in sorted(ticked.items()):
        listing = listings.get(listing_id)
        new = _new(listing, facts, today) if listing is not None else []
        if listing is None or (new and seen.get(listing_id) != listing.version_id):
            db.session.rollback()
            raise SeenOther(listing_id)
        for fact in new:
            _stand_by(listing, fact, today)
            behalf = f"organisation:{listing.organisation_id}"
            listing.changed(_CALLED[fact], by=by, at=at, behalf=behalf)
        count += len(new)
    commit()
    return count


_CALLED = {
    Fact.LISTING: "confirm listing",
    Fact.CAPACITY: "confirm availability",
    Fact.PRICE: "confirm prices",
}


def _new(listing: Listing, facts: Collection[Fact], today: date) -> list[Fact]:
    """Those of `facts` that the listing states and that were not confirmed today.

    A listing that the Hub never agreed is not confirmed: that would put it before schools.
    """
    stated = {due.fact for due in facts_of(kept_of(listing), today)}
    if listing.confirmed_on is None:
        stated.discard(Fact.LISTING)
    said_on = {
        Fact.LISTING: listing.confirmed_on,
        Fact.CAPACITY: listing.capacity_said_on,
        Fact.PRICE: listing.price_said_on if listing.price_valid_to is None else None,
    }
    return [one for one in CONFIRMED if one in facts and one in stated and said_on[one] != today]


def _stand_by(listing: Listing, fact: Fact, today: date) -> None:
    """Make a fact hold from today. Prices then hold for as long as a price may, whatever date they had before."""
    if fact is Fact.LISTING:
        listing.confirmed_on = today
    elif fact is Fact.CAPACITY:
        listing.capacity_said_on = today
    else:
        listing.price_said_on, listing.price_valid_to = today, None
