"""Who may work on a listing: the people of the provider that keeps it."""

from flask import request

from portal.account.access import door
from portal.listing.queries import keeps
from portal.organisation.access import acting, acts_for
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.web.gate import Doors
from portal.web.limits import Costs


def provider() -> Membership | None:
    """The place in a provider that this request is made from, if it is one."""
    return acting() if acts_for(Kind.PROVIDER) else None


def _keeps() -> bool:
    place, listing_id = provider(), (request.view_args or {})["listing_id"]
    return place is not None and keeps(listing_id, place.organisation_id)


PROVIDER = door("whoever acts for a provider", lambda: provider() is not None)
KEEPER = door("whoever acts for the provider that keeps the listing", _keeps, otherwise=404)

DOORS: Doors = {
    "listing.home": {"GET": PROVIDER},
}

COSTS: Costs = {}
