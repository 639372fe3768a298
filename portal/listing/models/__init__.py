"""The tables of a provider's own work on its listing: whose it is, what is to change, and what it was reminded of."""

from portal.listing.models.claims import ListingClaim
from portal.listing.models.notices import Notice
from portal.listing.models.revisions import (
    Revision,
    entry_of,
    lacking_of,
    shows_at_once,
    standing_of,
)

__all__ = [
    "ListingClaim",
    "Notice",
    "Revision",
    "entry_of",
    "lacking_of",
    "shows_at_once",
    "standing_of",
]
