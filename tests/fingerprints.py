"""What all the rows of all the tables look like, for tests that say that nothing changed."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from hashlib import sha256
from pathlib import Path


def fingerprint(path: Path, *, but: Collection[str] = ()) -> dict[str, str]:
    """A digest of the rows of each table; `but` names tables, or columns as "table.column", to leave out."""
    with closing(sqlite3.connect(path)) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: sha256(repr(rows(database, name, but=but)).encode()).hexdigest()
            for name in tables
            if name not in but
        }


def rows(database: sqlite3.Connection, table: str, *, but: Collection[str] = ()) -> list[str]:
    """Every row of a table, in an order that only its content decides."""
    found = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
    kept = [n for n, column in enumerate(found.description) if f"{table}.{column[0]}" not in but]
    return sorted(repr([row[n] for n in kept]) for row in found)
