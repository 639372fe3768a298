"""The walls between rooms and floors hold, and each wall was seen to hold something back."""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.house.tree import ROOMS, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"
LENDABLE = {"models", "queries", "rules", "catalogue", "indexing", "access"}
MUTANTS = [
    ("A room uses lower rooms only", "reference/queries.py", "import portal.providers.models"),
    ("A room uses lower rooms only", "places/boroughs.py", "import portal.clock"),
    ("A room uses lower rooms only", "toolbox/__init__.py", "WORDS = ()"),
    ("Inside a room", "providers/models.py", "import portal.providers.queries"),
    ("Inside a room", "providers/helpers.py", "WORDS = ()"),
    ("Engines take plain Python", "documents/blocks.py", "import flask"),
    ("Rules, catalogues and the brief", "checklist/rules/money.py", "import sqlalchemy"),
    ("Rules, catalogues and the brief", "checklist/brief/figures.py", "import portal.clock"),
    ("Only the search room", "providers/indexing.py", "import whoosh.query"),
    ("Views and forms", "site/views.py", "import sqlalchemy"),
    ("Views and forms", "providers/forms.py", "from portal.db import db"),
    ("No room's views", "checklist/views.py", "import portal.providers.views"),
    ("No room's actions", "guidance/actions.py", "import portal.reference.actions"),
]


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The linter's verdict on the tree in `folder`."""
    return subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree, for changing."""
    pyc = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "portal", tmp_path / "portal", ignore=pyc)
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def test_the_contracts_are_kept() -> None:
    verdict = lint(ROOT)
    assert "Contracts: 8 kept, 0 broken." in verdict.stdout, verdict.stdout + verdict.stderr


@pytest.mark.parametrize(("contract", "file", "line"), MUTANTS)
def test_each_contract_refuses_what_it_is_there_to_refuse(
    copy: Path, contract: str, file: str, line: str
) -> None:
    changed = copy / "portal" / file
    changed.parent.mkdir(exist_ok=True)
    with changed.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    verdict = lint(copy)
    broken = verdict.stdout.partition("Broken contracts")[2]
    assert verdict.returncode == 1
    assert contract in broken


def borrowings(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    """Every import from one room of the other, as (who imports, what)."""
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if _room(importer) in ROOMS
        and _room(imported) in ROOMS
        and _room(importer) != _room(imported)
    ]


def _room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def wrong(pairs: list[tuple[str, str]]) -> list[str]:
    """Those borrowings that take more than a room lends. When it opens, a room may register what it has with another."""
    return [
        f"{importer} -> {imported}"
        for importer, imported in pairs
        if [*imported.split("."), ""][2] not in LENDABLE
        and not (_is_door(importer) and _is_door(imported))
    ]


def _is_door(module: str) -> bool:
    return module.count(".") == 1


def test_a_room_lends_its_models_and_queries_but_never_its_forms_views_pages_or_actions() -> None:
    pairs = borrowings(grimp.build_graph("portal", cache_dir=None))
    assert len(pairs) > 10
    assert wrong(pairs) == []


def test_borrowing_an_action_or_a_form_would_be_seen() -> None:
    graph = grimp.build_graph("portal", cache_dir=None)
    for floor in ("actions", "forms", "views", "pages"):
        graph.add_import(importer="portal.site.views", imported=f"portal.providers.{floor}")
    graph.add_import(importer="portal.site.views", imported="portal.mail")
    assert len(wrong(borrowings(graph))) >= 5
