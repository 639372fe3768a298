"""Which passwords are refused: short ones, long ones, and those that somebody else would try."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from unicodedata import normalize

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHORTEST, LONGEST = 12, 128
WORDS_OF_THE_FIELD = ("school", "careers", "career", "gatsby", "guidance", "adviser", "password")
"""What people who guess would try here first, beside the service's name and what belongs to the person."""
SHORTEST_WORD = 3
SHORTEST_STEM = 4
SHORTEST_UNIT = 6
"""What repeats in less than this is no more than a pattern."""

TOO_SHORT = f"Password must be {SHORTEST} characters or more"
TOO_LONG = f"Password must be {LONGEST} characters or fewer"
COMMON = "This password is easy to guess: it is a common password or a single word. Choose another"
PATTERN = "This password is easy to guess: it repeats or counts. Choose another"
NEAR = (
    "This password is easy to guess: it is made of words about you or this service. Choose another"
)
BREACHED = "Others know this password: it was made public in a break-in somewhere. Choose another"

_TAIL = re.compile(
    r"(?<![\W\d_])[\W\d_]+\Z"
)  # tried once for each run: a run is no work for its every place


def weakness(password: str, about: Iterable[str] = ()) -> str:
    """Why this password is refused, as a sentence; "" when it is not.

    `about` is what belongs to the person or the service: names and the part of an address before its @. The
    common words are those of zxcvbn's frequency lists, compared in lower case, also without digits and signs
    at the end. Any characters may be used; none are asked for.
    """
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    folded = normalize("NFKC", password).casefold()
    stem = _TAIL.sub("", folded)
    if folded in _common() or (len(stem) >= SHORTEST_STEM and stem in _common()):
        return COMMON
    if _repeats(folded) or _counts(folded):
        return PATTERN
    if _is_made_of(_letters(folded), _words(about)):
        return NEAR
    return ""


@cache
def _common() -> frozenset[str]:
    return frozenset(word.casefold() for words in FREQUENCY_LISTS.values() for word in words)


def _repeats(text: str) -> bool:
    """Whether the text is a short unit, or a common word, over and over."""
    unit = text[: (text + text).find(text, 1)]
    return len(unit) < SHORTEST_UNIT or (unit != text and unit in _common())


def _counts(text: str) -> bool:
    """Whether each character is the next after the one before, up or down; 0 comes after 9."""
    steps = {
        (ord(after) - ord(before)) % (10 if text.isdecimal() else 0x110000)
        for before, after in pairwise(text)
    }
    return len(steps) == 1 and steps <= {1, 9, 0x110000 - 1}


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _words(about: Iterable[str]) -> frozenset[str]:
    """Each name as words and as a whole, letters only."""
    folded = [normalize("NFKC", name).casefold() for name in (*WORDS_OF_THE_FIELD, *about)]
    parts = {part for name in folded for part in (name, *re.split(r"[\W\d_]+", name))}
    return frozenset(
        word for word in (_letters(part) for part in parts) if len(word) >= SHORTEST_WORD
    )


def _is_made_of(text: str, words: frozenset[str]) -> bool:
    """Whether the text is nothing but these words, one after another."""
    reached = [True] + [False] * len(text)
    for start in range(len(text)):
        if reached[start]:
            for word in words:
                if text.startswith(word, start):
                    reached[start + len(word)] = True
    return bool(text) and reached[-1]
