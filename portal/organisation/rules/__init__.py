"""Kinds of organisation, roles in them, and what a role may do."""

from datetime import timedelta
from enum import StrEnum

from portal.journal.rules import Limit

INVITATIONS = Limit("invitations of an organisation", 40, timedelta(days=1))
LETTERS_TO_ONE = Limit("invitations to one address", 5, timedelta(days=1))
ASKING = Limit("asking to be let in", 5, timedelta(days=1))
SETTING_UP = Limit("setting up an organisation", 5, timedelta(days=1))
ACTING = "act for organisation"
"""What the journal calls it when somebody begins to act for an organisation: the last one is known from it."""


class Kind(StrEnum):
    """What an organisation is."""

    SCHOOL = "school"
    PROVIDER = "provider"
    HUB = "hub"


class Role(StrEnum):
    """What a person may do for an organisation. An administrator may also say who belongs to it."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"


class Refusal(StrEnum):
    """Why something may not be done with a person's place, in the words of the page."""

    NOT_ADMINISTRATOR = "Only an administrator may do that."
    OWN_ROLE = "You cannot change your own role. Ask another administrator."
    OWN_PLACE = "You cannot remove yourself here. Leave the organisation instead."
    LAST = "An organisation needs an administrator. Make somebody else one first."
    ABOVE = "You cannot give a role above your own."


class PlaceRefused(Exception):  # noqa: N818 - it is what happened, not a fault
    """The rules about places do not let this be done; `why` says so in the words of the page."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


_RANK = {Role.MEMBER: 1, Role.ADMINISTRATOR: 2}


def may_give(own: Role, role: Role) -> Refusal | None:
    """Why somebody with the role `own` may not give `role` to another; None if they may."""
    if _RANK[role] > _RANK[own]:
        return Refusal.ABOVE
    return None if own == Role.ADMINISTRATOR else Refusal.NOT_ADMINISTRATOR


def may_change(
    own: Role, role: Role, *, is_self: bool, was: Role, administrators: int
) -> Refusal | None:
    """Why somebody may not change a person's role from `was` to `role`; None if they may.

    `administrators` is how many the organisation has now.
    """
    if is_self:
        return Refusal.OWN_ROLE
    if is_last(was, administrators) and role != Role.ADMINISTRATOR:
        return Refusal.LAST
    return may_give(own, role)


def may_remove(own: Role, *, is_self: bool, was: Role, administrators: int) -> Refusal | None:
    """Why somebody may not remove a person whose role is `was`; None if they may."""
    if is_self:
        return Refusal.OWN_PLACE
    if own != Role.ADMINISTRATOR:
        return Refusal.NOT_ADMINISTRATOR
    return Refusal.LAST if is_last(was, administrators) else None


def must_hand_over(own: Role, *, administrators: int, people: int) -> bool:
    """Whether somebody who leaves has to say who is the next administrator: they are the last, and others stay."""
    return is_last(own, administrators) and people > 1


def is_last(role: Role, administrators: int) -> bool:
    """Whether somebody with this role is the only administrator."""
    return role == Role.ADMINISTRATOR and administrators <= 1
