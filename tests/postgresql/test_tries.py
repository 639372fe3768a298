"""Tries that are counted at the same moment, on a database that lets them be counted side by side."""

from datetime import timedelta
from functools import partial

from flask import Flask

from portal.clock import now
from portal.db import commit, db
from portal.journal.models import Tries
from portal.journal.rules import Limit, Throttled
from portal.web.keys import blind
from tests.organisation.staff import at_once

LIMIT = Limit("test", 3, timedelta(minutes=15))
AT_ONCE = 12


def take(subject: str) -> bool | None:
    """Take one try; whether it might be judged."""
    try:
        Tries.take(LIMIT, subject, now())
    except Throttled:
        return None
    commit()
    return True


def test_of_many_first_tries_at_once_no_more_are_judged_than_the_limit_says(app: Flask) -> None:
    for number in range(5):
        subject = f"address {number}"
        judged = at_once(app, [partial(take, subject) for _ in range(AT_ONCE)])
        assert judged.count("something") == LIMIT.most
        with app.app_context():
            row = db.session.get_one(Tries, blind(LIMIT.name, subject))
            assert row.count == LIMIT.most
            db.session.delete(row)
            db.session.commit()
        assert at_once(app, [partial(take, subject)]) == ["something"]
