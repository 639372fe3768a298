"""Search without an index: the same question put to entries held in memory."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from portal.search.analysis import joined_tokens, name_tokens, prose_tokens
from portal.search.finding import answer
from portal.search.plain import stem
from portal.search.question import Alternative, Term
from portal.search.shapes import Answer, Criteria, Entry
from portal.search.shelf import Shelf

_Tokens = tuple[frozenset[str], frozenset[str]]


class _MemoryWords:
    """Looks words up in the tokens of each entry; made only when words are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._tokens: list[_Tokens] | None = None

    def holding(self, term: Term) -> int:
        """The set of entries that say this in any of its ways, or begin so."""
        tokens = self._all_tokens()
        bits = self._shelf.bits(
            at
            for at, own in enumerate(tokens)
            if any(_says(own, alternative) for alternative in term.alternatives)
        )
        if bits or not term.prefix:
            return bits
        return self._shelf.bits(at for at, own in enumerate(tokens) if _begins(own, term.prefix))

    def scores(self, terms: Sequence[Term], members: list[int]) -> list[float]:
        """How many of the terms an entry says, its synonyms for less."""
        tokens = self._all_tokens()
        return [sum(_worth(tokens[at], term) for term in terms) for at in members]

    def _all_tokens(self) -> list[_Tokens]:
        if self._tokens is None:
            self._tokens = [_tokens(e.name, e.words, e.prose) for e in self._shelf.cards]
        return self._tokens


@lru_cache(maxsize=2_000)
def _tokens(name: str, words: str, prose: str) -> _Tokens:
    named = frozenset(name_tokens(name) + joined_tokens(name))
    return named, frozenset(prose_tokens(words) + prose_tokens(prose))


def _says(own: _Tokens, alternative: Alternative) -> bool:
    named, said = own
    return all(token in named or stem(token) in said for token in alternative.tokens)


def _begins(own: _Tokens, prefix: str) -> bool:
    return any(token.startswith(prefix) for tokens in own for token in tokens)


def _worth(own: _Tokens, term: Term) -> float:
    weights = [way.weight for way in term.alternatives if _says(own, way)]
    return max(weights, default=0.0)


def find_in_memory(entries: Iterable[Entry], criteria: Criteria) -> Answer:
    """What Index.find would answer for these entries, without the index.

    Results, counts and distances are equal; only the order by relevance is plainer (number of
    words said, then name). Meant for the time in which an index is damaged or being rebuilt:
    with words it reads every text, about half a second for 2,000 long listings the first time.
    """
    shelf = Shelf.of(entries)
    return answer(shelf, _MemoryWords(shelf), criteria)
