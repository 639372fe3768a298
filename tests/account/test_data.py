"""A person sees what is kept of them, and takes all of it away."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import event, select, text

from portal.account.models import Person
from portal.account.rules.personal import Table
from portal.db import db
from portal.journal.models import AuditEvent
from portal.site.catalogue import REGISTER
from tests.account.canaries import ADDRESS, NAME, Kept, plant
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Page

FOUND = [table for table in REGISTER.tables if table.finders]
each = pytest.mark.parametrize("table", FOUND, ids=lambda table: table.name)


@pytest.fixture
def kept(app: Flask) -> Kept:
    """Somebody of whom every table keeps something."""
    return plant(app)


@pytest.fixture
def download(app: Flask, kept: Kept) -> Page:
    """What they take away."""
    return signed_in(app, kept.number, second=True)("account.export").submit(button="Download")


def files(page: Page) -> dict[str, str]:
    """The texts in the zip file."""
    with zipfile.ZipFile(BytesIO(page.response.get_data())) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name).decode() for name in folder.namelist()}


def rows(page: Page, table: Table) -> list[dict[str, Any]]:
    """What the file for machines holds of one table."""
    (found,) = [
        one for one in json.loads(files(page)["data.json"])["kept"] if one["table"] == table.name
    ]
    told: list[dict[str, Any]] = found["rows"]
    return told


@each
def test_every_personal_column_is_in_the_export_with_its_value(
    kept: Kept, download: Page, table: Table
) -> None:
    taken = rows(download, table)
    assert taken
    assert all(set(row) == set(table.shown) for row in taken)
    for planted in kept.rows.get(table.name, []):
        wanted = {name: planted.get(name) for name in table.shown}
        alike = [row for row in taken if all(_same(row[n], v) for n, v in wanted.items())]
        assert alike, f"no row of {table.name} holds {wanted}"


def _same(taken: Any, planted: Any) -> bool:
    return bool(taken == (planted.isoformat() if hasattr(planted, "isoformat") else planted))


def test_the_page_to_read_holds_the_same(kept: Kept, download: Page) -> None:
    page = files(download)["data.html"]
    shown = [
        text
        for where, text in kept.texts.items()
        for name, column, *_ in [where.split(".")]
        if column in {t.name: t for t in FOUND}[name].shown
    ]
    assert len(shown) > 10
    assert [text for text in (*shown, NAME, ADDRESS) if text not in page] == []
    read = BeautifulSoup(page, "html.parser").text
    assert [table.words for table in FOUND if table.words not in read] == []


def test_the_page_to_read_has_a_heading_for_each_entry_and_says_organisations_by_name(
    app: Flask,
) -> None:
    with app.app_context():
        number = make_person()
        join(place := make_organisation("Another High"), number)
    browser = signed_in(app, number, place)
    signed_in(app, number, place)
    page = BeautifulSoup(
        files(browser("account.export").submit(button="Download"))["data.html"], "html.parser"
    )
    assert page.style is not None
    assert f"Another High (number {place})" in page.text
    assert [one.text for one in page.select("h3")][:2] == ["1 of 2", "2 of 2"]
    assert all(value.text not in {"", "none", "None"} for value in page.select("dd"))


def test_nothing_that_opens_anything_is_in_it(kept: Kept, download: Page) -> None:
    hidden = [
        text
        for where, text in kept.texts.items()
        for name, column, *_ in [where.split(".")]
        if column in {t.name: t for t in FOUND}[name].hidden
    ]
    assert len(hidden) > 5
    everything = "".join(files(download).values())
    assert [text for text in hidden if text in everything] == []
    assert "Password: we keep only what checks it" in everything


def test_nothing_of_anybody_else_is_in_it(app: Flask, kept: Kept) -> None:
    with app.app_context():
        other = make_person("Mo Khan")
    page = signed_in(app, other)("account.export").submit(button="Download")
    everything = "".join(files(page).values())
    assert "CANARY" not in everything
    assert "Quetzal" not in everything
    assert "Mo Khan" in everything


def test_somebody_without_an_address_gets_nobodys_reports(app: Flask, kept: Kept) -> None:
    with app.app_context():
        person = db.session.get_one(Person, make_person("Mo Khan"))
        person.email = None
        db.session.execute(db.metadata.tables["mistake_report"].update().values(contact=""))
        db.session.commit()
        number = person.id
    page = signed_in(app, number)("account.export").submit(button="Download")
    (table,) = [table for table in FOUND if table.name == "mistake_report"]
    assert rows(page, table) == []


def test_the_download_is_a_file_that_no_cache_keeps(app: Flask, download: Page) -> None:
    headers = download.response.headers
    assert headers["Content-Type"] == "application/zip"
    assert headers["Content-Disposition"].startswith("attachment; filename=your-data-")
    assert headers["Cache-Control"] == "private, no-store"
    assert set(files(download)) == {"data.json", "data.html"}
    folder = app.extensions["settings"].data_folder
    assert [path.name for path in folder.rglob("*.zip")] == []


def test_taking_it_away_is_in_the_journal(app: Flask, kept: Kept, download: Page) -> None:
    with app.app_context():
        asked = select(AuditEvent).where(AuditEvent.action == "export own data")
        told = [(one.actor, one.subject, one.detail) for one in db.session.scalars(asked)]
    person = f"person:{kept.number}"
    assert told == [(person, person, {})]


def test_the_page_counts_what_is_kept_and_loads_none_of_it(app: Flask, kept: Kept) -> None:
    visitor, told = signed_in(app, kept.number, second=True), list[str]()
    visitor("account.data")

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        told.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        visitor.client.get("/account/data")
        event.remove(db.engine, "before_cursor_execute", note)
    read = [statement for statement in told if "FROM audit_event" in statement]
    assert len(read) == 1
    assert "count(*)" in read[0]


def test_what_somebody_did_is_found_by_an_index(app: Flask, kept: Kept) -> None:
    with app.app_context():
        asked = text("EXPLAIN QUERY PLAN SELECT * FROM audit_event WHERE actor = 'person:1'")
        assert any("ix_audit_event_actor" in str(step) for step in db.session.execute(asked))


def test_the_page_says_in_words_what_is_kept_why_and_how_long(app: Flask, kept: Kept) -> None:
    page = signed_in(app, kept.number, second=True)("account.data")
    assert page.select("main h2") == [table.words for table in FOUND]
    for table in FOUND:
        assert f"{table.why} {table.how_long} {table.erasing}" in page
    assert "CANARY" not in page.html
    assert page.response.headers["Cache-Control"] == "private, no-store"
    assert page.follow("Download what we keep of you").heading == "Download what we keep of you"
    assert page.follow("Erase your account").heading == "Erase your account"
