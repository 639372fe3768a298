"""The daily sweep ends what the privacy page says, at the moment it says, and nothing else."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import travel

from portal.account.actions import sweeping
from portal.account.queries.kept import rows_of
from portal.account.rules.personal import End, Is, duration
from portal.commands import people
from portal.db import db
from portal.journal.models import AuditEvent
from portal.site.catalogue import REGISTER
from tests.account.canaries import fill
from tests.account.people import make_organisation, make_person
from tests.builders import add_provider

AT = datetime(2027, 3, 3, 4, 5, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NUMBERS = count()
TOLD = len(REGISTER.ends) + 1
"""The lines of a sweep: one a rule, and one of the files of evidence, which end by more than one moment."""
each = pytest.mark.parametrize(
    ("name", "end"), REGISTER.ends, ids=[f"{name}-{end.since}" for name, end in REGISTER.ends]
)


@pytest.fixture
def parents(database: Flask) -> dict[str, int]:
    """What the rows point at."""
    person = make_person()
    return {
        **dict.fromkeys(("person_id", "made_by", "submitted_by"), person),
        "organisation_id": make_organisation(),
        "listing_id": add_provider(),
    }


def add(name: str, end: End, age: timedelta, parents: dict[str, int]) -> None:
    """Add a row whose end has been coming for `age`, and that no other rule reaches."""
    columns = rows_of(name).columns
    given: dict[str, Any] = {key: value for key, value in parents.items() if key in columns}
    others = (other.since for table, other in REGISTER.ends if table == name)
    given |= {since: None for since in others if columns[since].nullable}
    given[end.since] = AT - age
    for column, what in end.where:
        if what in {Is.TRUE, Is.FALSE}:
            given[column] = what is Is.TRUE
        elif what is Is.EMPTY:
            given[column] = None
    fill(name, next(NUMBERS), given)


def rows(name: str) -> list[dict[str, Any]]:
    """What a table holds."""
    table = rows_of(name)
    found = db.session.execute(select(table).order_by(*table.primary_key)).mappings()
    return [dict(row) for row in found]


def is_ended(row: dict[str, Any], end: End) -> bool:
    """Whether a row that is still there was emptied."""
    return bool(end.blanks) and all(row[column] == value for column, value in end.blanks.items())


def run(app: Flask, *options: str) -> str:
    """Sweep as an operator does."""
    result = app.test_cli_runner().invoke(args=["sweep", *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every table that a rule reaches, with the journal."""
    return {name: rows(name) for name in {"audit_event", *(name for name, _ in REGISTER.ends)}}


@pytest.fixture(autouse=True)
def at() -> Iterator[None]:
    """A moment that stands still."""
    with travel(AT, tick=False):
        yield


@pytest.fixture
def crowded(parents: dict[str, int], database: Flask) -> Flask:
    """A portal in which every rule has two rows to end and one to leave."""
    for name, end in REGISTER.ends:
        for age in (end.after - SECOND, end.after, end.after + timedelta(days=2)):
            add(name, end, age, parents)
    db.session.commit()
    return database


@each
def test_each_rule_ends_a_row_at_its_moment_and_not_a_second_before(
    database: Flask, parents: dict[str, int], name: str, end: End
) -> None:
    add(name, end, end.after - SECOND, parents)
    add(name, end, end.after, parents)
    db.session.commit()
    assert f"{name}: 1 ({end.sentence})" in run(database)
    left = [row for row in rows(name) if not is_ended(row, end)]
    assert [row[end.since] for row in left] == [AT - end.after + SECOND]


def test_a_dry_run_says_what_the_run_then_does_and_does_nothing(crowded: Flask) -> None:
    before = everything()
    foreseen = run(crowded, "--dry-run")
    assert everything() == before
    assert run(crowded) == foreseen
    assert foreseen.count(": 2 (") == len(REGISTER.ends)


def test_a_room_that_ends_its_rows_by_its_own_action_is_asked_once(
    crowded: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for room, act in people._ACTIONS.items():

        def note(at: datetime, room: str = room, act: Callable[[datetime], None] = act) -> None:
            asked.append(room)
            act(at)

        monkeypatch.setitem(people._ACTIONS, room, note)
    run(crowded)
    assert sorted(asked) == ["checklist", "mail"]


def test_a_second_run_has_nothing_to_do(crowded: Flask) -> None:
    run(crowded)
    after = everything()
    again = run(crowded)
    assert again.count(": 0 (") == TOLD
    assert everything() == after


def test_each_sweep_of_a_table_is_in_the_journal_by_figures_only(crowded: Flask) -> None:
    run(crowded)
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.actor == "command")).all()
    swept = {event.subject.removeprefix("table:") for event in events if event.action == "sweep"}
    assert swept == {name for name, end in REGISTER.ends if not end.swept_by}
    assert all(event.detail == {"rows": 2} for event in events if event.action == "sweep")


@pytest.mark.parametrize("stops_at", range(1, 4))
def test_a_run_that_is_killed_midway_is_completed_by_the_next(
    crowded: Flask, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    calls = count(1)

    def commit_until_killed(**options: bool) -> None:
        if next(calls) > stops_at:
            raise KeyboardInterrupt
        db.session.commit()

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "commit", commit_until_killed)
        killed = crowded.test_cli_runner().invoke(args=["sweep"])
        assert killed.exit_code != 0
    db.session.rollback()
    half = everything()
    run(crowded)
    assert everything() != half
    assert run(crowded).count(": 0 (") == TOLD
    swept = select(AuditEvent.subject).where(AuditEvent.action == "sweep")
    subjects = db.session.scalars(swept).all()
    assert len(subjects) == len([1 for _, end in REGISTER.ends if not end.swept_by]), "once each"


def test_no_two_rules_of_a_table_reach_the_same_row() -> None:
    for name, end in REGISTER.ends:
        others = [one for other, one in REGISTER.ends if other == name and one is not end]
        for one in others:
            apart = {column for column, _ in end.where} & {column for column, _ in one.where}
            assert apart or one.since != end.since, name


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=180), "180 days"),
        (timedelta(days=3 * 365), "3 years"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_unit(span: timedelta, words: str) -> None:
    assert duration(span) == words


@pytest.mark.parametrize("span", [timedelta(0), timedelta(seconds=61)])
def test_a_length_that_is_no_whole_number_of_minutes_is_refused(span: timedelta) -> None:
    with pytest.raises(ValueError, match="not whole minutes"):
        duration(span)
