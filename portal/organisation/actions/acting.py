"""Writes of for whom somebody acts in a browser."""

from datetime import datetime

from portal.account.models import SignIn
from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.organisation.models import Membership
from portal.organisation.queries import find_last_organisation, find_membership, list_memberships
from portal.organisation.rules import ACTING, Kind


def act_for(
    organisation_id: int, *, sign_in_id: int, person_id: int, by: str, at: datetime
) -> Membership | None:
    """Act for an organisation from now on in one browser; None for one that is not the person's, or is frozen."""
    place, row = find_membership(organisation_id, person_id), db.session.get(SignIn, sign_in_id)
    if place is None or row is None:
        return None
    begin_acting(row, place, by=by, at=at)
    commit()
    return place


def settle_sign_in(sign_in_id: int, *, by: str, at: datetime) -> Membership | None:
    """Find for whom somebody acts who has just signed in: their only organisation, or the one they last acted for.

    None where only they can say. Whoever belongs to the Hub is signed in for a short time only.
    """
    row = db.session.get_one(SignIn, sign_in_id)
    places = list_memberships(row.person_id)
    row.is_short = any(place.organisation.kind == Kind.HUB for place in places)
    if row.organisation_id is None and places:
        last = find_last_organisation(row.person_id) if len(places) > 1 else None
        chosen = [place for place in places if place.organisation_id == last] or places
        if len(chosen) == 1:
            begin_acting(row, chosen[0], by=by, at=at)
    organisation_id, person_id = row.organisation_id, row.person_id
    commit()
    return None if organisation_id is None else find_membership(organisation_id, person_id)


def begin_acting(row: SignIn, place: Membership, *, by: str, at: datetime) -> None:
    """Let a sign-in act for the organisation of a place, and record it; the caller commits.

    For the Hub it does so for a short time only, also where signing in broke off before it could be made short.
    """
    row.organisation_id = place.organisation_id
    if place.organisation.kind == Kind.HUB:
        row.is_short = True
    organisation = f"organisation:{place.organisation_id}"
    AuditEvent.record(ACTING, f"person:{place.person_id}", by=by, at=at, behalf=organisation)
