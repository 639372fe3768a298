"""Writes of the places that people have: change a role, remove somebody, leave and hand over."""

from datetime import datetime

from portal.db import commit
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.organisation.catalogue import HANDED_OVER, REMOVED, ROLE_CHANGED, ROLE_PHRASES
from portal.organisation.models import Membership
from portal.organisation.queries import find_membership, list_administrators, list_members
from portal.organisation.rules import (
    PlaceRefused,
    Refusal,
    Role,
    may_change,
    may_remove,
    must_hand_over,
)


def change_role(
    person_id: int, role: Role, *, organisation_id: int, own_id: int, by: str, at: datetime
) -> Membership | None:
    """Give somebody of an organisation another role, in the name of `own_id`; None for somebody not of it.

    Whoever gets it is signed out where they act for the organisation, and told.

    Raises:
        PlaceRefused: the rules do not let them.
    """
    own, theirs = (
        Membership.held(organisation_id, own_id),
        find_membership(organisation_id, person_id),
    )
    if theirs is None:
        return None
    was, administrators = Role(theirs.role), len(list_administrators(organisation_id))
    refusal = may_change(
        Role(own.role), role, is_self=person_id == own_id, was=was, administrators=administrators
    )
    if refusal is not None:
        raise PlaceRefused(refusal)
    if was != role:
        theirs.change(role)
        _tell(theirs, ROLE_CHANGED.name, at, changer=own.person.name, role=ROLE_PHRASES[role])
        _audit("change role", theirs, by=by, at=at, was=was.value, role=role.value)
    commit()
    return theirs


def remove(
    person_id: int, *, organisation_id: int, own_id: int, by: str, at: datetime
) -> str | None:
    """Remove somebody from an organisation, with all that follows from their place; their name, None if not of it.

    Raises:
        PlaceRefused: the rules do not let `own_id` do that.
    """
    own, theirs = (
        Membership.held(organisation_id, own_id),
        find_membership(organisation_id, person_id),
    )
    if theirs is None:
        return None
    refusal = may_remove(
        Role(own.role),
        is_self=person_id == own_id,
        was=Role(theirs.role),
        administrators=len(list_administrators(organisation_id)),
    )
    if refusal is not None:
        raise PlaceRefused(refusal)
    name = theirs.person.name
    _tell(theirs, REMOVED.name, at, link="", remover=own.person.name)
    _audit("remove from organisation", theirs, by=by, at=at)
    theirs.end()
    commit()
    return name


def leave(
    *,
    organisation_id: int,
    own_id: int,
    next_id: int | None,
    sign_in_id: int,
    by: str,
    at: datetime,
) -> None:
    """Leave an organisation. Its last administrator hands over to `next_id` where others stay, all at once.

    Raises:
        PlaceRefused: the last administrator did not say who of the others is next.
    """
    own = Membership.held(organisation_id, own_id)
    people = list_members(organisation_id)
    administrators = [one for one in people if one.role == Role.ADMINISTRATOR]
    if must_hand_over(Role(own.role), administrators=len(administrators), people=len(people)):
        following = [one for one in people if one.person_id == next_id and one is not own]
        if not following:
            raise PlaceRefused(Refusal.LAST)
        following[0].change(Role.ADMINISTRATOR)
        _tell(following[0], HANDED_OVER.name, at, leaver=own.person.name)
        _audit("hand over", following[0], by=by, at=at)
    _audit("leave organisation", own, by=by, at=at)
    own.end(keep=sign_in_id)
    commit()


def _tell(
    place: Membership, letter: str, at: datetime, *, link: str = "/organisation", **values: str
) -> None:
    if place.person.email:
        told = {"organisation": place.organisation.name, **values}
        Mail.write(letter, to=place.person.email, at=at, values=told, link=link)


def _audit(action: str, place: Membership, *, by: str, at: datetime, **detail: str) -> None:
    organisation = f"organisation:{place.organisation_id}"
    AuditEvent.record(
        action, f"person:{place.person_id}", by=by, at=at, behalf=organisation, **detail
    )
