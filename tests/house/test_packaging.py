"""What is shipped is enough: a wheel made of the source package serves in a clean place of its own."""

import os
import subprocess
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, name
from tests.serving import Client, Server

BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_{}(sys.argv[1]))"
pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("packaging")]


@dataclass(frozen=True)
class Shipped:
    """The packages, and a Python that has the wheel and what the lock names, and nothing else."""

    source: Path
    wheel: Path
    python: Path
    place: Path


def run(*command: str | Path, where: Path) -> str:
    """The output of a command that must succeed, far from this checkout."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PORTAL"))
    }
    done = subprocess.run(command, cwd=where, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Build the source package here, the wheel from the source package, and install the wheel."""
    place = tmp_path_factory.mktemp("shipped")
    venv.create(place / "venv", with_pip=True)
    python = place / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    lock = ROOT / "requirements.txt"
    run(*pip, "setuptools>=77", where=place)
    made = run(python, "-c", BUILD.format("sdist"), place, where=ROOT).split()[-1]
    with tarfile.open(place / made) as package:
        package.extractall(place / "source", filter="data")
    (unpacked,) = (place / "source").iterdir()
    wheel = run(python, "-c", BUILD.format("wheel"), place, where=unpacked).split()[-1]
    run(*pip, "--require-hashes", "-r", lock, where=place)
    run(*pip, "--no-deps", "--no-index", place / wheel, where=place)
    return Shipped(place / made, place / wheel, python, place)


def test_the_wheel_holds_everything_that_is_shipped(shipped: Shipped) -> None:
    inside = set(zipfile.ZipFile(shipped.wheel).namelist())
    code = files(".py", ".typ", under="portal")
    data = [
        path for folder in (ROOT / "portal").glob("*/data") for path in files(under=name(folder))
    ]
    wanted = {name(path) for path in [*code, *data, *files(under="portal/migrations")]}
    wanted |= {f"portal/{name(path)}" for path in files(".html", ".txt", under="templates")}
    wanted |= {f"portal/static/built/{path.name}" for path in (ROOT / "static" / "built").iterdir()}
    assert len(wanted) > 200
    assert sorted(wanted - inside) == []


def test_the_wheel_holds_nothing_of_this_machine(shipped: Shipped) -> None:
    inside = zipfile.ZipFile(shipped.wheel).namelist()
    assert [
        n for n in inside if n.startswith(("tests/", "instance/")) or n.endswith((".db", ".pyc"))
    ] == []


def test_the_version_is_the_one_that_the_portal_says(shipped: Shipped) -> None:
    from portal import __version__

    assert f"-{__version__}-" in shipped.wheel.name
    said = run(
        shipped.python,
        "-c",
        "import portal; print(portal.__version__, portal.__file__)",
        where=shipped.place,
    )
    assert said.startswith(f"{__version__} {shipped.place}")


def test_the_installed_wheel_serves_its_pages(shipped: Shipped, tmp_path: Path) -> None:
    server = Server(tmp_path, python=shipped.python, where=shipped.place, app="portal:create_app()")
    run_there = subprocess.run(
        [shipped.python, "-m", "flask", "--app", "portal", "start"],
        cwd=shipped.place,
        env=server.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run_there.returncode == 0, run_there.stdout + run_there.stderr
    server.start()
    try:
        client = Client(server)
        for path in ("/", "/providers", "/guidance/commissioning", "/readyz", "/checklist"):
            assert client.get(path)[0] == 200, path
        _, html = client.get("/")
        style = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert client.get(style)[0] == 200
        assert client.submit("/checklist", {}) == 303
        assert client.get("/checklist/brief/pdf")[0] == 200
        assert client.get("/checklist/brief/docx")[0] == 200
    finally:
        server.stop()
