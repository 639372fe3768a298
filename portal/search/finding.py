"""Answers one search: which listings, how many under each filter, and in what order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.search.question import Question, Term, read
from portal.search.shapes import Answer, Criteria, Matched, Point, Sort
from portal.search.shelf import Shelf

# With fewer hits than this the demand is lowered: all words, two of three, any word.
ENOUGH = 1
# More than any sum of contributions can reach: the listing whose name was typed comes first.
NAMED = 1_000_000.0


class Words(Protocol):
    """A way of looking words up: the stored index, or plain memory."""

    def holding(self, term: Term) -> int:
        """The set of listings that say this in any of its ways."""

    def scores(self, terms: Sequence[Term], members: list[int]) -> list[float]:
        """The relevance of each of these listings, higher is better."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What the words alone have found, before any filter."""

    bits: int
    matched: Matched
    exact: int


def answer(shelf: Shelf, words: Words, criteria: Criteria) -> Answer:
    """One page of results with its counts.

    How strictly the words are taken is decided before the filters, so that a count beside a
    filter is what choosing it will show.
    """
    question = read(criteria.words)
    hits = _look_up(shelf, words, question)
    base = _within(shelf, hits.bits, criteria)
    chosen = shelf.choose(criteria.chosen)
    kept = base
    for bits in chosen.values():
        kept &= bits
    parts = [shelf.members(bits) for bits in (kept & ~shelf.last, kept & shelf.last) if bits]
    members = [at for part in parts for at in _ordered(shelf, words, criteria, question, part)]
    start = (criteria.page - 1) * criteria.per_page
    shown = members[start : start + criteria.per_page]
    return Answer(
        ids=tuple(shelf.ids[at] for at in shown),
        total=kept.bit_count(),
        counts=shelf.counts(base, chosen),
        distances=_distances(shelf, criteria.near, shown),
        matched=hits.matched,
        terms=tuple(term.words for term in question.terms),
        exact=tuple(shelf.ids[at] for at in shelf.members(hits.exact & kept)),
    )


def _look_up(shelf: Shelf, words: Words, question: Question) -> Hits:
    exact = shelf.names.get(question.name, 0)
    if not question.terms:
        return Hits(exact or shelf.everything, Matched.ALL, exact)
    held = [words.holding(term) for term in question.terms]
    at_least = _at_least(held, shelf.everything)
    wanted = {Matched.ALL: len(held), Matched.MOST: -(-2 * len(held) // 3), Matched.ANY: 1}
    for matched, number in wanted.items():
        bits = at_least[number] | exact
        if bits.bit_count() >= ENOUGH:
            return Hits(bits, matched, exact)
    return Hits(0, Matched.NONE, 0)


def _at_least(held: list[int], everything: int) -> list[int]:
    """The sets of listings found by at least 0, 1, 2 … of the terms."""
    counted = [everything] + [0] * len(held)
    for bits in held:
        for number in range(len(held), 0, -1):
            counted[number] |= counted[number - 1] & bits
    return counted


def _within(shelf: Shelf, bits: int, criteria: Criteria) -> int:
    if criteria.near is None or criteria.within_km is None:
        return bits
    members = shelf.members(bits)
    far = shelf.distances(criteria.near, members)
    limit = criteria.within_km
    return shelf.bits(at for at, km in zip(members, far, strict=True) if km <= limit)


def _ordered(
    shelf: Shelf, words: Words, criteria: Criteria, question: Question, members: list[int]
) -> list[int]:
    """These positions in order; they come in the order of names, and sorting is stable."""
    if criteria.sort is Sort.DISTANCE and criteria.near is not None:
        return _sorted_by(members, shelf.distances(criteria.near, members))
    if criteria.sort is Sort.CONFIRMED:
        newest = [-(shelf.cards[at].confirmed_on or date.min).toordinal() for at in members]
        return _sorted_by(members, newest)
    if criteria.sort is Sort.RELEVANCE and question.terms:
        named = shelf.names.get(question.name, 0)
        scores = words.scores(question.terms, members)
        found = zip(members, scores, strict=True)
        return _sorted_by(members, [-score - NAMED * (named >> at & 1) for at, score in found])
    return members


def _sorted_by(members: list[int], keys: Sequence[float]) -> list[int]:
    order = sorted(range(len(members)), key=keys.__getitem__)
    return [members[where] for where in order]


def _distances(shelf: Shelf, near: Point | None, shown: list[int]) -> dict[int, float]:
    if near is None:
        return {}
    far = zip(shown, shelf.distances(near, shown), strict=True)
    return {shelf.ids[at]: km for at, km in far if shelf.cards[at].points}
