"""Fixtures of the journeys."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from portal.db import db
from tests.compiled import portal_with
from tests.conftest import settings_in


@pytest.fixture
def filing(tmp_path: Path, pristine: Path) -> Iterator[Flask]:
    """A portal with an empty database that keeps the mail it sends as files in its data folder."""
    with (
        closing(sqlite3.connect(pristine)) as source,
        closing(sqlite3.connect(tmp_path / "portal.db")) as target,
    ):
        source.backup(target)
    portal = portal_with(settings_in(tmp_path, mail="file"))
    yield portal
    with portal.app_context():
        db.engine.dispose()
