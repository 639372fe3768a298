"""Reads of what is kept of one person, as the register says where to look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy import Table as Rows

from portal.account.models import Person
from portal.account.rules.leaving import Tie
from portal.account.rules.personal import By, End, Finder, Is, Register, Table
from portal.db import Base, db
from portal.journal.rules import Limit
from portal.web.keys import blind


@dataclass(frozen=True)
class Known:
    """By what a person is found."""

    number: int
    address: str
    name: str

    @classmethod
    def of(cls, person: Person) -> "Known":
        """What a person is found by now."""
        return cls(person.id, person.email or "", person.name)

    @property
    def actor(self) -> str:
        """The person, as the journal writes them."""
        return f"person:{self.number}"


@dataclass(frozen=True)
class Holding:
    """What one table keeps of a person: a row is column -> value, of the columns that are shown."""

    table: Table
    rows: tuple[dict[str, Any], ...]


def register() -> Register:
    """The register of what is kept of people."""
    found: Register = current_app.extensions["register"]
    return found


def ties() -> list[Tie]:
    """What may bind a person, as the rooms above have said."""
    found: list[Tie] = current_app.extensions["ties"]
    return found


def list_bonds(person_id: int) -> tuple[str, ...]:
    """What a person has to hand over before their account can go, in words."""
    return tuple(name for tie in ties() for name in tie.binds(person_id))


def rows_of(name: str) -> Rows:
    """A table of the database by its name."""
    return Base.metadata.tables[name]


def list_kept(known: Known) -> list[Holding]:
    """Everything that is kept of a person, table by table, the oldest row first."""
    return [
        Holding(table, tuple(_shown(table, known))) for table in register().tables if table.finders
    ]


def count_kept(known: Known) -> list[tuple[Table, int]]:
    """How many rows each table keeps of a person."""
    return [(table, _count(table, known)) for table in register().tables if table.finders]


def _count(table: Table, known: Known) -> int:
    asked = select(func.count()).select_from(rows_of(table.name)).where(theirs(table, known))
    return db.session.scalar(asked) or 0


def _shown(table: Table, known: Known) -> Iterator[dict[str, Any]]:
    rows = rows_of(table.name)
    asked = select(rows).where(theirs(table, known)).order_by(*rows.primary_key.columns)
    for row in db.session.execute(asked).mappings():
        yield {column: row[column] for column in table.shown}


def theirs(table: Table, known: Known) -> ColumnElement[bool]:
    """What holds of the rows of `table` that are about a person."""
    rows = rows_of(table.name)
    return or_(*(_found(rows, finder, known) for finder in table.finders))


def _found(rows: Rows, finder: Finder, known: Known) -> ColumnElement[bool]:
    column = rows.c[finder.column]
    finding: dict[By, Callable[[], ColumnElement[bool]]] = {
        By.NUMBER: lambda: column == known.number,
        By.ADDRESS: lambda: func.lower(column) == known.address if known.address else false(),
        By.ACTOR: lambda: column == known.actor,
        By.TRIED: lambda: column.in_(_tried(known)),
    }
    return finding[finder.by]()


def _tried(known: Known) -> list[str]:
    """Under which digests it is counted how often something of this person was tried."""
    subjects = (known.address, known.actor, str(known.number))
    return [blind(name, subject) for name in Limit.named for subject in subjects]


def ended(name: str, end: End, at: datetime) -> ColumnElement[bool]:
    """What holds of the rows of a table that have come to their end, and were not emptied yet."""
    rows = rows_of(name)
    conditions = [rows.c[end.since] <= at - end.after]
    conditions += [_holds(rows.c[column], what) for column, what in end.where]
    if end.blanks:
        conditions.append(or_(*(rows.c[column] != value for column, value in end.blanks.items())))
    return and_(*conditions)


def _holds(column: ColumnElement[Any], what: Is) -> ColumnElement[bool]:
    return {
        Is.TRUE: column.is_(True),
        Is.FALSE: column.is_(False),
        Is.GIVEN: column.is_not(None),
        Is.EMPTY: column.is_(None),
    }[what]


def count_ended(name: str, end: End, at: datetime) -> int:
    """How many rows of a table have come to their end."""
    asked = select(func.count()).select_from(rows_of(name)).where(ended(name, end, at))
    return db.session.scalar(asked) or 0
