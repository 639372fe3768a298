"""A person of whom something stands in every table that may hold something of them, each value unlike any other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import JSON, Boolean, Column, Integer, String, insert

from portal.account.models import EmailKey, Person, Purpose
from portal.account.queries.kept import Known, register, rows_of
from portal.account.rules.personal import By, Erasing, Finder, Table
from portal.clock import now
from portal.db import Moment, db
from portal.journal.rules import Limit
from portal.web.keys import blind
from tests.account.people import make_organisation, make_person
from tests.builders import add_provider

NAME = "Cordelia Canary-Śmith"
ADDRESS = "cordelia.canary@example.org"
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
GIVEN = {
    "membership.role": "member",
    "invitation.role": "member",
    "email_key.purpose": "invitation",
}
"""Values that are of a few, and so cannot be unlike any other."""


@dataclass
class Kept:
    """Whom the canaries are about, and the text that stands in each column of text, by "table.column"."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def plant(app: Flask) -> Kept:
    """Make the person and, for each way in which a table's rows are found, one row of it."""
    with app.app_context():
        parents = {"organisation_id": make_organisation(), "listing_id": add_provider()}
        kept = Kept(make_person(NAME, ADDRESS, at=BEFORE))
        person = db.session.get_one(Person, kept.number)
        for column in ("password_hash", "totp_sealed"):
            kept.texts[f"person.{column}"] = f"CANARY-person-{column}"
            setattr(person, column, f"CANARY-person-{column}")
        db.session.commit()
        for table in register().tables:
            for number, finder in enumerate(table.finders):
                if table.name != "person":
                    _plant_row(kept, table, finder, number, parents)
        db.session.commit()
    return kept


def _plant_row(
    kept: Kept, table: Table, finder: Finder, number: int, parents: dict[str, int]
) -> None:
    known, row = Known(kept.number, ADDRESS, NAME), dict[str, Any]()
    for column in rows_of(table.name).columns:
        if column.name == finder.column:
            row[column.name] = _found(finder.by, known)
        elif column.name in {one.column for one in table.finders}:
            row[column.name] = None if column.nullable else "nobody at all"
        elif column.name == "key_id":
            row[column.name] = _key(f"somebody{number}@example.org")
        elif column.name in parents:
            row[column.name] = parents[column.name]
        elif column.name not in {"id", "seq"}:
            given = GIVEN.get(f"{table.name}.{column.name}")
            row[column.name] = given or _value(table, column, number)
    db.session.execute(insert(rows_of(table.name)).values(row))
    kept.rows.setdefault(table.name, []).append(row)
    kept.texts.update(
        {
            f"{table.name}.{name}.{number}": text
            for name, text in _texts(row)
            if text.startswith("CANARY")
        }
    )


def _texts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        yield name, value["said"] if isinstance(value, dict) else str(value)


def _found(by: By, known: Known) -> Any:
    return {
        By.NUMBER: known.number,
        By.ADDRESS: known.address.upper() if known.address else "",
        By.ACTOR: known.actor,
        By.TRIED: blind(next(iter(Limit.named), "none"), known.address),
    }[by]


def _key(email: str) -> int:
    key, _ = EmailKey.make(Purpose.INVITATION, email=email, lasts=timedelta(days=7), at=now())
    return key.id


def _value(table: Table, column: Column[Any], number: int) -> Any:
    """A value of the column's type that stands nowhere else."""
    place = sorted(rows_of(table.name).columns.keys()).index(column.name)
    kind = column.type
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Moment):
        return BEFORE + timedelta(days=place, minutes=7 * number + 1)
    if isinstance(kind, Integer):
        return 70_000 + 100 * place + number
    text = f"CANARY-{table.name}-{column.name}-{number}"
    if isinstance(kind, JSON):
        return {"said": text}
    assert isinstance(kind, String), column
    return text[: kind.length or 200]


def must_vanish(kept: Kept) -> dict[str, str]:
    """The texts of which no byte may stay once the person is erased, by where they stood."""
    tables = {table.name: table for table in register().tables}
    going = {"name": NAME, "part of the name": "Canary-", "address": ADDRESS}
    for where, text in kept.texts.items():
        name, column, *_ = where.split(".")
        if tables[name].erasing is Erasing.DELETED or column in tables[name].blanks:
            going[where] = text
    return going
