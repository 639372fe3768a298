"""What was known and shown at a past moment stays what it was, whatever is learnt later."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from time_machine import travel

from portal.clock import end_of, now
from portal.credentials.models import Credential
from portal.credentials.rules import Result, Seen, is_shown, known_before
from portal.db import db
from portal.providers.actions import record_check
from portal.providers.models import Adviser
from portal.providers.queries import find_standing
from tests.builders import DAY, add_matrix, add_person, add_provider

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DUE = date(2028, 1, 1)


@pytest.mark.parametrize(
    ("accepted", "gone", "shown"),
    [
        (None, None, False),
        (NOON - SECOND, None, True),
        (NOON, None, False),
        (NOON - SECOND, NOON - SECOND, False),
        (NOON - SECOND, NOON, True),
        (None, NOON - SECOND, False),
    ],
)
def test_what_happened_before_a_moment_decides_what_it_was_shown(
    accepted: datetime | None, gone: datetime | None, shown: bool
) -> None:
    assert is_shown(accepted, gone, NOON) is shown


def test_without_a_moment_all_that_has_happened_counts() -> None:
    assert is_shown(NOON, None)
    assert not is_shown(NOON, NOON)
    seen = Seen(DAY, "the Hub", Result.CONFIRMED)
    assert known_before([(NOON, seen)]) == (seen,)
    assert known_before([(NOON, seen)], NOON) == ()


def words(listing_id: int, day: date) -> list[str]:
    """What the history of a day says."""
    standing = find_standing(listing_id, day)
    assert standing is not None
    return [badge.words for badge in standing.badges]


def test_a_check_that_is_entered_late_was_not_known_before(database: Flask) -> None:
    listing = add_provider()
    claim = add_matrix(listing, DUE)
    with travel(NOON + timedelta(days=10), tick=False):
        looked = Seen(DAY, "the Hub", Result.CONFIRMED)
        record_check(claim, looked, by="test", at=now())
    assert "not checked" in words(listing, DAY + timedelta(days=9))[0]
    assert "checked by the Hub on 24 November 2026" in words(listing, DAY + timedelta(days=10))[0]


def test_what_was_taken_back_since_was_shown_until_then(database: Flask) -> None:
    listing = add_provider()
    claim = db.session.get_one(Credential, add_matrix(listing, DUE))
    claim.withdrawn_at = end_of(DAY)
    db.session.commit()
    assert words(listing, DAY)
    assert words(listing, DAY + timedelta(days=1)) == []


def test_what_the_hub_let_in_later_was_not_shown_before(database: Flask) -> None:
    listing = add_provider()
    claim = db.session.get_one(Credential, add_matrix(listing, DUE))
    claim.accepted_at = end_of(DAY)
    db.session.commit()
    assert words(listing, DAY) == []
    assert words(listing, DAY + timedelta(days=1))


def test_an_adviser_who_has_left_is_in_the_history_with_what_they_could_do(
    database: Flask,
) -> None:
    listing = add_provider()
    gone = add_person(listing)
    add_person(listing, "Q4_IA", "NOT_REGISTERED")
    db.session.get_one(Adviser, gone).left_at = end_of(DAY)
    db.session.commit()
    then = find_standing(listing, DAY)
    after = find_standing(listing, DAY + timedelta(days=1))
    assert then is not None
    assert after is not None
    assert [(p.adviser_id == gone, p.why_not is None) for p in then.people] == [
        (True, True),
        (False, False),
    ]
    assert [p.adviser_id == gone for p in after.people] == [False]
    assert then.people[0].badges


def test_a_day_before_the_first_word_shows_nothing_and_no_listing_has_no_history(
    database: Flask,
) -> None:
    listing = add_provider()
    add_matrix(listing, DUE)
    assert words(listing, DAY - timedelta(days=1)) == []
    assert find_standing(99, DAY) is None
