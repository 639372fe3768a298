"""The tables' history: one line of steps, pinned, that ends in the tables that the models describe."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.clock import now
from portal.commands import MIGRATIONS
from portal.db import Base, db
from portal.journal.models import AuditEvent


def history() -> ScriptDirectory:
    """The steps as alembic reads them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def test_the_steps_are_one_line_that_ends_where_the_pin_says() -> None:
    steps = list(history().walk_revisions())
    assert len(steps) > 1
    assert history().get_heads() == [(MIGRATIONS / "HEAD").read_text("utf-8").strip()]
    assert all(isinstance(step.down_revision, str | None) for step in steps)


def test_the_steps_end_in_the_tables_that_the_models_describe(database: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert len(Base.metadata.tables) >= 10
        assert compare_metadata(context, Base.metadata) == []


def test_a_model_without_its_step_would_be_seen(database: Flask) -> None:
    with db.engine.connect() as connection:
        connection.execute(text("ALTER TABLE receipt RENAME COLUMN outcome TO answer"))
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata)
        connection.rollback()


@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event"]
)
def test_what_was_done_cannot_be_undone_in_the_journal(database: Flask, change: str) -> None:
    db.session.add(AuditEvent(at=now(), actor="test", action="try", subject="x", detail={}))
    db.session.commit()
    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(change))
    db.session.rollback()
    assert db.session.scalar(text("SELECT actor FROM audit_event")) == "test"


def test_the_steps_can_be_taken_back_and_taken_again(database: Flask, tmp_path: Path) -> None:
    downgrade(revision="base")
    db.engine.dispose()
    with closing(sqlite3.connect(tmp_path / "portal.db")) as file:
        left = {
            name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
    assert left <= {"alembic_version", "sqlite_sequence"}
    upgrade()
    assert db.session.scalar(text("SELECT count(*) FROM audit_event")) == 0


def test_every_connection_is_durable_and_keeps_its_references(database: Flask) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }
    found = {name: db.session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    assert found == wanted
