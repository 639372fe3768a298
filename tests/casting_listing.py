"""What stands in a kept listing of the peopled world besides what the example data have."""

from portal.clock import now
from portal.db import db
from portal.providers.models import Adviser


def make_adviser(listing_id: int | None) -> str:
    """An adviser of a listing, as everybody sees them; a number that nothing has where there is no listing."""
    if listing_id is None:
        return "999999"
    adviser = Adviser(listing_id=listing_id, label="Careers adviser 1", accepted_at=now())
    db.session.add(adviser)
    db.session.flush()
    return str(adviser.id)
