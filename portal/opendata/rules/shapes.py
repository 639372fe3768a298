"""What a file of listings is read by, and what taking it in would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from portal.providers.rules import Particulars

Codes = Mapping[str, Mapping[str, str]]


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new entry"
    CHANGED = "changed entry"
    SAME = "stands there already"
    LEFT = "left alone"


@dataclass(frozen=True)
class Column:
    """One column of a file. `field` is the name that `Particulars` has for it, where a file may bring it in.

    Of `codes`, a vocabulary, the column holds one, or with `many` any number, with blanks between them.
    """

    name: str
    words: str
    field: str = ""
    codes: str = ""
    many: bool = False


@dataclass(frozen=True)
class Frame:
    """What rows are read by."""

    taken: Mapping[str, Column]
    codes: Codes
    today: date


@dataclass(frozen=True)
class Flaw:
    """One thing to mend in the file; `column` is empty where it is the row or the whole."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """An entry that is here already: its version, what it says by field, and why it is left alone, if it is."""

    listing_id: int
    version: int
    values: Mapping[str, Any]
    why_left: str = ""


@dataclass(frozen=True)
class Change:
    """One column of one entry, as it stands and as it would, each as a file writes it."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Planned:
    """What becomes of one row. `said` is what a new or changed entry would say."""

    row: int
    slug: str
    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    why: str = ""
    standing: Standing | None = None
    said: Particulars | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What taking in a file would do. Where there are flaws, nothing is taken in."""

    rows: tuple[Planned, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    passed_over: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows come to this."""
        return sum(1 for row in self.rows if row.outcome is outcome)

    @property
    def does_something(self) -> bool:
        """Whether there is anything to take in."""
        return not self.flaws and any(row.said is not None for row in self.rows)

    @property
    def digest(self) -> str:
        """A short text that differs as soon as the plan, or an entry that it would change, does."""
        told = [
            (
                row.row,
                row.slug,
                row.outcome.value,
                row.changes,
                row.standing and row.standing.version,
            )
            for row in self.rows
        ]
        return sha256(repr((told, self.flaws)).encode()).hexdigest()
