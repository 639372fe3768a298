"""One commit held in memory, never changed: postings become contributions, read once a term."""

import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from math import log
from operator import add
from typing import Any

from whoosh.filedb.filestore import RamStorage

from portal.search.plain import stem
from portal.search.question import Alternative, Term
from portal.search.shapes import IndexDamaged
from portal.search.shelf import Shelf
from portal.search.store import damage
from portal.search.writing import ANALYSED, CHECKPOINT, read_checkpoint, read_entry

_RAM: Any = RamStorage  # Whoosh leaves its types out

# What a word is worth where it stands: a name says more than a tag, a tag more than a sentence.
WEIGHTS = {"name": 3.0, "joined": 3.0, "words": 2.0, "prose": 1.0}
UNSTEMMED = frozenset({"name", "joined"})
# The usual constants of BM25: how soon repetition stops counting, how much length counts.
K1 = 1.2
B = 0.75
MOST_EXPANSIONS = 30
PREFIX_WEIGHT = 0.8
# Eight bytes each: about 64 MB of cached contributions in a process, whatever the size.
CACHED_NUMBERS = 8_000_000


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one term adds to each listing: the set that says it, and a score by position."""

    bits: int
    scores: "array[float]"


class Snapshot:
    """An immutable view of one commit; safe for many threads, which share its cache."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Reads names, facets, places and lengths; raises what Whoosh or damaged files raise."""
        storage = _RAM()
        storage.files.update(files)
        self._reader = storage.open_index().reader()
        stored = {
            number: (fields["id"], fields["card"]) for number, fields in self._reader.iter_docs()
        }
        marks = [number for number, (name, _) in stored.items() if name == CHECKPOINT]
        if len(marks) != 1:
            raise IndexDamaged("one checkpoint was expected")
        self.checkpoint, self.day = read_checkpoint(stored.pop(marks[0])[1])
        entries = {number: read_entry(*document) for number, document in stored.items()}
        self.shelf = Shelf.of(entries.values()).prepared()
        self._positions = self._place(entries, self._reader.doc_count_all())
        self._norms = {field: self._length_norms(field) for field in ANALYSED}
        self._reading = threading.Lock()
        self._cache: OrderedDict[Term, Contribution] = OrderedDict()
        self._room = max(32, CACHED_NUMBERS // max(1, len(self.shelf.cards)))

    def holding(self, term: Term) -> int:
        """The set of listings that say this in any of its ways."""
        return self._contribution(term).bits

    def scores(self, terms: Sequence[Term], members: list[int]) -> list[float]:
        """BM25F of each of these listings: the sum of what the terms contribute."""
        total: list[float] = [0.0] * len(members)
        for term in terms:
            scores = self._contribution(term).scores
            total = list(map(add, total, map(scores.__getitem__, members)))
        return total

    def _place(self, entries: dict[int, Any], documents: int) -> list[int]:
        """Document number -> position on the shelf, -1 for what is not a listing."""
        positions = [-1] * documents
        if len(entries) != len(self.shelf.cards):
            raise IndexDamaged("one listing is stored twice")
        for number, entry in entries.items():
            positions[number] = self.shelf.places[entry.id]
        return positions

    def _length_norms(self, field: str) -> list[float]:
        """Position -> the part of BM25's denominator that depends on the length of the field."""
        lengths = [0] * len(self.shelf.cards)
        for number, at in enumerate(self._positions):
            if at >= 0:
                lengths[at] = self._reader.doc_field_length(number, field) or 0
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        return [K1 * (1 - B + B * length / mean) for length in lengths]

    def _contribution(self, term: Term) -> Contribution:
        # Whoosh's readers share one file position, and the cache is shared: one at a time.
        with self._reading, damage("reading postings"):
            found = self._cache.get(term)
            if found is None:
                found = self._cache[term] = self._read_term(term)
                if len(self._cache) > self._room:
                    self._cache.popitem(last=False)
            else:
                self._cache.move_to_end(term)
            return found

    def _read_term(self, term: Term) -> Contribution:
        best: dict[int, float] = {}
        for way in term.alternatives:
            _keep_best(best, self._read_way(way), way.weight)
        if not best and term.prefix:
            for token in self._beginning(term.prefix):
                _keep_best(best, self._read_token(token, whole=True), PREFIX_WEIGHT)
        scores = array("d", bytes(8 * len(self.shelf.cards)))
        for at, score in best.items():
            scores[at] = score
        return Contribution(self.shelf.bits(best), scores)

    def _read_way(self, way: Alternative) -> dict[int, float]:
        """What listings that hold all the tokens of this way gain by it, as a mean."""
        parts = [self._read_token(token) for token in way.tokens]
        if len(parts) == 1:
            return parts[0]
        shared = set(parts[0]).intersection(*parts[1:])
        return {at: sum(part[at] for part in parts) / len(parts) for at in shared}

    def _read_token(self, token: str, *, whole: bool = False) -> dict[int, float]:
        """BM25F contributions by position of one token; `whole` takes it as it is stored."""
        found: dict[int, float] = {}
        for field, weight in WEIGHTS.items():
            text = token if whole or field in UNSTEMMED else stem(token)
            self._add_postings(found, field, text, weight)
        return found

    def _add_postings(self, found: dict[int, float], field: str, text: str, weight: float) -> None:
        if (field, text) not in self._reader:
            return
        postings = [
            (at, times)
            for number, times in self._reader.postings(field, text).items_as("weight")
            if (at := self._positions[number]) >= 0
        ]
        count, norms = len(self.shelf.cards), self._norms[field]
        rarity = log(1 + (count - len(postings) + 0.5) / (len(postings) + 0.5))
        worth = weight * rarity * (K1 + 1)
        for at, times in postings:
            found[at] = found.get(at, 0.0) + worth * times / (times + norms[at])

    def _beginning(self, prefix: str) -> list[str]:
        start = bisect_left(self._vocabulary, prefix)
        found = takewhile(lambda word: word.startswith(prefix), self._vocabulary[start:])
        return [word for word, _ in zip(found, range(MOST_EXPANSIONS), strict=False)]

    @cached_property
    def _vocabulary(self) -> list[str]:
        """Every stored token, sorted; read when the first unfinished word is typed."""
        tokens = {bytes(t).decode() for field in ANALYSED for t in self._reader.lexicon(field)}
        return sorted(tokens)


def _keep_best(best: dict[int, float], found: dict[int, float], weight: float) -> None:
    """Two names of one thing count once, by the better of them."""
    for at, score in found.items():
        worth = score * weight
        if worth > best.get(at, 0.0):
            best[at] = worth
