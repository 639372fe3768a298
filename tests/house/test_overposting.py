"""No form writes a column that it does not ask for: every column's name is sent along, and nothing more changes."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from portal.db import Base
from tests.house.doors import TABLE
from tests.house.doors.knocking import send
from tests.house.doors.shape import PERSONAS, Row
from tests.page import BROWSER
from tests.peopled import People

FORMS = [row for row in TABLE if row.method != "GET"]
MOMENT = re.compile(r"_(at|until|since)$|^(at|since)$")
RANDOM = re.compile(r"digest$|nonce$|_hash$|_sealed$|^(key|message_id)$")
"""Columns whose values differ each time."""
SENT = {"csrf_token", "form_key", "submit", "then", "next"}


def columns(app: Flask) -> set[str]:
    """The names of all columns of all tables."""
    return {column.name for table in Base.metadata.tables.values() for column in table.columns}


def worth(column: str) -> str:
    """A value that would hurt: the administrator's role, the Hub's kind, another's number, a moment long ago."""
    if MOMENT.search(column) or column.endswith("_on"):
        return "2020-02-02 02:02:02.000000"
    named = {
        "role": "administrator",
        "kind": "hub",
        "name": "Overposted",
        "email": "over@posted.example",
    }
    if column in named:
        return named[column]
    return "1" if column.startswith("is_") or column.endswith("_id") or column == "id" else "77"


def asked_for(people: People, row: Row, persona: str) -> set[str]:
    """The fields that the door's own form has."""
    form = set(row.form) | SENT
    reading = [other for other in TABLE if other.name == f"GET {row.endpoint}"]
    for other in reading:
        path = people.path(other.endpoint, row.values, persona)
        got = people.browser(persona).client.get(path, headers=BROWSER)
        soup = BeautifulSoup(got.get_data(as_text=True), "html.parser")
        form |= {str(tag["name"]) for tag in soup.select("main [name]")}
    return form


def content(people: People) -> dict[str, list[str]]:
    """Every row of every table; but of what differs each time only how much."""
    with closing(sqlite3.connect(people.database)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _rows(database, name) for (name,) in tables}


def _rows(database: sqlite3.Connection, table: str) -> list[str]:
    found = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
    names = [column[0] for column in found.description]
    return sorted(repr({n: _told(n, v) for n, v in zip(names, row, strict=True)}) for row in found)


def _told(column: str, value: Any) -> Any:
    """The value; of what differs each time the year, or whether it is filled by other than what we sent."""
    if MOMENT.search(column):
        return str(value)[:4]
    return value not in {None, "", worth(column)} if RANDOM.search(column) else value


def written(
    people: People, row: Row, persona: str, more: Mapping[str, str]
) -> dict[str, list[str]]:
    """What stands in the tables after a form was sent with `more` in it."""
    people.restore()
    answer = send(people, replace(row, form={**row.form, **more}), persona)
    assert answer.status_code < 500
    return content(people)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_no_form_writes_what_it_does_not_ask_for(people: People, row: Row) -> None:
    inside = [persona for persona in PERSONAS if persona in row.answers.opens] or ["holder"]
    persona = inside[0] if "school_admin" not in inside else "school_admin"
    known = asked_for(people, row, persona)
    more = {name: worth(name) for name in columns(people.app) - known}
    assert len(more) > 50
    assert written(people, row, persona, more) == written(people, row, persona, {})
