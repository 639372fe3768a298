"""The register of what is kept of people names every column there is, and says of each what has to be said."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from portal.account.rules.personal import Erasing, Impersonal, Table, Whose
from portal.db import Base
from portal.site.catalogue import REGISTER
from tests.page import Visitor

TABLES = {table.name: table for table in REGISTER.tables}
each = pytest.mark.parametrize("table", REGISTER.tables, ids=lambda table: table.name)


def columns_that_are_there(app: Flask) -> set[str]:
    """Every column of the database."""
    with app.app_context():
        tables = Base.metadata.tables.values()
        return {f"{table.name}.{column.name}" for table in tables for column in table.columns}


def columns_that_are_named() -> Iterator[str]:
    """Every column of the register, as often as it stands there."""
    everything: tuple[Table | Impersonal, ...] = (*REGISTER.tables, *REGISTER.impersonal)
    for table in everything:
        yield from (f"{table.name}.{column}" for column in table.columns)


def test_every_column_is_classified_once_and_none_that_is_gone(app: Flask) -> None:
    there, named = columns_that_are_there(app), list(columns_that_are_named())
    assert len(there) > 150
    assert sorted(there - set(named)) == [], "not classified"
    assert sorted(set(named) - there) == [], "classified, but not there"
    assert len(named) == len(set(named))


@each
def test_each_table_says_why_and_how_long(table: Table) -> None:
    for sentence in (table.why, table.how_long, table.erasing):
        assert sentence.endswith(".")
    assert table.words
    assert table.personal, "a table that says nothing of anybody stands among the others"
    assert all(words.strip() for words in table.personal.values())


@each
def test_each_table_is_found_or_is_said_to_be_apart(table: Table) -> None:
    assert bool(table.finders) == (table.erasing is not Erasing.APART)
    assert {finder.column for finder in table.finders} <= set(table.personal)
    assert {*table.mentions} <= set(table.personal)


@each
def test_where_a_row_stays_it_is_said_of_each_column_what_becomes_of_it(table: Table) -> None:
    said = [*table.blanks, *table.stays]
    wanted = set(table.personal) if table.erasing is Erasing.BLANKED else set()
    assert sorted(said) == sorted(wanted)


def test_everything_that_could_open_something_is_hidden(app: Flask) -> None:
    opens = re.compile(r"digest|hash|sealed|nonce|credential$|public_key|totp_step|^key$")
    secret = {
        f"{table.name}.{column}"
        for table in REGISTER.tables
        for column in table.columns
        if opens.search(column)
    }
    hidden = {f"{table.name}.{column}" for table in REGISTER.tables for column in table.hidden}
    assert len(secret) > 8
    assert secret <= hidden


def test_the_privacy_page_says_of_each_table_what_why_and_how_long(app: Flask) -> None:
    page = Visitor(app)("site.privacy")
    assert page.select("h3") == [whose.value for whose in Whose]
    assert page.select("dt") == [table.words for whose in Whose for table in REGISTER.of(whose)]
    for table in REGISTER.tables:
        assert f"{table.why} {table.how_long} {table.erasing}" in page


def test_the_privacy_page_says_how_to_see_correct_and_erase(app: Flask) -> None:
    page = Visitor(app)("site.privacy")
    assert page.link("see what we keep of you") == "/account/data"
    assert "Deleted 12 hours after you signed in." in page
    assert "Deleted 30 days after it was sent." in page
