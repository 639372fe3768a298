"""Writes of a school's shortlist, which all its people share."""

from collections.abc import Sequence
from datetime import datetime

from portal.clock import day_of
from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.organisation.models import Organisation
from portal.providers.models import Shortlisted
from portal.providers.queries import MOST_COMPARED, list_by_ids, list_shortlisted


def put_on_shortlist(
    organisation_id: int, listing_ids: Sequence[int], *, by: str, at: datetime, behalf: str
) -> list[int]:
    """Put listings on a school's shortlist; those for which there was no room, in order.

    Those on it that nobody can see any more take no room.
    """
    Organisation.held(organisation_id)
    on_it = list_shortlisted(organisation_id)
    room = MOST_COMPARED - len(list_by_ids(list(on_it), day_of(at)))
    new = [number for number in dict.fromkeys(listing_ids) if number not in on_it]
    for number in new[: max(room, 0)]:
        db.session.add(Shortlisted(organisation_id=organisation_id, listing_id=number, at=at))
        AuditEvent.record("shortlist", f"listing:{number}", by=by, at=at, behalf=behalf)
    commit()
    return new[max(room, 0) :]


def take_off_shortlist(
    organisation_id: int, listing_id: int, *, by: str, at: datetime, behalf: str
) -> None:
    """Take a listing off a school's shortlist; nothing where it is not on it."""
    row = db.session.get(Shortlisted, (organisation_id, listing_id), with_for_update=True)
    if row is not None:
        db.session.delete(row)
        subject = f"listing:{listing_id}"
        AuditEvent.record("take off shortlist", subject, by=by, at=at, behalf=behalf)
    commit()
