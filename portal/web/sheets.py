"""Rows in and out as CSV: what spreadsheets really save is read, and nothing that is written becomes a formula."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from portal.web.text import clean_text

BOM = "\ufeff"
"""Put in front of a file, it lets spreadsheets read accented letters rightly."""
MOST_ROWS = 5_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
DELIMITERS = (",", ";", "\t")
QUOTE = "'"
"""In front of a cell it makes a spreadsheet take the cell as text."""
FORMULA = frozenset("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212\ufe63\ufe62\ufe66\ufe6b")
"""Signs with which spreadsheets begin a formula or a command, their full-width and small forms too."""
BLANKS = " \u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
OTHER_FILES = {
    b"PK\x03\x04": "a spreadsheet or a zip file",
    b"\xd0\xcf\x11\xe0": "an older spreadsheet",
    b"%PDF": "a PDF file",
    b"{": "a JSON file",
    b"<": "a web page",
}
SAVE_AS = "In your spreadsheet choose “Save as” and “CSV UTF-8”, and send that file."


class SheetRefused(ValueError):  # noqa: N818 - it is what happened, not a fault
    """A file cannot be read as rows; the error is the sentence to show."""


@dataclass(frozen=True)
class SheetRow:
    """One row below the headings: its number as a spreadsheet counts, and its cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A table: its headings as they stand there, and its rows. Rows that hold nothing are left out."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def decoded(raw: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8 or UTF-16 with their marks, UTF-8, or else windows-1252.

    Raises:
        SheetRefused: it is another kind of file, or no text.
    """
    for start, words in OTHER_FILES.items():
        if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise SheetRefused(f"This is {words}, not a CSV file. {SAVE_AS}")
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decoded(raw, "utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(raw, "windows-1252")


def read_sheet(text: str, *, most: int = MOST_ROWS, only: Collection[str] | None = None) -> Sheet:
    """The table in the text of a CSV file with commas, semicolons or tabs, of at most `most` rows.

    Of a large file, `only` these columns are kept. What `written` put in front of a cell, so that it is no formula, is taken away again.

    Raises:
        SheetRefused: there is no table in it, or it is not sound; the words say where.
    """
    text = text.removeprefix(BOM)
    if "\x00" in text:
        raise SheetRefused(f"The file holds signs that no text has. {SAVE_AS}")
    records = _records(text)
    heading = next(records, None)
    if heading is None:
        raise SheetRefused("The file is empty. Its first row must hold the headings")
    columns = _headings(heading[1])
    rows = list[SheetRow]()
    for number, cells in records:
        if len(rows) >= most:
            raise SheetRefused(f"The file must have {most:,} rows or fewer")
        rows.append(SheetRow(number, _by_heading(columns, cells, number, only)))
    return Sheet(columns, tuple(rows))


def written(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A CSV file in which no cell is a formula; numbers stay numbers."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([as_text(cell) for cell in columns])
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else as_text(cell) for cell in row])
    return out.getvalue()


def as_text(cell: str) -> str:
    """A cell that spreadsheets take as text: one that they would take as a formula gets an apostrophe in front."""
    return QUOTE + cell if _is_risky(cell) else cell


def from_text(cell: str) -> str:
    """What `as_text` was given."""
    return cell[1:] if cell.startswith(QUOTE) and _is_risky(cell[1:]) else cell


def _is_risky(cell: str) -> bool:
    """Whether it begins as a formula does, after blanks too; or would, with its own apostrophes taken away."""
    return cell.lstrip(BLANKS + QUOTE)[:1] in FORMULA


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix(BOM)
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise SheetRefused(f"Line {line:,} holds signs that cannot be read. {SAVE_AS}") from wrong


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of each row that holds anything; rows are counted from 1."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as wrong:
        raise SheetRefused(
            f"Row {number + 1:,} cannot be read: a quotation mark is opened and not closed, "
            "or stands in the middle of a cell"
        ) from wrong


def _delimiter(text: str) -> str:
    """What stands between the cells of the first line that holds anything."""
    first = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(clean_text(cell) for cell in cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if len(columns) > MOST_COLUMNS:
        raise SheetRefused(f"The file must have {MOST_COLUMNS} columns or fewer")
    if not all(columns):
        raise SheetRefused("Each column needs a heading in the first row")
    folded = [column.casefold() for column in columns]
    twice = [column for column in columns if folded.count(column.casefold()) > 1]
    if twice:
        raise SheetRefused(f"Two columns are called “{twice[0][:60]}”")
    return columns


def _by_heading(
    columns: Sequence[str], cells: Sequence[str], number: int, only: Collection[str] | None
) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise SheetRefused(f"Row {number:,} has more cells than there are headings")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise SheetRefused(f"Row {number:,} has a cell of more than {LONGEST_CELL:,} characters")
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return {
        column: from_text(clean_text(cell, lines=True))
        for column, cell in zip(columns, padded, strict=False)
        if only is None or column in only
    }
