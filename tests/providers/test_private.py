"""What of a provider's rows the public sees: only the columns that are named here, on every public page about it."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import JSON, Date, String, Text, insert

from portal.clock import now
from portal.db import Base, Moment, db
from portal.organisation.rules import Kind, Role
from portal.providers.actions import report_mistake
from portal.providers.models import Listing
from tests.account.people import join, make_organisation, make_person, signed_in
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
BESIDE = (
    *("evidence", "listing_claim", "listing_revision", "enquiry", "enquiry_message"),
    *("desk_note", "register_list", "import_file"),
)
"""Tables of what is between a provider, those who ask it, and the Hub: nothing of them is on a public page."""
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
        for table in (*TABLES, *BESIDE)
        for column in Base.metadata.tables[table].columns
        if isinstance(column.type, Text | JSON)
        or (isinstance(column.type, String) and (column.type.length or 0) >= 60)
    } - {"listing.slug"}


def add_row(table: str) -> None:
    """One row about the first of everything that it could be about."""
    values: dict[str, object] = {}
    for column in Base.metadata.tables[table].columns:
        kind = column.type
        if column.primary_key or (column.foreign_keys and column.name == "key_id"):
            continue
        if isinstance(kind, Moment):
            values[column.name] = None if column.nullable else now()
        elif isinstance(kind, JSON):
            values[column.name] = {"summary": canary(f"{table}.{column.name}")}
        elif isinstance(kind, String):
            values[column.name] = "edit" if column.name == "kind" else ""
        elif isinstance(kind, Date):
            values[column.name] = DAY
        else:
            values[column.name] = 1
    db.session.execute(insert(Base.metadata.tables[table]).values(**values))
    db.session.commit()


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
        db.session.get_one(Listing, listing).organisation_id = 1
        for table in BESIDE:
            add_row(table)
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path)) as database:
        for column in free_text():
            table, _, name = column.partition(".")
            if isinstance(Base.metadata.tables[table].columns[name].type, JSON):
                continue
            done = database.execute(f'UPDATE {table} SET "{name}" = ?', (canary(column),))  # noqa: S608 - names of our own
            assert done.rowcount, column
        database.commit()
    with app.app_context():
        join(make_organisation("Reading School"), make_person("Reader"))
    return app


def seen(visit: Visitor) -> set[str]:
    """The columns whose words stand anywhere in what a reader is sent about the provider."""
    pages = [
        visit("providers.listing", slug=SLUG),
        visit("providers.search", q="careers"),
        visit("providers.compare", pick=SLUG),
        visit("providers.report", slug=SLUG),
        visit("enquiries.ask", slug=SLUG),
        visit.send("/providers/shortlist", {"slug": SLUG, "change": "add"}),
        visit("providers.shortlist"),
        visit("site.home"),
    ]
    sent = "".join(page.html + str(page.response.headers) for page in pages)
    return {column for column in free_text() if canary(column) in sent}


def test_the_public_sees_the_columns_that_are_named_and_no_other(marked: Flask) -> None:
    assert len(free_text()) > 25
    assert seen(Visitor(marked)) == PUBLIC


def test_a_signed_in_school_sees_none_but_those_and_its_own(marked: Flask) -> None:
    reader = signed_in(marked, 2, 2)
    assert seen(reader) - {"person.name", "organisation.name", "person.email"} == PUBLIC


def test_the_file_of_listings_holds_none_but_those(marked: Flask) -> None:
    sent = Visitor(marked)("opendata.listings").html
    assert SLUG in sent
    assert {column for column in free_text() if canary(column) in sent} <= PUBLIC
