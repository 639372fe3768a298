"""A person of whom something stands in every table that may hold something of them, each value unlike any other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, insert

from portal.account.models import EmailKey, Person, Purpose
from portal.account.queries.kept import Known, rows_of
from portal.account.rules.personal import By, Erasing, Finder, Table
from portal.clock import now
from portal.db import Moment, db
from portal.journal.rules import Limit
from portal.site.catalogue import REGISTER
from portal.web.keys import blind
from tests.account.people import make_organisation, make_person
from tests.builders import DAY, add_matrix, add_provider
from tests.enquiries.threads import make_enquiry

NAME = "Cordelia Quetzalfeather-Śmith"
ADDRESS = "cordelia.quetzal@example.org"
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
        other = make_organisation("Another High")
        parents["credential_id"] = add_matrix(parents["listing_id"], DAY)
        parents["enquiry_id"] = make_enquiry(parents["listing_id"], organisation_id=other)
        kept = Kept(make_person(NAME, ADDRESS, at=BEFORE))
        person = db.session.get_one(Person, kept.number)
        for column in ("password_hash", "totp_sealed"):
            kept.texts[f"person.{column}"] = f"CANARY-person-{column}"
            setattr(person, column, f"CANARY-person-{column}")
        db.session.commit()
        for table in REGISTER.tables:
            for number, finder in enumerate(table.finders):
                if table.name == "membership":
                    _plant_row(kept, table, finder, number, parents)
                elif table.name != "person":
                    elsewhere = parents | {"organisation_id": other}
                    _plant_row(kept, table, finder, number, elsewhere)
        db.session.commit()
    return kept


def _plant_row(
    kept: Kept, table: Table, finder: Finder, number: int, parents: dict[str, int]
) -> None:
    columns = rows_of(table.name).columns
    others = {
        one.column: None if columns[one.column].nullable else "nobody at all"
        for one in table.finders
    }
    found = {finder.column: _found(finder.by, Known(kept.number, ADDRESS, NAME))}
    row = fill(table.name, number, others | found | parents)
    kept.rows.setdefault(table.name, []).append(row)
    texts = {f"{table.name}.{name}.{number}": text for name, text in _texts(row)}
    kept.texts.update({name: text for name, text in texts.items() if text.startswith("CANARY")})


def fill(name: str, number: int, given: dict[str, Any]) -> dict[str, Any]:
    """Add a row to a table; what is not given is unlike any other value. The caller commits."""
    row: dict[str, Any] = {}
    for column in rows_of(name).columns:
        if column.name in given:
            row[column.name] = given[column.name]
        elif column.name == "key_id":
            row[column.name] = _key(f"somebody{number}@example.org")
        elif column.name not in {"id", "seq"}:
            one_of_few = GIVEN.get(f"{name}.{column.name}")
            row[column.name] = one_of_few or _value(name, column, number)
    db.session.execute(insert(rows_of(name)).values(row))
    return row


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


def _value(name: str, column: Column[Any], number: int) -> Any:
    """A value of the column's type that stands nowhere else."""
    place = sorted(rows_of(name).columns.keys()).index(column.name)
    kind = column.type
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Moment):
        return BEFORE + timedelta(days=place, minutes=7 * number + 1)
    if isinstance(kind, Date):
        return BEFORE.date() + timedelta(days=place)
    if isinstance(kind, Integer):
        return 70_000 + 100 * place + number
    text = f"CANARY-{name}-{column.name}-{number}"
    if isinstance(kind, JSON):
        return {"said": text}
    assert isinstance(kind, String), column
    return text[: kind.length or 200]


def must_vanish(kept: Kept) -> dict[str, str]:
    """The texts of which no byte may stay once the person is erased, by where they stood."""
    tables = {table.name: table for table in REGISTER.tables}
    going = {"name": NAME, "part of the name": "Quetzalfeather", "address": ADDRESS}
    for where, text in kept.texts.items():
        name, column, *_ = where.split(".")
        if tables[name].erasing is Erasing.DELETED or column in tables[name].blanks:
            going[where] = text
    return going
