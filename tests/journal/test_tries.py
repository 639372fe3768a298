"""How often something may be tried: what is counted, from when, and what is not."""

from datetime import timedelta

import pytest
from flask import Flask
from time_machine import travel

from portal.clock import now
from portal.db import commit, db
from portal.journal.models import Tries
from portal.journal.rules import Limit, Throttled
from portal.web.keys import blind

LIMIT = Limit("test of tries", 3, timedelta(minutes=15))
OTHER = Limit("another test of tries", 1, timedelta(minutes=15))
SUBJECT = "sam@example.org"


def take(limit: Limit = LIMIT) -> None:
    """Take one try, and keep that it was taken."""
    Tries.take(limit, SUBJECT, now())
    commit()


def counted(limit: Limit = LIMIT) -> int:
    """How many tries are counted."""
    row = db.session.get(Tries, blind(limit.name, SUBJECT))
    return row.count if row is not None else 0


def test_a_try_beyond_the_limit_is_refused_until_the_window_of_the_first_ends(
    database: Flask,
) -> None:
    with travel(begun := now(), tick=False) as clock:
        for _ in range(LIMIT.most):
            take()
            clock.shift(timedelta(minutes=4))
        with pytest.raises(Throttled) as refused:
            take()
        assert refused.value.until == begun + LIMIT.window
        assert counted() == LIMIT.most
        clock.move_to(begun + LIMIT.window)
        take()
        assert counted() == 1


def test_whoever_is_refused_by_one_limit_is_counted_by_none(database: Flask) -> None:
    take(OTHER)
    Tries.take(LIMIT, SUBJECT, now())
    with pytest.raises(Throttled):
        Tries.take(OTHER, SUBJECT, now())
    commit()
    assert (counted(LIMIT), counted(OTHER)) == (0, 1)


def test_what_was_right_is_taken_back_and_what_succeeded_forgotten(database: Flask) -> None:
    take()
    take()
    Tries.take_back(LIMIT, SUBJECT)
    commit()
    assert counted() == 1
    Tries.forget(LIMIT, SUBJECT)
    commit()
    assert counted() == 0
    Tries.take_back(LIMIT, SUBJECT)
    assert counted() == 0
