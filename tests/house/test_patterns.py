"""No regular expression of the portal takes more than its fair time over a text that was made to hurt it.

Each is tried on texts of 25,000 and of 50,000 characters: runs of everything that it speaks of, with an end
that does not fit. Twice the length may take not much more than twice the time.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

import portal
from tests.house.tree import files, name, parsed

SHORT, LONG = 25_000, 50_000
QUICK = 0.05
"""Seconds within which twice the length is no matter of measure."""
TOO_LONG = 1.0
"""Seconds after which there is nothing more to ask of a pattern."""
NOT_OF_OURS = ("portal.migrations.",)  # they run by themselves when they are imported
USES = {"fullmatch", "match", "search", "sub", "subn", "findall", "finditer", "split"}
WHOLE = {"fullmatch", "match"}
INLINE = {  # patterns that stand in a call, with what the call is
    "portal/account/actions/erasing.py": 1,  # words as they stand, between two looks around
    "portal/account/rules/passwords.py": 1,
    "portal/documents/glyphs.py": 1,
    "portal/documents/blocks.py": 1,
    "portal/documents/pdf.py": 1,
    "portal/providers/rules/problems.py": 1,
    "portal/web/addresses.py": 1,  # a number of few digits
    "portal/web/fields/dates.py": 1,
}
SEEDS = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    "-",
    ".",
    "@",
    "'",
    ",",
    ":",
    "/",
    "_",
    "\u00e9",
    "\u2028",
    "\U0001f1e6",
)


def modules() -> Iterator[str]:
    """Every module of the portal."""
    for found in pkgutil.walk_packages(portal.__path__, "portal."):
        if not found.name.startswith(NOT_OF_OURS):
            yield found.name


def within(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of a module's value, those in tuples and dictionaries too."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from within(part)
    elif isinstance(value, dict):
        yield from within((*value, *value.values()))


def inline_calls() -> Iterator[tuple[str, str]]:
    """(file, pattern) of each call of re that holds its pattern itself, other than re.compile."""
    for path in files(".py", under="portal"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{u}" for u in USES}:
                yield name(path), ast.unparse(node.args[0])


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the portal, by itself."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        for value in vars(importlib.import_module(module)).values():
            found.update((pattern.pattern, pattern) for pattern in within(value))
    for _, text in inline_calls():
        try:
            literal = ast.literal_eval(text)
        except ValueError:
            continue  # put together from a number: test_what_is_put_together_is_looked_at
        found[literal] = re.compile(literal)
    return found


PATTERNS = patterns()


def runs(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts that could hurt: each character that the pattern speaks of, and pairs of them, again and again."""
    spoken = [c for c in dict.fromkeys(pattern.pattern) if c.isalnum() or c in " @.:/-',£|_"]
    signs = list(dict.fromkeys([*SEEDS, *spoken[:12]]))
    for sign in signs:
        yield sign * length + "\x00"
        yield "a" + sign * length + "!"
    for first, second in product(signs[:9], signs[:9]):
        if first != second:
            yield (first + second) * (length // 2) + "\x00"
            yield first * (length // 2) + second * (length // 2) + "!"
    for words in re.findall(r"[a-z]{3,}", pattern.pattern)[:4]:
        yield f"{words} " * (length // (len(words) + 1)) + "\x00"


def worst(use: Callable[[str], object], short: str, long: str) -> tuple[float, float]:
    """How many seconds the short and the long text take, measured again where it matters."""
    quick = slow = 0.0
    for _ in range(5):
        quick = timed(use, short)
        if quick > TOO_LONG:
            return 0.0, quick
        slow = timed(use, long)
        if slow < QUICK or slow < 3 * quick:
            break
    return quick, slow


def timed(use: Callable[[str], object], text: str) -> float:
    """How many seconds one use takes the machine, whatever else it does meanwhile."""
    began = time.process_time()
    use(text)
    return time.process_time() - began


def anchored() -> set[str]:
    """The patterns that are only ever matched with a text from its start."""
    found = set()
    for module in modules():
        made = importlib.import_module(module)
        source = Path(str(made.__file__)).read_text("utf-8")
        for called, value in vars(made).items():
            if isinstance(value, re.Pattern):
                used = set(re.findall(rf"\b{called}\.([a-z]+)\(", source))
                if used and used <= WHOLE:
                    found.add(str(value.pattern))
    return found


ANCHORED = anchored()


def uses(pattern: re.Pattern[str]) -> Iterator[Callable[[str], object]]:
    """The ways in which a pattern looks at a text: from its start, and, if it is used so, at every place of it."""
    yield pattern.fullmatch
    if pattern.pattern not in ANCHORED:
        yield lambda text: sum(1 for _ in pattern.finditer(text))


def hurting(pattern: re.Pattern[str]) -> str:
    """The first text over which a pattern takes more than its fair time; empty where there is none."""
    for short, long in zip(runs(pattern, SHORT), runs(pattern, LONG), strict=True):
        for use in uses(pattern):
            quick, slow = worst(use, short, long)
            if slow >= QUICK and slow >= 3 * quick:
                return f"{short[:6]!r}… {quick:.3f} s, then {slow:.3f} s"
    return ""


@pytest.mark.parametrize("text", sorted(PATTERNS), ids=lambda text: text[:40])
def test_twice_the_text_takes_about_twice_the_time(text: str) -> None:
    assert hurting(PATTERNS[text]) == ""


def test_every_pattern_is_looked_at() -> None:
    assert len(PATTERNS) > 25
    assert 2 < len(ANCHORED) < len(PATTERNS) // 2
    count: dict[str, int] = {}
    for where, _ in inline_calls():
        count[where] = count.get(where, 0) + 1
    assert count == INLINE


@pytest.mark.parametrize("bad", [r"(a|a)*b", r"\s+$", r"^(\w+\s?)*$"])
def test_a_pattern_that_hurts_would_be_seen(bad: str) -> None:
    """The worst of these would never end, so they are tried on texts that are short."""
    pattern = re.compile(bad)
    times = []
    for length in (8, 16) if "*" in bad else (2_000, 8_000):
        text = ("a" if "a" in bad or "w" in bad else " ") * length + "\x00"
        began = time.process_time()
        pattern.search(text)
        times.append(time.process_time() - began)
    assert times[1] > 3 * times[0]
