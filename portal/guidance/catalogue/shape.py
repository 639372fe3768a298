"""Keeps the shapes that guidance is made of, and how a fact is put into its place in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

_PLACE = re.compile(r"\{(fact|money):([a-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a line of its own; `url` may be a place for a fact."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field and what it means."""

    word: str
    meaning: str


Block = Text | Points | Link | Term


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One guidance page."""

    slug: str
    title: str
    summary: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Signpost:
    """A dated pointer to public support. `area` is a borough code or LCR_ALL; no contacts."""

    slug: str
    area: str
    title: str
    text: str
    source: str
    source_url: str
    checked_on: date


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{fact:key}` replaced by its value and `{money:key}` by whole pounds.

    Raises KeyError for a fact that `values` does not hold: a page must not print a gap.
    """

    def value(place: re.Match[str]) -> str:
        found = values[place[2]]
        return f"£{int(found):,}" if place[1] == "money" else found

    return _PLACE.sub(value, text)


def texts(topic: Topic) -> Iterator[str]:
    """Every text of a topic in reading order, link addresses included."""
    yield topic.title
    yield topic.summary
    for section in topic.sections:
        yield section.heading
        for block in section.blocks:
            yield from _texts_of(block)


def _texts_of(block: Block) -> tuple[str, ...]:
    match block:
        case Text(text):
            return (text,)
        case Points(items):
            return items
        case Link(text, url):
            return (text, url)
        case Term(word, meaning):
            return (word, meaning)


def fact_keys(topic: Topic) -> tuple[str, ...]:
    """The keys of the facts a topic states, each once, in the order they are met."""
    met = (place[2] for text in texts(topic) for place in _PLACE.finditer(text))
    return tuple(dict.fromkeys(met))
