"""What the directory's pages show, put together without HTTP."""

from portal.providers.pages.compare import ComparePage, ShortlistPage, compare_page, shortlist_page
from portal.providers.pages.listing import ListingPage, listing_page
from portal.providers.pages.search import SearchPage, search_page

__all__ = [
    "ComparePage",
    "ListingPage",
    "SearchPage",
    "ShortlistPage",
    "compare_page",
    "listing_page",
    "search_page",
    "shortlist_page",
]
