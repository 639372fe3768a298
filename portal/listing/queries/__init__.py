"""Reads of a provider's own work on its listing."""

from sqlalchemy import select

from portal.db import db
from portal.providers.models import Listing
from portal.providers.queries import whole


def find_kept(listing_id: int, organisation_id: int) -> Listing | None:
    """A listing, whole, if this organisation keeps it."""
    kept = whole().where(Listing.id == listing_id, Listing.organisation_id == organisation_id)
    return db.session.scalar(kept)


def keeps(listing_id: int, organisation_id: int) -> bool:
    """Whether this organisation keeps a listing."""
    kept = select(Listing.id).where(
        Listing.id == listing_id, Listing.organisation_id == organisation_id
    )
    return db.session.scalar(kept) is not None


def list_kept(organisation_id: int) -> list[Listing]:
    """The listings that an organisation keeps, whole, by name."""
    kept = whole().where(Listing.organisation_id == organisation_id)
    return list(db.session.scalars(kept.order_by(Listing.name, Listing.id)))


def hold_whole(listing_id: int) -> Listing | None:
    """A listing, whole and read anew, held until the transaction ends, so that nobody else changes it meanwhile."""
    if Listing.held(listing_id) is None:
        return None
    fresh = whole().where(Listing.id == listing_id).execution_options(populate_existing=True)
    return db.session.scalar(fresh)
