"""CSV files as people send them are read or refused in words, and none that we write holds a formula."""

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.web.sheets import MOST_ROWS, SheetRefused, decoded, from_text, read_sheet, written
from portal.web.text import clean_text

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
RISKY = [
    f"{blank}{sign}1+1" for sign in BEGINS for blank in ("", " ", "\u00a0", "\u200b", "\u3000 ")
]
SIGNS = st.text(
    st.sampled_from([*"ab=+-@\t\r\n'\",; 1", "\uff1d", "\u00a0", "\u200b"]), max_size=12
)


def refused(raw: bytes) -> str:
    with pytest.raises(SheetRefused) as why:
        read_sheet(decoded(raw))
    return str(why.value)


def cells(raw: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_sheet(decoded(raw)).rows]


@pytest.mark.parametrize("text", RISKY)
def test_no_cell_that_is_written_begins_a_formula(text: str) -> None:
    (_, (cell,)) = csv.reader(StringIO(written(["name"], [[text]]), newline=""))
    assert cell == f"'{text}"
    assert from_text(cell) == text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(SIGNS, min_size=3, max_size=3), max_size=4))
def test_whatever_is_written_is_no_formula_and_reads_as_it_was(rows: list[list[str]]) -> None:
    text = written(["one", "two", "three"], rows)
    read = list(csv.reader(StringIO(text, newline="")))[1:]
    assert [[from_text(cell) for cell in row] for row in read] == rows
    for cell in (cell for row in read for cell in row):
        assert cell.lstrip(" \u00a0\u200b\u3000")[:1] not in BEGINS


def test_numbers_stay_numbers() -> None:
    assert written(["count"], [[-3]]) == "count\r\n-3\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        "name,place\nZoë,Hoylake\n".encode(),
        "\ufeffname,place\r\nZoë,Hoylake\r\n".encode(),
        "name;place\nZoë;Hoylake\n".encode("windows-1252"),
        "name\tplace\nZoë\tHoylake\n".encode("utf-16"),
        b"name,place\rZo\xc3\xab,Hoylake\r",
        'name,place\n"Zoë","Hoylake"\n\n , \n'.encode(),
    ],
    ids=[
        "utf-8",
        "a mark in front",
        "semicolons, windows-1252",
        "utf-16",
        "old lines",
        "blank rows",
    ],
)
def test_what_spreadsheets_save_is_read(raw: bytes) -> None:
    assert cells(raw) == [{"name": "Zoë", "place": "Hoylake"}]


def test_quotes_hold_commas_lines_and_quotes() -> None:
    assert cells(b'name,about\n"A, B","one\r\ntwo ""three"""\n') == [
        {"name": "A, B", "about": 'one\ntwo "three"'}
    ]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    sheet = read_sheet('name\n\n"a\nb"\n,\nc\n')
    assert [row.number for row in sheet.rows] == [3, 5]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b"PK\x03\x04rest", "a spreadsheet or a zip file"),
        (b"\xd0\xcf\x11\xe0rest", "an older spreadsheet"),
        (b"%PDF-1.7", "a PDF file"),
        (b"<html>", "a web page"),
        (b"name\na\x00b\n", "holds signs that no text has"),
        (b"name\nfine\n\x81\x8d\n", "Line 3 holds signs that cannot be read"),
        (b'name,b\n"open,1\n2,3\n', "Row 2 cannot be read: a quotation mark"),
        (b"name,b\n1,2,3\n", "Row 2 has more cells than there are headings"),
        (b"name,,b\n1,2,3\n", "Each column needs a heading"),
        (b"name,Name\n1,2\n", "Two columns are called"),
        (b"name\n" + b"a\n" * (MOST_ROWS + 1), "must have 5,000 rows or fewer"),
        (b"name\n" + b"a" * 30_000 + b"\n", "a cell of more than 20,000 characters"),
        (b"name\n" + b"a" * 300_000 + b"\n", "Row 2"),
        (",".join(f"c{n}" for n in range(300)).encode() + b"\n", "200 columns or fewer"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_with_its_row(raw: bytes, words: str) -> None:
    assert words in refused(raw)


def test_signs_that_hurt_do_not_come_in() -> None:
    (row,) = cells("name\n\u202eevil\u2066\x07\n".encode())
    assert row == {"name": "evil"}
    assert clean_text(row["name"]) == row["name"]
