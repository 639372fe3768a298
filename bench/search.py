"""Measures a search against plain Whoosh with facets, in turn in one run: ratios are the result.

python bench/search.py [number of listings, 5000 unless told]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from whoosh import index, qparser, query, sorting
from whoosh.fields import ID, KEYWORD, TEXT, Schema

from portal.search import Criteria, Entry, Index, Sort, find_in_memory

ROUNDS = 15
FACETS = {
    "area": 12,
    "setting": 10,
    "year": 8,
    "service": 16,
    "specialism": 26,
    "mode": 5,
}
COMMON_WORDS = (
    "careers guidance adviser school pupils meeting support level 6 personal young people"
)
COMMON = COMMON_WORDS.split()
PLACE_NAMES = "Wirral Sefton Liverpool Knowsley Halton Southport Bootle Kirkby Widnes Runcorn"
PLACES = PLACE_NAMES.split()
PLAIN = Criteria(words="careers adviser wirral")
QUERIES: dict[str, Criteria] = {
    "one word": Criteria(words="guidance"),
    "three words": PLAIN,
    "six words": Criteria(words="personal guidance meeting year 11 sefton autism"),
    "rare word": Criteria(words="topic37"),
    "browse": Criteria(),
    "browse, two filters": Criteria(chosen={"area": ("v1", "v2"), "mode": ("v0",)}),
    "word, two filters": Criteria(words="guidance", chosen={"area": ("v1",), "mode": ("v0",)}),
    "within 5 km, words": Criteria(
        words="careers adviser", near=(335_000, 390_000), within_km=5, sort=Sort.DISTANCE
    ),
    "by distance": Criteria(near=(335_000, 390_000), sort=Sort.DISTANCE),
}


def entries(count: int, seed: int = 8) -> list[Entry]:
    """Listings of 80 to 200 words in which the trade's own words stand nearly everywhere."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable world, not a secret
    return [_entry(chance, number) for number in range(1, count + 1)]


def _entry(chance: random.Random, number: int) -> Entry:
    own = [f"topic{int(chance.paretovariate(0.8)) % 4000}" for _ in range(chance.randint(60, 170))]
    text = own + [word for word in COMMON if chance.random() < 0.9]  # noqa: PLR2004
    chance.shuffle(text)
    facets = {
        facet: tuple(f"v{n}" for n in sorted(chance.sample(range(values), chance.randint(1, 4))))
        for facet, values in FACETS.items()
    }
    point = (chance.randint(325_000, 360_000), chance.randint(375_000, 420_000))
    return Entry(
        number,
        1,
        f"{chance.choice(PLACES)} Careers {number}",
        f"{chance.choice(PLACES)} {chance.choice(PLACES)} autism year 11",
        " ".join(text),
        facets,
        (point,),
        date(2026, 1, 1) + timedelta(days=number % 300),
    )


def naive(folder: Path, world: list[Entry]) -> Callable[[Criteria], Any]:
    """Whoosh as its manual shows it: one parser, one search with groups for each facet."""
    folder.mkdir()
    facets = {facet: KEYWORD(stored=True) for facet in FACETS}
    created = index.create_in(
        str(folder), Schema(id=ID(stored=True), name=TEXT, words=TEXT, prose=TEXT, **facets)
    )
    writer = created.writer(limitmb=256)
    for entry in world:
        held = {facet: " ".join(values) for facet, values in entry.facets.items()}
        writer.add_document(
            id=str(entry.id), name=entry.name, words=entry.words, prose=entry.prose, **held
        )
    writer.commit()
    searcher: Any = created.searcher()
    whoosh: Any = query
    all_of_them = whoosh.Every()
    by: Any = sorting
    groups = {f: by.FieldFacet(f, allow_overlap=True, maptype=by.Count) for f in FACETS}
    parsers: Any = qparser
    parser = parsers.MultifieldParser(["name", "words", "prose"], created.schema)

    def search(criteria: Criteria) -> Any:
        asked = parser.parse(criteria.words) if criteria.words else all_of_them
        wanted = [
            whoosh.Or([whoosh.Term(facet, value) for value in values])
            for facet, values in criteria.chosen.items()
        ]
        kept = whoosh.And(wanted) if wanted else None
        return searcher.search(asked, limit=20, filter=kept, groupedby=groups)

    return search


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def compare(ours: Callable[[Criteria], Any], theirs: Callable[[Criteria], Any]) -> None:
    """Prints the first call and the medians of both, asked in turn."""
    print(f"{'query':24}{'first':>9}{'find':>9}{'Whoosh':>10}{'ratio':>8}   (ms)")
    for name, criteria in QUERIES.items():
        first = timed(lambda c=criteria: ours(c))  # type: ignore[misc]  # a default binds the loop
        pairs = [
            (timed(lambda c=criteria: ours(c)), timed(lambda c=criteria: theirs(c)))  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        print(f"{name:24}{first:9.2f}{mine:9.2f}{other:10.2f}{other / mine:7.0f}x")


def main(count: int) -> None:
    """Builds one world twice and measures both."""
    world = entries(count)
    with tempfile.TemporaryDirectory() as scratch:
        ours = Index(Path(scratch) / "ours")
        print(f"{count} listings; rebuild {timed(lambda: ours.rebuild(world, 1)):.0f} ms")
        print(f"load a snapshot {timed(ours.count):.0f} ms")
        theirs = naive(Path(scratch) / "theirs", world)
        compare(ours.find, theirs)
        change = Entry(1, 2, "Changed", "Sefton", "A text")
        print(f"apply one change {timed(lambda: ours.apply([change], [], 2)):.0f} ms")
        print(f"load it {timed(ours.count):.0f} ms")
        print(f"words after that {timed(lambda: ours.find(PLAIN)):.2f} ms, the first time")
        sample = world[: min(count, 500)]
        print(f"find_in_memory, {len(sample)} listings, first, then again:")
        for _ in range(2):
            print(f"  {timed(lambda: find_in_memory(sample, PLAIN)):.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
