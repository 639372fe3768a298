"""How often something may be tried and when again; which events to list, and how one is put in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

LONGEST_NUMBER = 18  # digits; no table counts further
REFUSED = "refused"
"""The action of an event that tells of somebody whom we know and who was told no."""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `window`, counted from the first of them."""

    name: str
    most: int
    window: timedelta
    named: ClassVar[dict[str, "Limit"]] = {}
    """Every limit that any room has, by name: whoever is erased is forgotten by all of them."""

    def __post_init__(self) -> None:
        """Join the others."""
        self.named[self.name] = self


class Throttled(Exception):  # noqa: N818 - it is what happened, not a fault
    """Tried too often; it may be tried again at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("tried too often")
        self.until = until


@dataclass(frozen=True)
class Wanted:
    """Which events of the journal to list; what is empty does not narrow the list.

    `organisation`, such as 'organisation:3', asks for what was done to it or on its behalf.
    """

    actor: str = ""
    subject: str = ""
    action: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Line:
    """One event as a page lists it: who did what to whom, on whose behalf. An address that is empty is no link."""

    at: datetime
    who: str
    what: str
    whom: str = ""
    behalf: str = ""
    detail: str = ""
    who_href: str = ""
    whom_href: str = ""
    behalf_href: str = ""
    what_href: str = ""


_KINDS = {"draft": "checklist", "sign_in": "sign-in"}
_ALONE = {"command": "A command", "visitor": "A visitor"}


def in_words(reference: str) -> str:
    """What the journal writes for a thing, as a page may say it: "checklist 12" for 'draft:12'."""
    kind, colon, number = reference.partition(":")
    return f"{_KINDS.get(kind, kind)} {number}" if colon else _ALONE.get(kind, kind)


def number_in(reference: str, kind: str) -> int | None:
    """The number in what the journal writes for one thing of `kind`: 7 in 'person:7'; None for anything else."""
    said, _, number = reference.partition(":")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if said == kind and is_number else None


def detail_words(detail: Mapping[str, Any]) -> str:
    """An event's detail in one line: "fields: name, phone; status: 403"."""
    return "; ".join(f"{name.replace('_', ' ')}: {_said(value)}" for name, value in detail.items())


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
