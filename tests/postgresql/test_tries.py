"""Tries that are counted at the same moment, on a database that lets them be counted side by side."""

from datetime import timedelta
from functools import partial

from flask import Flask

from portal.clock import now
from portal.db import commit, db
from portal.journal.models import Tries
from portal.journal.rules import Limit
from portal.web.keys import blind
from tests.organisation.staff import at_once

LIMIT = Limit("test", 100, timedelta(minutes=15))


def count(subject: str) -> None:
    """Count one try."""
    Tries.count_one(LIMIT, subject, now())
    commit()


def test_every_one_of_many_first_tries_is_counted(app: Flask) -> None:
    for number in range(5):
        subject = f"address {number}"
        at_once(app, [partial(count, subject) for _ in range(8)])
        with app.app_context():
            assert db.session.get_one(Tries, blind(LIMIT.name, subject)).count == 8
