"""Short extracts with the found words marked: everything is escaped first, then marked."""

import html
import re
from collections.abc import Iterable

from portal.search.analysis import related
from portal.search.plain import plain_words, stem
from portal.search.question import read

SNIPPET_WORDS = 30
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def wanted_stems(words: str) -> frozenset[str]:
    """The stems worth marking for a visitor's words: their own and their one-word synonyms."""
    terms = read(words).terms
    own = {stem(word) for term in terms for word in term.words.split()}
    others = {stem(other) for word in own for other in related().get(word, ()) if "_" not in other}
    return frozenset(own | others)


def mark(text: str, wanted: Iterable[str]) -> str:
    """The whole text as HTML element content: escaped (quotes too), found words in <mark>."""
    stems = frozenset(wanted)
    parts: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        if stems and not stems.isdisjoint(_stems(found[0])):
            parts += [
                html.escape(text[end : found.start()]),
                f"<mark>{html.escape(found[0])}</mark>",
            ]
            end = found.end()
    return "".join(parts) + html.escape(text[end:])


def snippet(text: str, wanted: Iterable[str], words: int = SNIPPET_WORDS) -> str:
    """About `words` words around the place that says most of what was looked for, as HTML.

    Without a hit it is the beginning of the text. An ellipsis shows where text was left out.
    """
    stems = frozenset(wanted)
    spans = [found.span() for found in _WORD.finditer(text)]
    if len(spans) <= words:
        return mark(text.strip(), stems)
    hits = [not stems.isdisjoint(_stems(text[start:end])) for start, end in spans]
    first = _best_window(hits, words)
    last = first + words - 1
    extract = text[spans[first][0] : spans[last][1]]
    before = "… " if first else ""
    after = " …" if last < len(spans) - 1 else ""
    return f"{before}{mark(extract, stems)}{after}"


def _stems(word: str) -> set[str]:
    return {stem(plain) for plain in plain_words(word)}


def _best_window(hits: list[bool], words: int) -> int:
    """Where the window with most hits begins, a few words before its first hit."""
    inside = best = sum(hits[:words])
    start = 0
    for first in range(1, len(hits) - words + 1):
        inside += hits[first + words - 1] - hits[first - 1]
        if inside > best:
            best, start = inside, first
    # The window found ends at a hit; moving it on centres the hits without losing one.
    spare = next((n for n, hit in enumerate(hits[start : start + words]) if hit), 0)
    return min(start + max(0, spare - words // 4), len(hits) - words)
