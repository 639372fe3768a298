"""What binds a person to the organisations that they belong to."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import Membership
from portal.organisation.rules import Role, must_hand_over


def list_places(person_id: int) -> list[Membership]:
    """Every place of a person, those in frozen organisations too."""
    rows = select(Membership).where(Membership.person_id == person_id)
    return list(db.session.scalars(rows.order_by(Membership.organisation_id)))


def list_binding(person_id: int) -> tuple[str, ...]:
    """The organisations that a person must hand over before their account can go, by name."""
    places = list_places(person_id)
    numbers = [place.organisation_id for place in places]
    people = db.session.scalars(select(Membership).where(Membership.organisation_id.in_(numbers)))
    beside: dict[int, list[Membership]] = {}
    for one in people:
        beside.setdefault(one.organisation_id, []).append(one)
    return tuple(
        place.organisation.name
        for place in places
        if is_binding(place, beside[place.organisation_id])
    )


def is_binding(place: Membership, people: Sequence[Membership]) -> bool:
    """Whether a person is the last administrator of an organisation in which others stay; `people` are all in it.

    One that the Hub has frozen binds nobody: nothing can be handed over there, and everybody may be erased.
    """
    if place.organisation.frozen_at is not None:
        return False
    administrators = sum(one.role == Role.ADMINISTRATOR for one in people)
    return must_hand_over(Role(place.role), administrators=administrators, people=len(people))
