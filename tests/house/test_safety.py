"""docs/safety.md names tests and mutants that exist, and leaves no mutant's file out."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, functions
from tests.mutants import ALL

TEXT = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def lines() -> Iterator[tuple[str, str, str]]:
    """(promise, tests, mutants) of each line of the tables that name tests."""
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[1] != "test":
            yield cells[0], cells[1], cells[2]


PROMISES = list(lines())


@pytest.mark.parametrize(("promise", "tests", "mutants"), PROMISES, ids=[p[0] for p in PROMISES])
def test_each_promise_names_tests_and_mutants_that_exist(
    promise: str, tests: str, mutants: str
) -> None:
    named = TEST.findall(tests)
    assert named
    assert ", ".join(f"`{path}::{name}`" for path, name in named) == tests
    for path, name in named:
        assert name in {function.name for function in functions(ROOT / path)}, promise
    known = {mutant.name for mutant in ALL}
    assert [name for name in mutants.split("; ") if name not in known | {"none"}] == []


def test_every_room_with_mutants_is_promised_something() -> None:
    assert len(PROMISES) > 60
    told = {name for _, _, mutants in PROMISES for name in mutants.split("; ")}
    assert len(told & {mutant.name for mutant in ALL}) > 60
