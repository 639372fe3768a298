"""Spoil a copy of the project in one place at a time, and see that a test notices: `make mutants`.

`python -m tests.mutants.runner account` tries only the mutants whose file or name holds that word. It ends
with 1 where a mutant survived, was stale, or broke a test otherwise than by an assertion.
"""

import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

from tests.mutants import ROOMS
from tests.mutants.shape import Mutant
from tests.mutants.trying import run_tests

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2
LINKED = (".venv", "node_modules")
LEFT_OUT = (".git", ".hypothesis", "instance", "test-results", "*.egg-info", ".*cache", *LINKED)
MIGRATIONS = "portal/migrations/"
"""What makes the tables is tried on tables of its own making."""
WORLD_MAKERS = (
    "tests/house/test_doors.py::test_every_method_that_an_address_answers_is_declared",
    "tests/house/test_doors.py::test_each_persona_is_answered_as_the_table_says[GET site.home]",
)
"""Tests that need every world there is."""
BY_ASSERTION = re.compile(
    r"^FAILED \S.* - (assert|\w*AssertionError|Failed:|tests\.page\.)", re.MULTILINE
)


def main(words: list[str]) -> int:
    """Try the mutants that `words` name, all of them without any; 1 if one of them is a cause for worry."""
    chosen = [
        mutant
        for room, mutants in ROOMS.items()
        for mutant in mutants
        if not words or any(word in room or word in mutant.name for word in words)
    ]
    began, trees = monotonic(), SimpleQueue[Path]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for number in range(AT_ONCE):
            trees.put(copy_of_the_project(Path(folder) / str(number)))
        make_worlds(Path(folder) / "0")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            troubles = list(pool.map(lambda mutant: _try_one(mutant, trees), chosen))
    seen = sum(not trouble for trouble in troubles)
    say(f"{seen} of {len(chosen)} mutants seen, {monotonic() - began:.0f} s")
    return 0 if chosen and seen == len(chosen) else 1


def say(line: str) -> None:
    """Write a line at once, for whoever waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def copy_of_the_project(target: Path) -> Path:
    """The project copied, but for what is large, and for what it keeps."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in LINKED:
        (target / name).symlink_to(ROOT / name)
    return target


def _try_one(mutant: Mutant, trees: "SimpleQueue[Path]") -> str:
    tree, began = trees.get(), monotonic()
    try:
        trouble = trouble_with(mutant, tree)
    except (ValueError, OSError) as wrong:
        trouble = str(wrong)
    finally:
        trees.put(tree)
    took = f"{monotonic() - began:.0f} s"
    say(f"{'NOT SEEN' if trouble else 'seen'} ({took}): {mutant.name} {trouble}".rstrip())
    return trouble


def trouble_with(mutant: Mutant, tree: Path) -> str:
    """Why this mutant is a cause for worry; empty where a test saw it. The tree is whole again afterwards.

    Raises:
        ValueError: the mutant is stale.
        TimeoutError: its tests take too long.
    """
    path = tree / mutant.file
    spoiled = mutant.spoil(path.read_text(encoding="utf-8"))
    whole = shutil.copy2(path, tree / "whole")  # with its time, so that compiled files still fit
    try:
        path.write_text(spoiled, encoding="utf-8")
        worlds = None if mutant.file.startswith(MIGRATIONS) else tree.parent / "worlds"
        ended, told = run_tests(mutant.tests, tree, worlds)
    finally:
        Path(whole).replace(path)
    if ended == 0:
        return "survived: every test passed"
    if ended == 1 and BY_ASSERTION.search(told):
        return ""
    return f"ended with {ended} and no failed assertion:\n{told[-1500:]}"


def make_worlds(tree: Path) -> None:
    """Make the worlds that the tests begin in, once for all mutants, by code that is whole."""
    ended, told = run_tests(WORLD_MAKERS, tree, tree.parent / "worlds")
    if ended != 0:
        say(told[-3000:])
        sys.exit("The tests fail without any mutant.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
