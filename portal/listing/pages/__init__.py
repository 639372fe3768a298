"""What the pages of a provider's own listing show."""

from portal.listing.pages.claims import OfferPage, offer_page
from portal.listing.pages.home import found_of, home_page

__all__ = ["OfferPage", "found_of", "home_page", "offer_page"]
