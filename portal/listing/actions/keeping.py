"""What every write to a kept listing begins with: the listing, whole and held, while its provider still keeps it."""

from datetime import datetime
from typing import Any

from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import Revision
from portal.listing.queries import hold_whole
from portal.listing.rules.revisions import RevisionKind, State
from portal.providers.models import Listing


class NotKept(LookupError):  # noqa: N818 - it is what happened, not a fault
    """The organisation does not keep the listing any more; nothing is written."""


class WithTheHub(Exception):  # noqa: N818 - it is what happened, not a fault
    """The Hub has the changes before it: they stay as they were sent until they are taken back."""


def kept(listing_id: int, organisation_id: int) -> Listing:
    """The listing, whole and held until the transaction ends.

    Raises:
        NotKept: the organisation does not keep it.
    """
    listing = hold_whole(listing_id)
    if listing is None or listing.organisation_id != organisation_id:
        db.session.rollback()
        raise NotKept(listing_id)
    return listing


def editable(listing_id: int, *, take_back: bool = False) -> Revision | None:
    """The open edit, to go on with; None where none is begun. `take_back`: also one that the Hub has before it.

    Raises:
        WithTheHub: it was sent to the Hub, and is not to be taken back.
    """
    edit = Revision.open_of(listing_id, RevisionKind.EDIT)
    if edit is not None and edit.state is State.SUBMITTED:
        if not take_back:
            db.session.rollback()
            raise WithTheHub(listing_id)
        edit.take_back()
    return edit


def audit(
    action: str, listing_id: int, *, by: str, at: datetime, behalf: str, **detail: Any
) -> None:
    """Record what was done to a kept listing that changes nothing that schools see; the caller commits."""
    AuditEvent.record(action, f"listing:{listing_id}", by=by, at=at, behalf=behalf, **detail)
