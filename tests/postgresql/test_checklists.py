"""A checklist that passes to a school while somebody sends its form by the old link, on a database of many writers."""

import time
from threading import Thread

from flask import Flask
from sqlalchemy import select, text

from portal.checklist.catalogue import PAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.models import Draft
from portal.clock import now
from portal.db import db
from portal.guidance.actions import add_missing_signposts
from portal.reference.actions import add_missing_facts
from tests.account.people import make_organisation
from tests.checklist.entering import typed, where
from tests.page import Page, Visitor

PATIENCE_SECONDS = 20


def wait_until_somebody_waits() -> None:
    """Return once another connection of this database waits for a lock."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with db.engine.connect() as connection:
            if connection.scalar(asked):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits: the form was judged before the school had the checklist")


def test_a_form_on_its_way_by_the_old_link_is_refused_and_loses_nothing(app: Flask) -> None:
    with app.app_context():
        add_missing_facts(by="test", at=now())
        add_missing_signposts(by="test", at=now())
        school_id = make_organisation()
    visitor = Visitor(app)
    visitor("checklist.start").submit(button="Start the checklist")
    form, answered = visitor(where("school")), list[Page]()

    def send() -> None:
        values = typed(PAGES["school"], EXAMPLE)
        answered.append(form.submit(values, button="Save and continue", expect=403))

    with app.app_context():
        draft = db.session.scalars(select(Draft).with_for_update()).one()
        draft.organisation_id = school_id
        db.session.flush()
        sending = Thread(target=send)
        sending.start()
        wait_until_somebody_waits()
        db.session.commit()
        sending.join(PATIENCE_SECONDS)
        db.session.expire_all()
        assert draft.values() == {}
    (page,) = answered
    assert "Example High School" in page
