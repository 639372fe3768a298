"""Reads a visitor's words into a bounded question; they never reach a query parser."""

from dataclasses import dataclass

from portal.search.analysis import phrases_at, related
from portal.search.plain import compact, fold, plain_words, stem
from portal.search.synonyms import APART, WEIGHT

LONGEST_TEXT = 200
MOST_TERMS = 12
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Tokens that a listing must all hold to be found in this way, and what that is worth."""

    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the visitor asked for, in each of the ways a listing may say it."""

    words: str
    alternatives: tuple[Alternative, ...]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the terms, and all of it run together, to be compared with names."""

    terms: tuple[Term, ...]
    name: str


def read(text: str) -> Question:
    """The question in a visitor's text: at most 200 characters and 12 words are looked at.

    Operators, wildcards and quotation marks are only gaps between words.
    """
    text = fold(text[:LONGEST_TEXT], LONGEST_TEXT)
    words = list(dict.fromkeys(plain_words(text)))[:MOST_TERMS]
    stems = [stem(word) for word in words]
    terms: list[Term] = []
    at = 0
    while at < len(words):
        phrase = next(iter(phrases_at(stems, at)), None)
        length = len(phrase) if phrase else 1
        terms.append(_term(words[at : at + length], phrase, last=at + length == len(words)))
        at += length
    return Question(tuple(terms), compact(text))


def _term(words: list[str], phrase: tuple[str, ...] | None, *, last: bool) -> Term:
    if phrase:
        token = "_".join(phrase)
        ways = [Alternative((token,), 1.0), Alternative(tuple(words), APART)]
        prefix = ""
    else:
        token = words[0]
        ways = [Alternative((token,), 1.0)]
        prefix = token if last and token.isalpha() and len(token) >= SHORTEST_PREFIX else ""
    ways += [Alternative((other,), WEIGHT) for other in related().get(stem(token), ())]
    return Term(" ".join(words), tuple(ways), prefix)
