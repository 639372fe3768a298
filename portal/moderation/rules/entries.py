"""The rows of a register's list, whatever it calls its columns and however it writes its dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal.moderation.rules.registers import Entry
from portal.web.sheets import Sheet, SheetRow

# What lists call the same thing, best first; compared without capitals and signs.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        *("number", "register number", "registration number", "membership number", "member number"),
        *("registration no", "membership no", "certificate number", "reference", "ref", "no", "id"),
    ),
    "name": ("name", "full name", "organisation", "organisation name", "registrant", "member"),
    "first": ("first name", "forename", "given name"),
    "last": ("last name", "surname", "family name"),
    "place": (
        "place",
        "town",
        "city",
        "area",
        "location",
        "region",
        "county",
        "borough",
        "postcode",
    ),
    "status": (
        "status",
        "category",
        "register status",
        "registration",
        "register",
        "type",
        "level",
    ),
    "until": (
        *("until", "valid until", "valid to", "expires", "expiry", "expiry date", "end date"),
        *("review due", "review date", "renewal date", "accredited until", "next review"),
    ),
}
LONGEST = {"number": 60, "name": 160, "place": 160, "status": 160}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class EntriesRefused(ValueError):  # noqa: N818 - it is what happened, not a fault
    """The rows are no list from a register; the error is the sentence to show."""


def read_entries(sheet: Sheet) -> tuple[Entry, ...]:
    """The entries of a list.

    Raises:
        EntriesRefused: it has neither names nor numbers, no rows, or a date that cannot be read.
    """
    found = _columns(sheet.columns)
    if not {"number", "name", "last"} & set(found):
        told = ", ".join(sheet.columns[:12])[:200]
        raise EntriesRefused(
            f"No column is called “number” or “name”. The first row has: {told}. Rename them and send it again"
        )
    entries = tuple(_entry(row, found) for row in sheet.rows)
    if not entries:
        raise EntriesRefused("There are no rows below the headings")
    return tuple(entry for entry in entries if entry.number or entry.name)


def kept(entry: Entry) -> dict[str, Any]:
    """An entry as JSON keeps it."""
    until = entry.until.isoformat() if entry.until else ""
    return {
        "row": entry.row,
        "number": entry.number,
        "name": entry.name,
        "place": entry.place,
        "status": entry.status,
        "until": until,
    }


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that `kept` was given."""
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return Entry(**{**row, "until": until})


def read_day(text: str) -> date | None:
    """A day as lists write it: 2027-05-03, 03/05/2027, 3 May 2027 or 3-May-27; None for anything else."""
    parts = text.casefold().replace("/", " ").replace("-", " ").replace(".", " ").split()
    if len(parts) == 4 and ":" in parts[3]:  # noqa: PLR2004 - a day with a time of day behind it
        parts = parts[:3]
    if len(parts) != 3:  # noqa: PLR2004 - day, month, year
        return None
    day, month, year = parts if len(parts[0]) <= 2 else reversed(parts)  # noqa: PLR2004 - a year comes first
    numbers = [_number(day), _month(month), _number(year)]
    if None in numbers:
        return None
    d, m, y = (number or 0 for number in numbers)
    try:
        return date(y + 2000 if y < 100 else y, m, d)  # noqa: PLR2004 - two figures of a year
    except ValueError:
        return None


def _entry(row: SheetRow, found: Mapping[str, str]) -> Entry:
    said = {name: " ".join(row.cells[column].split()) for name, column in found.items()}
    name = said.get("name") or f"{said.get('first', '')} {said.get('last', '')}".strip()
    day = said.get("until", "")
    until = read_day(day) if day else None
    if day and until is None:
        raise EntriesRefused(
            f"Row {row.number:,}, column “{found['until']}”: “{day[:40]}” is not a date like 3 May 2027"
        )
    texts = {"number": said.get("number", ""), "name": name}
    texts |= {key: said.get(key, "") for key in ("place", "status")}
    return Entry(
        row.number, **{key: text[: LONGEST[key]] for key, text in texts.items()}, until=until
    )


def _columns(columns: Sequence[str]) -> dict[str, str]:
    """Which column holds what."""
    plain = {" ".join("".join(_sign(s) for s in one.casefold()).split()): one for one in columns}
    found = {}
    for name, known in HEADINGS.items():
        called = next((heading for heading in known if heading in plain), None)
        if called is not None:
            found[name] = plain[called]
    return found


def _sign(sign: str) -> str:
    return sign if sign.isalnum() else " "


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None  # noqa: PLR2004 - a year


def _month(text: str) -> int | None:
    if text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    return _number(text)
