"""How names and texts become the tokens that are stored, and how phrases become one token."""

import hashlib
import re
from functools import cache
from itertools import pairwise

from portal.search import plain, synonyms
from portal.search.plain import all_words, compact, plain_words, stem

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def phrase_key(text: str) -> str:
    """The token of a synonym: the word itself, or the stems of a phrase joined by "_"."""
    words = plain_words(text)
    return words[0] if len(words) == 1 else "_".join(map(stem, words))


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First stem -> the phrases (as stems) that begin with it, longest first."""
    said = {text for group in synonyms.GROUPS + synonyms.ONE_WAY for text in group}
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in said:
        stems = tuple(map(stem, plain_words(text)))
        if len(stems) > 1:
            found.setdefault(stems[0], set()).add(stems)
    return {first: tuple(sorted(all_, key=lambda p: (-len(p), p))) for first, all_ in found.items()}


@cache
def related() -> dict[str, tuple[str, ...]]:
    """The stem of a synonym's token -> the tokens of its relatives, in the order of the data."""
    found: dict[str, dict[str, None]] = {}
    pairs = [(a, b) for group in synonyms.GROUPS for a in group for b in group]
    for typed, meant in pairs + list(synonyms.ONE_WAY):
        first, second = phrase_key(typed), phrase_key(meant)
        if stem(first) != stem(second):
            found.setdefault(stem(first), {})[second] = None
    return {key: tuple(others) for key, others in found.items()}


def phrases_at(stems: list[str], start: int) -> list[tuple[str, ...]]:
    """The known phrases that begin at this place, longest first."""
    candidates = phrases().get(stems[start], ())
    return [p for p in candidates if tuple(stems[start : start + len(p)]) == p]


def prose_tokens(text: str) -> list[str]:
    """Stems of a text, and after them one token for each known phrase in it."""
    stems = [stem(word) for word in plain_words(text)]
    return stems + _phrase_tokens(stems)


def name_tokens(name: str) -> list[str]:
    """Words of a name as they are written, never stemmed; "CareerConnect" gives its parts too."""
    words = plain_words(name)
    parts = [word for word in plain_words(_HUMP.sub(" ", name)) if word not in words]
    return words + parts + _phrase_tokens([stem(word) for word in words])


def joined_tokens(name: str) -> list[str]:
    """Neighbouring words of a name run together, so that "careerconnect" finds them."""
    words = all_words(_HUMP.sub(" ", name))
    pairs = [first + second for first, second in pairwise(words)]
    whole = compact(name)
    longer = [whole] if len(words) > 2 and len(whole) <= plain.LONGEST_WORD else []  # noqa: PLR2004
    return pairs + longer


@cache
def edition() -> str:
    """A fingerprint of analysis and synonyms: an index made with another one must be rebuilt."""
    probe = "Level 6 T-level A level 1:1 post 16 years 9-11 Y9 KS4 GB8 St. Helens Łódź O'Brien"
    tokens = prose_tokens(probe) + name_tokens(probe) + joined_tokens(probe)
    said = repr((tokens, sorted(phrases().items()), sorted(plain.STOP_WORDS)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _phrase_tokens(stems: list[str]) -> list[str]:
    return ["_".join(p) for start in range(len(stems)) for p in phrases_at(stems, start)]
