"""What of a provider's rows the public sees: only the columns that are named here, on every public page about it."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import String, Text

from portal.clock import now
from portal.db import Base
from portal.organisation.rules import Kind, Role
from portal.providers.actions import report_mistake
from tests.account.people import join, make_organisation, make_person
from tests.builders import DAY, add_matrix, add_person, add_provider
from tests.page import Visitor

TABLES = (
    "listing",
    "adviser",
    "credential",
    "credential_check",
    "mistake_report",
    "person",
    "organisation",
)
PUBLIC = {
    "listing.name",
    "listing.summary",
    "listing.about",
    "listing.website",
    "listing.source_note",
    "adviser.label",
    "credential_check.checked_by",
}
"""Columns of free text whose words anybody may read. Notes of the Hub, reports and people's addresses are not here."""
SLUG = "lantern-lane-careers"


def free_text() -> set[str]:
    """Every column of these tables that is long enough for words, as "table.column"."""
    return {
        f"{table}.{column.name}"
        for table in TABLES
        for column in Base.metadata.tables[table].columns
        if isinstance(column.type, Text)
        or (isinstance(column.type, String) and (column.type.length or 0) >= 60)
    } - {"listing.slug"}


def canary(column: str) -> str:
    """A word that stands in one column alone."""
    return "canary" + column.replace(".", "").replace("_", "")


@pytest.fixture
def marked(app: Flask) -> Flask:
    """A provider whose every column of free text holds a word of its own."""
    with app.app_context():
        listing = add_provider(confirmed_on=DAY)
        add_person(listing)
        add_matrix(listing, DAY.replace(year=DAY.year + 1), checked_on=DAY)
        told = {"contact": "x@example.org", "key": "1" * 32, "outcome": "/"}
        report_mistake(listing, "AREA", "It left.", **told, by="visitor", at=now())
        join(make_organisation("Lantern", Kind.PROVIDER), make_person(), Role.ADMINISTRATOR)
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path)) as database:
        for column in free_text():
            table, _, name = column.partition(".")
            done = database.execute(f'UPDATE {table} SET "{name}" = ?', (canary(column),))  # noqa: S608 - names of our own
            assert done.rowcount, column
        database.commit()
    return app


def seen(app: Flask) -> set[str]:
    """The columns whose words stand anywhere in what a visitor is sent about the provider."""
    visit = Visitor(app)
    pages = [
        visit("providers.listing", slug=SLUG),
        visit("providers.search", q="careers"),
        visit("providers.compare", pick=SLUG),
        visit("providers.report", slug=SLUG),
        visit.send("/providers/shortlist", {"slug": SLUG, "change": "add"}),
        visit("providers.shortlist"),
        visit("site.home"),
    ]
    sent = "".join(page.html + str(page.response.headers) for page in pages)
    return {column for column in free_text() if canary(column) in sent}


def test_the_public_sees_the_columns_that_are_named_and_no_other(marked: Flask) -> None:
    assert len(free_text()) > 12
    assert seen(marked) == PUBLIC
