"""The shape of the register of what is kept of people: every table, every column, why, how long, and what ends it.

The register itself is data (portal/site/catalogue). What a person sees, takes away and erases, what the daily
sweep deletes and what the privacy page says all follow from it, so none of them can say otherwise than is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any


class Whose(StrEnum):
    """Of whom something is kept."""

    ACCOUNT = "People with an account"
    LETTERS = "People we write to"
    ORGANISATION = "People who work for an organisation here"
    LISTED = "People who are listed, or trade in their own name"
    REPORTING = "People who report a mistake"
    ASKING = "People who ask a provider something, and who answer"


class Erasing(StrEnum):
    """What becomes of it when a person erases their account."""

    DELETED = "It goes when you erase your account."
    BLANKED = "When you erase your account, we take out what says that it is you."
    NUMBERED = "It stays when you erase your account, under a number instead of your name."
    APART = "It is not tied to an account."


class By(StrEnum):
    """How the rows about a person are found: what a column holds of them."""

    NUMBER = "their number"
    ADDRESS = "their email address"
    ACTOR = "their number as the journal writes it"
    TRIED = "a digest of what was tried"


class Is(StrEnum):
    """What a column must be for a rule to reach a row."""

    TRUE = "true"
    FALSE = "false"
    GIVEN = "given"
    EMPTY = "empty"


@dataclass(frozen=True)
class Finder:
    """One way to find a person's rows: what `column` holds of them."""

    column: str
    by: By


@dataclass(frozen=True)
class End:
    """When rows end by themselves: `after` the moment in column `since`, which `words` names for a reader.

    `where` is what must hold of a row besides: (column, what it is). With `blanks` the row stays and these columns
    are emptied; `done` says so. `swept_by` names the room whose own action does it; without it the register's sweep does.
    No two rules of one table reach the same row.
    """

    since: str
    after: timedelta
    words: str
    done: str = "Deleted"
    where: tuple[tuple[str, Is], ...] = ()
    blanks: Mapping[str, Any] = field(default_factory=dict)
    swept_by: str = ""

    @property
    def sentence(self) -> str:
        """The rule in words, such as "Deleted 7 days after the link ended."."""
        return f"{self.done} {duration(self.after)} after {self.words}."


@dataclass(frozen=True)
class Table:
    """What one table keeps of people. Each of its columns stands in `shown`, `hidden` or `plain`.

    `shown` and `hidden` map a column to what it is, in words. A person takes away the values of `shown`; of
    `hidden`, which would help a thief, they are told that it is kept. `plain` says nothing of anybody.
    Where erasing empties the row, each personal column stands in `blanks`, with what takes its place, or
    in `stays`. `mentions` are columns in which rows about others may name the person, as a value of a JSON object.
    `takes` maps a column to the table of which a row is nobody else's, and goes with it. `lasts` says how long rows stay that no `ends` reaches.
    """

    name: str
    whose: Whose
    words: str
    why: str
    lasts: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    finders: tuple[Finder, ...] = ()
    erasing: Erasing = Erasing.DELETED
    blanks: Mapping[str, Any] = field(default_factory=dict)
    stays: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    takes: Mapping[str, str] = field(default_factory=dict)
    ends: tuple[End, ...] = ()

    @property
    def personal(self) -> dict[str, str]:
        """Each column that says something of somebody, and what it is."""
        return {**self.shown, **self.hidden}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, in no order of meaning."""
        return (*self.shown, *self.hidden, *self.plain)

    @property
    def how_long(self) -> str:
        """How long rows stay, in sentences."""
        return " ".join(
            (*(end.sentence for end in self.ends), *([self.lasts] if self.lasts else []))
        )


@dataclass(frozen=True)
class Impersonal:
    """A table that says nothing of anybody; it is listed, so that nobody has to wonder. `ends` as above."""

    name: str
    columns: tuple[str, ...]
    ends: tuple[End, ...] = ()


@dataclass(frozen=True)
class Register:
    """Every table of the database."""

    tables: tuple[Table, ...]
    impersonal: tuple[Impersonal, ...]

    def of(self, whose: Whose) -> tuple[Table, ...]:
        """The tables about these people."""
        return tuple(table for table in self.tables if table.whose is whose)

    @property
    def ends(self) -> tuple[tuple[str, End], ...]:
        """Each rule by which rows end, with its table's name."""
        everything: tuple[Table | Impersonal, ...] = (*self.tables, *self.impersonal)
        return tuple((one.name, end) for one in everything for end in one.ends)


_UNITS = (("year", 365 * 86_400), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def duration(span: timedelta) -> str:
    """A length of time in words, in the largest unit of which it is a whole number: "180 days", "3 years".

    Raises:
        ValueError: it is not whole minutes.
    """
    seconds = int(span.total_seconds())
    for name, length in _UNITS:
        if seconds and seconds % length == 0:
            count = seconds // length
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    raise ValueError(f"{span} is not whole minutes")
