"""A browser and a server for tests that need both. Chromium is the machine's own; nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT
from tests.peopled import Cast, copy
from tests.serving import Server

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
KEPT = ROOT / "test-results"


def need(tool: str) -> None:
    """Continuous integration has every tool; a person without one sees which test was left out."""
    if shutil.which(tool):
        return
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is missing")
    pytest.skip(f"{tool} is not on this machine; continuous integration runs this test")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    need(CHROMIUM)
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[Server]:
    """A server of the example world that the tests of this folder share."""
    server = Server(Path(shutil.copytree(example, tmp_path_factory.mktemp("served") / "world")))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def inhabited(tmp_path: Path, cast: Cast) -> Iterator[Server]:
    """A server of the world that has people in it; their cookies hold there as everywhere in the tests."""
    folder = Path(shutil.copytree(cast.folder, tmp_path / "inhabited"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    server = Server(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Where `page.goto("/providers")` goes."""
    return server.address


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """What a person's browser is like."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}
