"""What a role may do: nobody gives more than they have, nobody edits their own role, the last administrator stays."""

from itertools import product

import pytest

from portal.organisation.rules import (
    Refusal,
    Role,
    is_last,
    may_change,
    may_give,
    may_remove,
    must_hand_over,
)

MEMBER, ADMINISTRATOR = Role.MEMBER, Role.ADMINISTRATOR
EVERY = tuple(product(Role, Role, Role, (True, False), (1, 2)))


def test_only_an_administrator_gives_roles_and_none_above_their_own() -> None:
    assert {(own, role): may_give(own, role) for own, role in product(Role, Role)} == {
        (MEMBER, MEMBER): Refusal.NOT_ADMINISTRATOR,
        (MEMBER, ADMINISTRATOR): Refusal.ABOVE,
        (ADMINISTRATOR, MEMBER): None,
        (ADMINISTRATOR, ADMINISTRATOR): None,
    }


def test_nobody_changes_their_own_role() -> None:
    looked_at = [case for case in EVERY if case[3]]
    assert len(looked_at) == 16
    for own, role, was, is_self, administrators in looked_at:
        why = may_change(own, role, is_self=is_self, was=was, administrators=administrators)
        assert why == Refusal.OWN_ROLE


@pytest.mark.parametrize(("administrators", "why"), [(1, Refusal.LAST), (2, None)])
def test_the_last_administrator_is_not_made_a_member(
    administrators: int, why: Refusal | None
) -> None:
    said = may_change(
        ADMINISTRATOR, MEMBER, is_self=False, was=ADMINISTRATOR, administrators=administrators
    )
    assert said == why


def test_a_member_changes_nobodys_role() -> None:
    for role, was in product(Role, Role):
        assert may_change(MEMBER, role, is_self=False, was=was, administrators=2) is not None


@pytest.mark.parametrize(
    ("own", "is_self", "was", "administrators", "why"),
    [
        (ADMINISTRATOR, False, MEMBER, 1, None),
        (ADMINISTRATOR, False, ADMINISTRATOR, 2, None),
        (ADMINISTRATOR, False, ADMINISTRATOR, 1, Refusal.LAST),
        (ADMINISTRATOR, True, ADMINISTRATOR, 2, Refusal.OWN_PLACE),
        (MEMBER, False, MEMBER, 1, Refusal.NOT_ADMINISTRATOR),
    ],
)
def test_an_administrator_removes_others_but_not_the_last(
    own: Role, is_self: bool, was: Role, administrators: int, why: Refusal | None
) -> None:
    assert may_remove(own, is_self=is_self, was=was, administrators=administrators) == why


@pytest.mark.parametrize(
    ("own", "administrators", "people", "must"),
    [
        (ADMINISTRATOR, 1, 2, True),
        (ADMINISTRATOR, 1, 1, False),
        (ADMINISTRATOR, 2, 3, False),
        (MEMBER, 1, 2, False),
    ],
)
def test_the_last_administrator_hands_over_where_others_stay(
    own: Role, administrators: int, people: int, must: bool
) -> None:
    assert must_hand_over(own, administrators=administrators, people=people) is must
    assert is_last(own, administrators) is (own == ADMINISTRATOR and administrators == 1)
