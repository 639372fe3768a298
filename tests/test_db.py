"""What every connection is set to, who waits for whom, and what a commit refuses."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError, StatementError

from portal.db import Conflict, commit, db, empty_the_log, writes_are_possible
from portal.journal.models import AuditEvent, Receipt
from portal.reference.actions import add_missing_facts
from portal.reference.models import ReferenceFact
from tests.builders import AT

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "trusted_schema": 0,
    "journal_size_limit": 67_108_864,
}


@contextmanager
def outsider(app: Flask) -> Iterator[sqlite3.Connection]:
    """A second process's connection, which waits for nobody."""
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        yield connection


def write(key: str = "one", at: datetime = AT) -> None:
    db.session.add(Receipt(key=key, at=at, outcome="/"))


def receipts() -> int:
    return db.session.scalar(select(func.count()).select_from(Receipt)) or 0


def test_each_connection_has_every_setting(database: Flask) -> None:
    with db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS
            }
            assert found == SETTINGS
            connection.rollback()  # gives the write lock to the next


def test_whoever_may_write_holds_the_write_lock_from_its_first_query(database: Flask) -> None:
    assert receipts() == 0
    with outsider(database) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        db.session.rollback()
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


def test_a_request_that_posts_locks_and_one_that_reads_does_not(app: Flask) -> None:
    for method, locks in (("GET", False), ("HEAD", False), ("POST", True)):
        with app.test_request_context(method=method), outsider(app) as other:
            receipts()
            if locks:
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute("BEGIN IMMEDIATE")
            else:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            db.session.rollback()


def test_a_reader_never_waits_for_a_writer_and_sees_what_was_committed(app: Flask) -> None:
    with app.app_context():
        write("before")
        commit()
    with outsider(app) as other, app.test_request_context():
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM receipt")
        started = time.monotonic()
        assert receipts() == 1
        assert time.monotonic() - started < 1
        other.execute("COMMIT")
        assert receipts() == 1  # the picture of its own transaction
        db.session.rollback()
        assert receipts() == 0


def test_a_second_writer_waits_and_then_says_that_the_database_is_busy(database: Flask) -> None:
    with outsider(database) as other:
        other.execute("BEGIN IMMEDIATE")
        with db.engine.connect() as connection:
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]  # it is sqlite3's own
            with pytest.raises(OperationalError, match="locked"):
                connection.exec_driver_sql("SELECT 1")
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=5000")  # type: ignore[union-attr]  # as above
        other.execute("ROLLBACK")


def test_a_moment_without_a_zone_is_refused(database: Flask) -> None:
    write(at=datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="A moment must say its zone"):
        commit()
    db.session.rollback()
    assert receipts() == 0


@pytest.mark.parametrize("hours", [-11, 0, 1, 14])
def test_a_moment_comes_back_as_the_same_instant_in_utc(database: Flask, hours: int) -> None:
    at = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=hours)))
    write(at=at)
    commit()
    kept = db.session.scalar(select(Receipt.at))
    assert kept is not None
    assert kept == at
    assert kept.tzinfo is UTC


def test_a_change_based_on_an_old_version_is_a_conflict_and_leaves_nothing(
    database: Flask,
) -> None:
    add_missing_facts(by="test", at=AT)
    fact = db.session.get_one(ReferenceFact, "vat_rate")
    newer: Any = update(ReferenceFact).values(version_id=ReferenceFact.version_id + 1)
    with db.session.no_autoflush:
        db.session.execute(newer, execution_options={"synchronize_session": False})
        fact.value = "99"
        write()
        with pytest.raises(Conflict):
            commit()
    assert db.session.get_one(ReferenceFact, "vat_rate").value == "20"
    assert receipts() == 0


def test_a_row_that_points_nowhere_is_refused(database: Flask) -> None:
    with pytest.raises(StatementError, match="FOREIGN KEY"):
        db.session.execute(
            text("INSERT INTO listing_term (listing_id, vocabulary, code) VALUES (9, 'a', 'b')")
        )
    db.session.rollback()


@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event"]
)
def test_the_journal_is_only_ever_added_to(database: Flask, change: str) -> None:
    db.session.add(AuditEvent(at=AT, actor="a", action="b", subject="c", detail={}))
    commit()
    with pytest.raises(StatementError):
        db.session.execute(text(change))
    db.session.rollback()


def test_what_is_to_leave_no_trace_is_in_neither_the_file_nor_its_log(database: Flask) -> None:
    log: Path = database.extensions["settings"].data_folder / "portal.db-wal"
    write("a text that nobody else would write")
    commit()
    assert log.stat().st_size > 0
    db.session.execute(text("DELETE FROM receipt"))
    commit(leave_no_trace=True)
    assert log.stat().st_size == 0
    assert b"nobody else" not in log.with_name("portal.db").read_bytes()
    assert empty_the_log()


def test_trying_whether_writing_is_possible_leaves_no_trace(database: Flask) -> None:
    assert writes_are_possible()
    assert "write_probe" not in db.inspect(db.engine).get_table_names()
    with outsider(database) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            writes_are_possible()
        other.execute("ROLLBACK")
    assert writes_are_possible()
