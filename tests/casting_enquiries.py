"""The enquiries of the peopled world: what each school asked of a provider, and what a visitor asked."""

from sqlalchemy import select

from portal.db import db
from portal.providers.models import Listing
from tests.enquiries.threads import key_of, make_enquiry

ASKS = {"school": "provider", "other school": "other provider"}
"""Which provider each school asks."""


def make_enquiries(organisations: dict[str, int]) -> dict[str, str]:
    """The number of the enquiry in which each organisation has part, by the organisation's name."""
    made = {}
    for school, provider in ASKS.items():
        number = make_enquiry(
            _kept(organisations[provider])[0], organisation_id=organisations[school]
        )
        made[school] = made[provider] = str(number)
    return made


def shared_enquiries(organisations: dict[str, int]) -> dict[str, str]:
    """The words that mean the same whoever knocks: a listing that can be asked, and the links of a visitor."""
    listing_id, slug = _kept(organisations["provider"])
    return {
        "KEPT_SLUG": slug,
        "THREAD_KEY": key_of(make_enquiry(listing_id)),
        "PROVE_KEY": key_of(make_enquiry(listing_id, sent=False)),
    }


def _kept(organisation_id: int) -> tuple[int, str]:
    kept = select(Listing.id, Listing.slug).where(Listing.organisation_id == organisation_id)
    number, slug = db.session.execute(kept).one()
    return number, slug
