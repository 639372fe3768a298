"""Reading changes nothing: GET, HEAD and OPTIONS leave every row of every table as it was."""

import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
from flask import Flask

from tests.house.doors import TABLE, Row, path_of, stand_in
from tests.page import BROWSER, Visitor

READ = [row for row in TABLE if row.method == "GET"]


def fingerprint(app: Flask) -> dict[str, str]:
    """A digest of the rows of each table."""
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path)) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: sha256(repr(rows(database, name)).encode()).hexdigest() for name in tables}


def rows(database: sqlite3.Connection, table: str) -> list[str]:
    """Every row of a table, in an order that only its content decides."""
    return sorted(map(repr, database.execute(f'SELECT * FROM "{table}"')))  # noqa: S608 - a table's own name


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_changes_no_row(holder: Visitor, method: str) -> None:
    before = fingerprint(holder.app)
    assert len(before) >= 10
    for row in TABLE:
        path = path_of(holder.app, row)
        for query in ("", "?q=send&place=L1+1AA&page=2&delete=yes&_method=POST"):
            answer = holder.client.open(path + query, method=method, headers=BROWSER, buffered=True)
            assert answer.status_code < 500
    assert fingerprint(holder.app) == before


def test_what_changes_a_row_leaves_an_audit_event(holder: Visitor) -> None:
    listed = stand_in(holder.app, {"slug": "LISTED"})["slug"]
    mistake = {"details": "It moved last summer", "what": "OTHER"}
    for path, form in (
        (f"/providers/{listed}/report", mistake),
        ("/checklist/leave", {"what": "delete"}),
    ):
        page, before = holder(path), fingerprint(holder.app)
        page.submit(form)
        after = fingerprint(holder.app)
        assert {name for name in after if after[name] != before[name]} > {"audit_event"}, path


def test_a_change_would_be_seen(holder: Visitor) -> None:
    before = fingerprint(holder.app)
    Visitor(holder.app)("checklist.start").submit()
    after = fingerprint(holder.app)
    changed = {name for name in after if after[name] != before[name]}
    assert {"draft", "audit_event", "receipt"} <= changed


@pytest.mark.parametrize("row", READ, ids=lambda row: row.endpoint)
def test_head_is_get_without_its_body(world: Flask, row: Row) -> None:
    visitor = Visitor(world)
    path = path_of(world, row)
    got = visitor.client.get(path, headers=BROWSER, buffered=True)
    headed = visitor.client.head(path, headers=BROWSER, buffered=True)
    assert headed.status_code == got.status_code
    assert headed.headers["Content-Type"] == got.headers["Content-Type"]
    assert headed.data == b""
