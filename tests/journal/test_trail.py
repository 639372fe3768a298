"""The journal read a page at a time, by what is asked of it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.queries import _newest as newest
from portal.journal.queries import count_trail, list_actions, list_trail
from portal.journal.rules import Wanted, detail_words, in_words, number_in

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
DID = [
    ("person:1", "invite", "invitation:5", "organisation:3"),
    ("person:2", "stop organisation", "organisation:3", "organisation:9"),
    ("person:1", "change name", "person:1", ""),
    ("command", "invite", "organisation:9", ""),
    ("person:1", "set up organisation", "organisation:3", "organisation:3"),
]


@pytest.fixture
def told(database: Flask) -> Flask:
    """A journal with five events, a minute apart."""
    for minute, (actor, action, subject, behalf) in enumerate(DID):
        at = AT + timedelta(minutes=minute)
        AuditEvent.record(action, subject, by=actor, at=at, behalf=behalf)
    db.session.commit()
    return database


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [4, 3, 2, 1, 0]),
        (Wanted(actor="person:1"), [4, 2, 0]),
        (Wanted(subject="organisation:3"), [4, 1]),
        (Wanted(action="invite"), [3, 0]),
        (Wanted(organisation="organisation:3"), [4, 1, 0]),
        (Wanted(organisation="organisation:3", actor="person:1"), [4, 0]),
        (Wanted(organisation="organisation:33"), []),
    ],
)
@pytest.mark.usefixtures("told")
def test_what_is_wanted_comes_newest_first_and_once(wanted: Wanted, found: list[int]) -> None:
    minutes = [(event.at - AT).seconds // 60 for event in list_trail(wanted)]
    assert minutes == found
    assert count_trail(wanted, most=100) == len(found)


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(organisation="organisation:3")])
@pytest.mark.usefixtures("told")
def test_pages_follow_on_from_each_other(wanted: Wanted) -> None:
    whole = [event.seq for event in list_trail(wanted)]
    parts = [list_trail(wanted, skip=skip, most=2) for skip in (0, 2, 4)]
    assert [event.seq for part in parts for event in part] == whole


@pytest.mark.usefixtures("told")
def test_counting_stops_where_nobody_pages_further() -> None:
    assert count_trail(Wanted(), most=2) == 2
    assert count_trail(Wanted(organisation="organisation:3"), most=2) == 2


@pytest.mark.usefixtures("told")
def test_the_actions_to_choose_from_are_those_that_happened() -> None:
    assert list_actions() == sorted({action for _, action, _, _ in DID})


@pytest.mark.usefixtures("told")
def test_what_happened_for_one_organisation_is_found_without_reading_the_whole_journal() -> None:
    plans = {}
    for name, wanted in (
        ("own", Wanted(organisation="organisation:3")),
        ("actor", Wanted(actor="a")),
        ("action", Wanted(action="a")),
    ):
        asked = newest(wanted, 50).compile(db.engine, compile_kwargs={"literal_binds": True})
        plan = db.session.execute(text("EXPLAIN QUERY PLAN " + str(asked)))
        plans[name] = [row.detail for row in plan]
    assert any("ix_audit_event_behalf" in step for step in plans["own"])
    assert any("ix_audit_event_subject" in step for step in plans["own"])
    assert not any("SCAN audit_event" in step for step in plans["own"])
    assert any("ix_audit_event_actor" in step for step in plans["actor"])
    assert any("SCAN audit_event" in step for step in plans["action"])  # so a scan would be seen


def test_references_are_read_and_said_in_words() -> None:
    assert number_in("person:7", "person") == 7
    assert number_in("person:7", "organisation") is None
    assert number_in("person:", "person") is number_in("command", "person") is None
    assert in_words("draft:12") == "checklist 12"
    assert in_words("command") == "A command"
    assert in_words("POST organisation.invite") == "POST organisation.invite"


def test_a_detail_is_one_line() -> None:
    detail = {"fields": ["name", "email"], "status": 403, "was_new": True}
    assert detail_words(detail) == "fields: name, email; status: 403; was new: yes"
    assert detail_words({}) == ""
