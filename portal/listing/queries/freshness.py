"""Reads of what goes stale: a listing as the rules of freshness take it, and whom to remind of it."""

from portal.listing.rules.freshness import Kept, Stated
from portal.providers.models import Listing


def kept_of(listing: Listing) -> Kept:
    """What a whole listing says that goes stale: without what was taken back, and without advisers who have left."""
    there = {one.id: one for one in listing.advisers if one.left_at is None}
    claims = [
        Stated(
            credential.id,
            credential.record(),
            is_shown=credential.is_shown
            and (credential.adviser_id is None or there[credential.adviser_id].is_shown),
            adviser_id=credential.adviser_id,
            adviser=there[credential.adviser_id].label if credential.adviser_id else "",
            last_cic_on=credential.last_cic_on,
        )
        for credential in listing.credentials
        if credential.withdrawn_at is None
        and (credential.adviser_id is None or credential.adviser_id in there)
    ]
    return Kept(
        status=listing.listing_status,
        confirmed_on=listing.confirmed_on,
        capacity=listing.capacity,
        capacity_said_on=listing.capacity_said_on,
        price_band=listing.price_band,
        price_valid_to=listing.price_valid_to,
        price_said_on=listing.price_said_on,
        claims=tuple(claims),
    )
