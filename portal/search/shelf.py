"""What the search knows of every listing besides its words: names, facets, places, dates."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import compress, repeat
from operator import or_

from portal.search.plain import compact, fold
from portal.search.shapes import Entry, Facets, Point

METRES = 1_000.0
_NOWHERE: tuple[float, float] = (math.inf, math.inf)
_BITS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass(frozen=True)
class Shelf:
    """Listings in the order of their names (then ids); a set of them is an int, one bit each."""

    cards: tuple[Entry, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Shelf":
        """The entries on a shelf, each id once (the last one given stays)."""
        by_id = {entry.id: entry for entry in entries}
        return cls(tuple(sorted(by_id.values(), key=lambda e: (fold(e.name), e.id))))

    def prepared(self) -> "Shelf":
        """The same shelf with its sets made now, so that no visitor waits for them later."""
        for made in (self.facets, self.names, self.first_points, self.further_points, self.places):
            len(made)
        self.last.bit_count()
        return self

    @cached_property
    def everything(self) -> int:
        """The set of all listings."""
        return (1 << len(self.cards)) - 1

    @cached_property
    def last(self) -> int:
        """The set of those that come after all others in any order."""
        return self.bits(at for at, card in enumerate(self.cards) if card.last)

    @cached_property
    def ids(self) -> list[int]:
        """Position -> id."""
        return [card.id for card in self.cards]

    @cached_property
    def places(self) -> dict[int, int]:
        """Id -> position."""
        return {number: at for at, number in enumerate(self.ids)}

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """Facet -> value -> the listings that hold it, in the order of the codes."""
        members: dict[str, dict[str, list[int]]] = {}
        for at, card in enumerate(self.cards):
            for facet, values in card.facets.items():
                for value in values:
                    members.setdefault(facet, {}).setdefault(value, []).append(at)
        return {
            facet: {value: self.bits(held) for value, held in sorted(values.items())}
            for facet, values in sorted(members.items())
        }

    @cached_property
    def names(self) -> dict[str, int]:
        """A name run together -> the listings that bear it."""
        found: dict[str, int] = {}
        for at, card in enumerate(self.cards):
            key = compact(card.name)
            found[key] = found.get(key, 0) | (1 << at)
        found.pop("", None)
        return found

    @cached_property
    def first_points(self) -> list[tuple[float, float]]:
        """Position -> its first base, or infinitely far away."""
        return [card.points[0] if card.points else _NOWHERE for card in self.cards]

    @cached_property
    def further_points(self) -> dict[int, tuple[Point, ...]]:
        """Position -> its other bases, where it has any."""
        return {at: card.points[1:] for at, card in enumerate(self.cards) if len(card.points) > 1}

    def bits(self, members: Iterable[int]) -> int:
        """The set of these positions, made in one pass over a byte string."""
        marks = bytearray(b"0") * len(self.cards)
        for at in members:
            marks[at] = 49  # "1"
        return int(marks[::-1], 2) if marks else 0

    def members(self, bits: int) -> list[int]:
        """The positions in a set, in the order of names."""
        marks = f"{bits:b}"[::-1].encode().translate(_BITS)
        return list(compress(range(len(marks)), marks))

    def choose(self, chosen: Facets) -> dict[str, int]:
        """Facet -> the listings that hold any of its chosen values; empty choices are left out."""
        return {
            facet: reduce(or_, (self.facets.get(facet, {}).get(value, 0) for value in values), 0)
            for facet, values in chosen.items()
            if values
        }

    def counts(self, base: int, chosen: dict[str, int]) -> dict[str, dict[str, int]]:
        """For each value, how many of `base` hold it under the choices made in *other* facets."""
        counted: dict[str, dict[str, int]] = {}
        for facet, values in self.facets.items():
            within = base
            for other, bits in chosen.items():
                if other != facet:
                    within &= bits
            counted[facet] = {value: (bits & within).bit_count() for value, bits in values.items()}
        return counted

    def distances(self, near: Point, members: Sequence[int]) -> list[float]:
        """Kilometres from a place to the nearest base of each of these, infinite without one."""
        metres = map(math.dist, map(self.first_points.__getitem__, members), repeat(near))
        found = [m / METRES for m in metres]
        if self.further_points:
            for where, at in enumerate(members):
                for point in self.further_points.get(at, ()):
                    found[where] = min(found[where], math.dist(point, near) / METRES)
        return found
