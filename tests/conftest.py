"""Fixtures that every room's tests share. A room's own fixtures stand in its own folder."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.clock import today
from portal.config import Settings
from portal.db import db
from portal.providers.indexing import rebuild
from tests.casting import make_cast
from tests.compiled import portal_with
from tests.page import Visitor
from tests.peopled import WRITES_AHEAD, Cast, People, copy

SECRET = "a secret for tests only, never for a portal that serves people"  # noqa: S105 - it keeps nothing


def settings_in(folder: Path, **more: object) -> Settings:
    """Settings of a portal whose state lies wholly in `folder`."""
    given: dict[str, object] = {
        "secret_key": SECRET,
        "mode": "test",
        "data_folder": folder,
        "search_folder": folder / "search_index",
        "base_url": "http://localhost",
    }
    return Settings(**(given | more))  # type: ignore[arg-type]  # the tests name fields by word


def made_once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    """A folder that `make` fills once in this run; once for many runs where TEST_WORLDS says where they share them."""
    shared = os.environ.get("TEST_WORLDS")
    folder = Path(shared) / name if shared else factory.mktemp(name)
    if not shared or not folder.exists():
        folder.mkdir(exist_ok=True)
        make(folder)
        with closing(sqlite3.connect(folder / "portal.db")) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # one file, which many may copy at once
    return folder


@pytest.fixture(scope="session", autouse=True)
def delete_output_dir() -> None:
    """Keep test-results/: pytest-playwright would empty it whenever any test is run."""


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table and no row, made once and copied for each test."""

    def make(folder: Path) -> None:
        with portal_with(settings_in(folder)).app_context():
            upgrade()
            db.engine.dispose()

    return made_once("pristine", make, tmp_path_factory) / "portal.db"


@pytest.fixture
def app(tmp_path: Path, pristine: Path) -> Iterator[Flask]:
    """A portal with an empty database of its own; commits in it are real."""
    with sqlite3.connect(pristine) as source, sqlite3.connect(tmp_path / "portal.db") as target:
        source.backup(target)
        target.execute(WRITES_AHEAD)
    source.close()
    target.close()
    portal = portal_with(settings_in(tmp_path))
    yield portal
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Iterator[Flask]:
    """The portal's database, open for queries and actions."""
    with app.app_context():
        yield app


@pytest.fixture
def visit(app: Flask) -> Visitor:
    """A person with a browser: `visit("providers.search", q="send")` fetches a page and checks it."""
    return Visitor(app)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a portal with the starting data and the example world, made as `make run` does."""

    def make(folder: Path) -> None:
        portal = portal_with(settings_in(folder))
        started = portal.test_cli_runner().invoke(args=["start"], catch_exceptions=False)
        assert started.exit_code == 0, started.output
        with portal.app_context():
            db.engine.dispose()

    return made_once("example", make, tmp_path_factory)


@pytest.fixture
def world(tmp_path: Path, example: Path) -> Iterator[Flask]:
    """A portal with the example world, its tables, rows and index copied for this test alone."""
    folder = Path(shutil.copytree(example, tmp_path / "world"))
    copy(example / "portal.db", folder / "portal.db")
    portal = portal_with(settings_in(folder))
    yield portal
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def holder(world: Flask) -> Visitor:
    """A person in the example world who has started a checklist."""
    person = Visitor(world)
    person("checklist.start").submit()
    return person


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Cast:
    """The example world with a person for each persona, made once."""

    def make(folder: Path) -> None:
        shutil.copytree(example, folder, dirs_exist_ok=True)
        portal = portal_with(settings_in(folder))
        make_cast(portal, folder).write()
        with portal.app_context():
            rebuild(
                portal.extensions["search"], today()
            )  # it holds what was cast, and nothing waits
            db.engine.dispose()

    return Cast.read(made_once("cast", make, tmp_path_factory))


@pytest.fixture
def people(tmp_path: Path, cast: Cast) -> Iterator[People]:
    """The peopled world, copied for this test alone: `people.browser("school_admin")`."""
    folder = Path(shutil.copytree(cast.folder, tmp_path / "people"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    portal = portal_with(settings_in(folder))
    yield People(portal, cast)
    with portal.app_context():
        db.engine.dispose()
