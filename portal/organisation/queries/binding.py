"""What binds a person to the organisations that they belong to."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import Membership
from portal.organisation.queries.people import list_administrators, list_members
from portal.organisation.rules import Role, must_hand_over


def list_places(person_id: int) -> list[Membership]:
    """Every place of a person, those in frozen organisations too."""
    rows = select(Membership).where(Membership.person_id == person_id)
    return list(db.session.scalars(rows.order_by(Membership.organisation_id)))


def list_binding(person_id: int) -> tuple[str, ...]:
    """The organisations that a person must hand over before their account can go, by name."""
    return tuple(place.organisation.name for place in list_places(person_id) if is_binding(place))


def is_binding(place: Membership) -> bool:
    """Whether a person is the last administrator of an organisation in which others stay.

    One that the Hub has frozen binds nobody: nothing can be handed over there, and everybody may be erased.
    """
    if place.organisation.frozen_at is not None:
        return False
    return must_hand_over(
        Role(place.role),
        administrators=len(list_administrators(place.organisation_id)),
        people=len(list_members(place.organisation_id)),
    )
