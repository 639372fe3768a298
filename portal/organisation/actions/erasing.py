"""Take somebody whose account is being erased out of their organisations."""

from datetime import datetime

from portal.account.rules.leaving import StillBound
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.models import Organisation
from portal.organisation.queries import list_members
from portal.organisation.queries.binding import is_binding, list_places


def take_out(person_id: int, by: str, at: datetime) -> None:
    """End every place of a person, each with its event. The caller commits.

    Raises:
        StillBound: they are the last administrator of an organisation in which others stay.
    """
    for place in list_places(person_id):
        organisation = Organisation.held(place.organisation_id)
        assert organisation is not None  # noqa: S101 - the place points at it
        if is_binding(place, list_members(place.organisation_id)):
            raise StillBound((organisation.name,))
        behalf = f"organisation:{place.organisation_id}"
        AuditEvent.record("leave organisation", f"person:{person_id}", by=by, at=at, behalf=behalf)
        place.end()
    db.session.flush()
