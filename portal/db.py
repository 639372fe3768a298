"""The database: the declarative base, each connection's settings, and the one way to commit.

A request that may write takes SQLite's write lock with its first query (`BEGIN IMMEDIATE`), so what it read
is still true when it commits; a request that only reads never waits for a writer.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

log = logging.getLogger("portal")

READING = frozenset({"GET", "HEAD", "OPTIONS"})
_reads = ContextVar("only_reading", default=False)

ON_CONNECT = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # with NORMAL a power cut loses writes that were already acknowledged
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_size_limit=67108864",
)


class Conflict(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody else changed the same record since it was read."""


class Taken(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody else has just added a row with the same key."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC on engines that store no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a zone: they would mean different instants on different machines."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment must say its zone.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The ground of every table."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON},
    )


db = SQLAlchemy(model_class=Base)


def init_app(app: Flask) -> None:
    """Bind the database to `app` and give each connection its settings."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _settle)
            event.listen(engine, "begin", _begin)


def commit(*, leave_no_trace: bool = False) -> None:
    """Make the work of this transaction durable.

    With `leave_no_trace`, what was deleted is then taken out of SQLite's log too; its pages are overwritten in any
    case (`secure_delete`). PostgreSQL does the same by itself, when it vacuums.

    Raises:
        Conflict: a row was changed or deleted by somebody else in between; nothing is kept.
    """
    try:
        db.session.commit()
    except (StaleDataError, ObjectDeletedError) as changed:
        db.session.rollback()
        raise Conflict from changed
    if leave_no_trace:
        empty_the_log()


def empty_the_log() -> bool:
    """Put all of SQLite's log into the database's file and cut the log to nothing; whether that could be done.

    Whoever reads meanwhile is waited for as long as the lock is. What could not be done now, the next time does:
    the daily sweep at the latest.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchall()[0]
        except sqlite3.OperationalError:
            busy = True
        finally:
            cursor.close()
    if busy:
        log.warning("database.log-not-emptied")
    return not busy


def add_once(row: Base) -> None:
    """Add a row whose key must be new, before anything else is written in this transaction.

    Raises:
        Taken: the key is in use; nothing of this transaction is kept.
    """
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as taken:
        db.session.rollback()
        raise Taken from taken


def writes_are_possible() -> bool:
    """Whether the database takes a write just now; it is undone at once. The write lock is not waited for long."""
    with db.engine.connect() as connection:
        on_sqlite = connection.dialect.name == "sqlite"
        if on_sqlite:
            connection.exec_driver_sql("PRAGMA busy_timeout=500")
        try:
            connection.exec_driver_sql("CREATE TABLE write_probe (n INTEGER)")
        finally:
            connection.rollback()
            if on_sqlite:
                connection.exec_driver_sql("PRAGMA busy_timeout=5000")
    return True


@contextmanager
def only_reading() -> Iterator[None]:
    """What is asked of the database within is one view of it, and on SQLite nobody who writes is kept waiting.

    For work outside a request, where every transaction would take the write lock. Nothing may be uncommitted before,
    and nothing may be written within; rows that were loaded are let go of at the end.
    """
    before = _reads.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        _reads.reset(before)


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = (
        None  # the driver's own BEGIN is deferred, and deferred writers lose updates
    )
    for setting in ON_CONNECT:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    reading = _reads.get() or (has_request_context() and request.method in READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


__all__ = [
    "Base",
    "Conflict",
    "Engine",
    "Moment",
    "commit",
    "db",
    "empty_the_log",
    "init_app",
    "only_reading",
    "writes_are_possible",
]
