"""Which words of a text went and which came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 1_500
"""Longer texts are shown whole, one beside the other."""
_PARTS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether it differs from the other side."""

    text: str
    differs: bool


def woven(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in runs: those that both have, and those that only this one has."""
    left, right = _PARTS.findall(old), _PARTS.findall(new)
    if not old or not new or max(len(left), len(right)) > MOST_WORDS * 2:
        return _whole(old), _whole(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        differs = tag != "equal"
        before += _whole("".join(left[a:b]), differs=differs)
        after += _whole("".join(right[c:d]), differs=differs)
    return tuple(before), tuple(after)


def _whole(text: str, *, differs: bool = True) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()
