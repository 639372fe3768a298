"""No mutant is stale: what it spoils stands in the code once, and the tests that must see it exist.

`make mutants` shows that they do see it.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import ROOT, functions
from tests.mutants import ALL
from tests.mutants.runner import trouble_with
from tests.mutants.shape import Mutant

each = pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)


@cache
def names(path: Path) -> set[str]:
    """The tests of a file."""
    return {function.name for function in functions(path) if function.name.startswith("test_")}


def test_each_mutant_has_a_name_of_its_own() -> None:
    assert len(ALL) > 2
    assert len({mutant.name for mutant in ALL}) == len(ALL)


@each
def test_what_a_mutant_spoils_stands_in_the_code_once(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    spoiled = mutant.spoil(text)
    assert spoiled != text
    if mutant.file.endswith(".py"):
        ast.parse(spoiled)


@each
def test_the_tests_that_must_see_a_mutant_exist(mutant: Mutant) -> None:
    assert mutant.tests
    for test in mutant.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists()
        if name:
            assert name.partition("[")[0] in names(ROOT / path)


def test_a_stale_mutant_is_refused() -> None:
    stale = Mutant("stale", "Makefile", "this stands nowhere in it", "", ("tests",))
    with pytest.raises(ValueError, match="0 times"):
        stale.spoil((ROOT / stale.file).read_text(encoding="utf-8"))


TRIED = {
    "assert double(2) == 4": "",
    "assert double(0) == 0": "survived: every test passed",
    "double(2).real.nothing": "ended with 1 and no failed assertion",
    "import nothing_that_exists": "ended with 1 and no failed assertion",
}


@pytest.mark.parametrize("line", TRIED)
def test_only_a_failed_assertion_counts_as_seen(tmp_path: Path, line: str) -> None:
    code = "def double(n: int) -> int:\n    return n * 2\n"
    (tmp_path / "doubling.py").write_text(code, encoding="utf-8")
    test = f"from doubling import double\n\ndef test_it():\n    {line}\n"
    (tmp_path / "test_doubling.py").write_text(test, encoding="utf-8")
    mutant = Mutant("triple", "doubling.py", "n * 2", "n * 3", ("test_doubling.py",))
    assert trouble_with(mutant, tmp_path).partition(":\n")[0] == TRIED[line]
    assert (tmp_path / "doubling.py").read_text(encoding="utf-8") == code
