"""How often something may be tried and when again; which events to list, and how one is put in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

REFUSED = "refused"
"""The action of an event that tells of somebody whom we know and who was told no."""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `window`, counted from the first of them."""

    name: str
    most: int
    window: timedelta


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


def number_in(reference: str, kind: str) -> int | None:
    """The number in what the journal writes for one thing of `kind`: 7 in 'person:7'; None for anything else."""
    said, _, number = reference.partition(":")
    return int(number) if said == kind and number.isdecimal() else None


def detail_words(detail: Mapping[str, Any]) -> str:
    """An event's detail in one line: "fields: name, phone; status: 403"."""
    return "; ".join(f"{name.replace('_', ' ')}: {_said(value)}" for name, value in detail.items())


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
