"""Confirm an organisation, stop it, open it again, release its school, and give it an administrator if it has none."""

from datetime import datetime

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.moderation.actions.refusing import allow
from portal.moderation.catalogue.organisations import ADMINISTRATOR, CONFIRMED, REOPENED, STOPPED
from portal.moderation.queries.organisations import FREEZE
from portal.moderation.rules import (
    Reason,
    may_make_administrator,
    may_release,
    may_stop,
)
from portal.organisation.models import Membership, Organisation
from portal.organisation.queries import list_administrators, list_members
from portal.organisation.rules import Role

_HOME = "/organisation"


def confirm_organisation(organisation_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Confirm that an organisation's people are who they say, and tell its administrators. Once is enough.

    Raises:
        LookupError: there is no such organisation.
    """
    organisation = held(organisation_id)
    if organisation.confirmed_at is None:
        organisation.confirmed_at = at
        record("confirm organisation", organisation, by=by, at=at, behalf=behalf)
        for place in list_administrators(organisation_id):
            place.tell(CONFIRMED.name, at=at, link=_HOME)
    commit()


def freeze_organisation(
    organisation_id: int, reason: Reason, *, by: str, at: datetime, behalf: str
) -> None:
    """Stop an organisation: from this moment nobody acts for it, and its open invitations are gone. Tell its people.

    Raises:
        LookupError: there is no such organisation.
        NotAllowed: it is the Hub.
    """
    organisation = held(organisation_id)
    allow(may_stop(organisation.kind))
    if organisation.frozen_at is None:
        organisation.frozen_at = at
        organisation.end_access()
        detail = {"reason": reason.value}
        record(FREEZE, organisation, by=by, at=at, behalf=behalf, detail=detail)
        for place in list_members(organisation_id):
            place.tell(STOPPED.name, at=at, values=detail)
    commit()


def unfreeze_organisation(organisation_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Let an organisation that was stopped in again, and tell its people.

    Raises:
        LookupError: there is no such organisation.
    """
    organisation = held(organisation_id)
    if organisation.frozen_at is not None:
        organisation.frozen_at = None
        record("open organisation again", organisation, by=by, at=at, behalf=behalf)
        for place in list_members(organisation_id):
            place.tell(REOPENED.name, at=at, link=_HOME)
    commit()


def make_administrator(
    organisation_id: int, person_id: int, *, by: str, at: datetime, behalf: str
) -> None:
    """Make a member an administrator of an organisation that has none, and tell them.

    Raises:
        LookupError: there is no such organisation, or the person is not in it.
        NotAllowed: it has an administrator, or it would be one's own role.
    """
    organisation = held(organisation_id)
    place = db.session.get(Membership, (organisation_id, person_id))
    if place is None:
        db.session.rollback()
        raise LookupError(f"Person {person_id} is not in organisation {organisation_id}.")
    refusal = may_make_administrator(
        administrators=len(list_administrators(organisation_id)),
        is_self=by == f"person:{person_id}",
    )
    allow(refusal)
    place.change(Role.ADMINISTRATOR)
    detail = {"person": f"person:{person_id}"}
    record("make administrator", organisation, by=by, at=at, behalf=behalf, detail=detail)
    place.tell(ADMINISTRATOR.name, at=at, link=_HOME)
    commit()


def release_school(organisation_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Take a school's URN from an organisation that has no people or is stopped, so that others can set it up.

    What the organisation has stays with it. Once is enough.

    Raises:
        LookupError: there is no such organisation.
        NotAllowed: people act for it.
    """
    organisation = held(organisation_id)
    members, urn = len(list_members(organisation_id)), organisation.school_urn
    allow(may_release(members=members, is_stopped=organisation.frozen_at is not None))
    if urn is not None:
        organisation.school_urn = None
        detail = {"urn": str(urn)}
        record("release school", organisation, by=by, at=at, behalf=behalf, detail=detail)
    commit()


def held(organisation_id: int) -> Organisation:
    """An organisation, held until the transaction ends.

    Raises:
        LookupError: there is no such organisation.
    """
    organisation = Organisation.held(organisation_id)
    if organisation is None:
        raise LookupError(f"There is no organisation {organisation_id}.")
    return organisation


def record(
    action: str,
    organisation: Organisation,
    *,
    by: str,
    at: datetime,
    behalf: str,
    detail: dict[str, str] | None = None,
) -> None:
    """Record what the Hub decided about an organisation; the caller commits."""
    subject = f"organisation:{organisation.id}"
    AuditEvent.record(action, subject, by=by, at=at, behalf=behalf, **(detail or {}))
