"""Nothing grows too long to be read at one go."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, functions, name

CODE, TESTS, TEMPLATE = 300, 400, 150
FUNCTION, VIEW = 40, 25


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def height(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function takes, docstring included, decorators not."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(paths: list[Path], most: int) -> list[str]:
    """The files with more than `most` lines."""
    return [f"{name(path)}: {lines(path)} lines" for path in paths if lines(path) > most]


def too_high(paths: list[Path], most: int) -> list[str]:
    """The functions with more than `most` lines."""
    return [
        f"{name(path)}:{node.lineno} {node.name}: {height(node)} lines"
        for path in paths
        for node in functions(path)
        if height(node) > most
    ]


@pytest.mark.parametrize(
    ("under", "suffixes", "most", "at_least"),
    [
        ("portal", (".py",), CODE, 100),
        ("tools", (".py",), CODE, 1),
        ("static/source", (".scss", ".js"), CODE, 5),
        ("tests", (".py",), TESTS, 20),
        ("templates", (".html",), TEMPLATE, 20),
    ],
)
def test_files_are_short(under: str, suffixes: tuple[str, ...], most: int, at_least: int) -> None:
    looked_at = files(*suffixes, under=under)
    assert len(looked_at) >= at_least
    assert too_long(looked_at, most) == []


def test_functions_are_short() -> None:
    code = [path for path in files(".py", under="portal") if "versions" not in path.parts]
    looked_at = [*code, *files(".py", under="tests")]  # a migration is one list of columns
    assert sum(1 for path in looked_at for _ in functions(path)) > 500
    assert too_high(looked_at, FUNCTION) == []


def test_views_are_shorter_still() -> None:
    looked_at = sorted((ROOT / "portal").glob("*/views.py"))
    assert len(looked_at) >= 5
    assert too_high(looked_at, VIEW) == []


def test_a_long_file_and_a_long_function_would_be_seen() -> None:
    here = [Path(__file__)]
    assert too_long(here, 20)
    assert too_high(here, 3)
