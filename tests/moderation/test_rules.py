"""How an organisation stands, and what the Hub may do about it."""

from datetime import UTC, datetime

from portal.moderation.rules import (
    Lack,
    Refusal,
    Standing,
    lack,
    may_make_administrator,
    may_stop,
    standing,
)
from portal.organisation.rules import Kind

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_stopping_counts_whether_or_not_an_organisation_was_confirmed() -> None:
    assert standing(None, None) is Standing.WAITING
    assert standing(AT, None) is Standing.CONFIRMED
    assert standing(None, AT) is standing(AT, AT) is Standing.STOPPED


def test_one_administrator_is_too_few() -> None:
    assert lack(0) is Lack.NO_ADMINISTRATOR
    assert lack(1) is Lack.ONE_ADMINISTRATOR
    assert lack(2) is None


def test_the_hub_may_stop_anybody_but_itself() -> None:
    assert may_stop(Kind.HUB) is Refusal.IS_HUB
    assert may_stop(Kind.SCHOOL) is may_stop(Kind.PROVIDER) is None


def test_the_hub_gives_a_role_only_where_nobody_else_can_and_never_to_oneself() -> None:
    assert may_make_administrator(administrators=0, is_self=False) is None
    assert may_make_administrator(administrators=1, is_self=False) is Refusal.HAS_ADMINISTRATOR
    assert may_make_administrator(administrators=0, is_self=True) is Refusal.SELF
