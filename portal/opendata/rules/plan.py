"""What taking in a file of listings would do: row by row, with a reason for whatever stands in the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from portal.opendata.rules.shapes import (
    Change,
    Codes,
    Column,
    Flaw,
    Frame,
    Outcome,
    Plan,
    Planned,
    Standing,
)
from portal.providers.rules import (
    ListingRefused,
    ListingStatus,
    Particulars,
    listing_problems,
    placed,
    slug_of,
)
from portal.web.sheets import Sheet, SheetRow

LONGEST_OUTWARD, BSL_LEVELS = 4, range(1, 7)
TRUTHS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False, "": False}
# Addresses of the directory's own pages, which no entry can have.
RESERVED = frozenset({"compare", "shortlist", "report"})


def slug_in(cells: Mapping[str, str]) -> str:
    """The address that a row is about: its own column, or what follows from the name."""
    return cells.get("slug", "").strip() or slug_of(cells.get("name", ""))


def tidy(sheet: Sheet) -> Sheet:
    """The table with its headings as the portal writes them: "Provider type" is "provider_type"."""
    names = {heading: "_".join(heading.casefold().split()) for heading in sheet.columns}
    rows = tuple(
        replace(row, cells={names[heading]: cell for heading, cell in row.cells.items()})
        for row in sheet.rows
    )
    return Sheet(tuple(names.values()), rows)


def why_left(status: str, *, is_kept: bool, is_own: bool, is_example: bool) -> str:
    """Why a file changes nothing of an entry that is here; empty where it may.

    `is_own` says that an organisation of whoever takes the file in asks to keep it.
    """
    if is_example:
        return "It is an invented example"
    if is_kept:
        return "Its provider keeps it, so what it says comes from them"
    if is_own:
        return "Your own organisation asks for it, so somebody else at the Hub has to take it in"
    if status != ListingStatus.STUB:
        return "It is not shown at present, so look at it by itself"
    return ""


def make_plan(
    sheet: Sheet,
    *,
    columns: Sequence[Column],
    needed: Sequence[str],
    standing: Mapping[str, Standing],
    codes: Codes,
    today: date,
) -> Plan:
    """What taking in a table would do to the entries `standing`, by slug."""
    frame = Frame({column.name: column for column in columns}, codes, today)
    lacking = tuple(
        Flaw(1, name, "The file needs a column of this name")
        for name in needed
        if name not in sheet.columns
    )
    if lacking:
        return Plan(flaws=lacking)
    planned, flaws, seen = list[Planned](), list[Flaw](), dict[str, int]()
    for row in sheet.rows:
        slug = slug_in(row.cells)
        problems = list(_slug_flaws(row, slug, seen))
        seen.setdefault(slug, row.number)
        one, more = _planned(row, slug, frame, standing.get(slug))
        planned.append(one)
        flaws += [*problems, *more]
    known = {*frame.taken, "slug", "example"}
    return Plan(tuple(planned), tuple(flaws), tuple(h for h in sheet.columns if h not in known))


def as_cell(value: Any) -> str:
    """A value as a file writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return " ".join(value)
    return "" if value is None else str(value)


def _planned(
    row: SheetRow, slug: str, frame: Frame, here: Standing | None
) -> tuple[Planned, list[Flaw]]:
    base = Planned(row.number, slug, row.cells.get("name", ""), Outcome.LEFT, standing=here)
    if row.cells.get("example", "").casefold() == "yes":
        return replace(base, why="The file says that it is an invented example"), []
    if here is not None and here.why_left:
        return replace(base, why=here.why_left), []
    given, flaws = _read(row, frame)
    values = {**(here.values if here else {}), **given}
    said = _particulars(values)
    flaws = flaws or list(_flaws_of(row, said, frame))
    if flaws or here is None:
        return replace(base, outcome=Outcome.NEW, said=None if flaws else placed(said)), flaws
    changes = tuple(
        Change(name, as_cell(here.values[column.field]), as_cell(given[column.field]))
        for name, column in frame.taken.items()
        if column.field in given and given[column.field] != here.values[column.field]
    )
    if not changes:
        return replace(base, outcome=Outcome.SAME), []
    fields = frozenset(frame.taken[change.column].field for change in changes)
    changed = replace(base, outcome=Outcome.CHANGED, changes=changes, fields=fields)
    return replace(changed, said=placed(said)), []


def _slug_flaws(row: SheetRow, slug: str, seen: Mapping[str, int]) -> Iterator[Flaw]:
    if not slug or slug != slug_of(slug):
        yield Flaw(row.number, "slug", "Use small letters, figures and hyphens, or leave it empty")
    elif slug in RESERVED:
        yield Flaw(row.number, "slug", f"No entry can be called “{slug}”")
    if slug in seen:
        yield Flaw(row.number, "slug", f"Row {seen[slug]:,} is about the same entry, “{slug}”")


def _read(row: SheetRow, frame: Frame) -> tuple[dict[str, Any], list[Flaw]]:
    """The values of the columns that the file has, by field, and what is wrong with them."""
    values, flaws = {}, []
    for name, column in frame.taken.items():
        if name in row.cells:
            values[column.field], reason = _value(row.cells[name], column, frame.codes)
            flaws += [Flaw(row.number, name, reason)] if reason else []
    return values, flaws


def _value(cell: str, column: Column, codes: Codes) -> tuple[Any, str]:
    """What a cell stands for, and why it cannot, if so."""
    if column.many:
        return _codes(cell, codes[column.codes])
    if column.codes:
        return _code(cell, codes[column.codes])
    if column.field == "makaton":
        truth = TRUTHS.get(cell.casefold())
        return bool(truth), "" if truth is not None else "Enter yes or no"
    if column.field == "bsl_level":
        levels = {str(level): level for level in BSL_LEVELS}
        known = not cell or cell in levels
        return levels.get(cell), "" if known else "Enter a level from 1 to 6, or nothing"
    if column.field == "base_outward":
        whole = len(cell) > LONGEST_OUTWARD
        return cell.upper(), "Enter the first half of a postcode only, like CH41" if whole else ""
    return cell, ""


def _codes(cell: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The codes in a cell, in the order of the vocabulary; blanks, commas, semicolons and bars part them."""
    for sign in ",;|":
        cell = cell.replace(sign, " ")
    by_folded = {code.casefold(): code for code in known}
    given = cell.split()
    odd = [code for code in given if code.casefold() not in by_folded]
    chosen = {by_folded[code.casefold()] for code in given if code.casefold() in by_folded}
    reason = f"“{odd[0][:40]}” is not one of the codes" if odd else ""
    return tuple(code for code in known if code in chosen), reason


def _code(cell: str, known: Mapping[str, str]) -> tuple[str, str]:
    """One code, also where its words stand in the cell."""
    meant = {said.casefold(): code for code, words in known.items() for said in (code, words)}
    if not cell:
        return "", ""
    code = meant.get(cell.casefold(), "")
    return code, "" if code else f"“{cell[:40]}” is not one of the codes"


def _particulars(values: Mapping[str, Any]) -> Particulars:
    own = Particulars.__dataclass_fields__
    scalars = {name: value for name, value in values.items() if name in own}
    terms = {name: value for name, value in values.items() if name not in own}
    return Particulars(**scalars, terms=terms)


def _flaws_of(row: SheetRow, said: Particulars, frame: Frame) -> Iterator[Flaw]:
    """Why the portal would not keep these particulars."""
    names = {column.field: name for name, column in frame.taken.items()}
    problems = list(listing_problems(said, frame.codes, frame.today))
    if not said.provider_type:
        yield Flaw(row.number, "provider_type", "Enter the type of provider")
    try:
        placed(said)
    except ListingRefused as refused:
        problems += refused.problems
    for problem in problems:
        yield Flaw(row.number, names.get(problem.field, problem.field), problem.words)
