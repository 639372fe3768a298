"""Writes of the schools."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.organisation.models import School
from portal.organisation.rules.register import (
    NEEDED,
    RowRefused,
    Told,
    is_urn,
    is_wanted,
    school_of,
)
from portal.web.sheets import Sheet


def add_school(
    urn: int,
    name: str,
    *,
    setting: str,
    borough: str,
    outward: str,
    age_from: int,
    age_to: int,
    is_example: bool,
    by: str,
    at: datetime,
) -> bool:
    """Add a school unless its number is known; say whether it was added."""
    if db.session.get(School, urn) is not None:
        db.session.rollback()
        return False
    db.session.add(
        School(
            urn=urn,
            name=name,
            setting=setting,
            borough=borough,
            outward=outward,
            age_from=age_from,
            age_to=age_to,
            is_example=is_example,
        )
    )
    AuditEvent.record("add school", f"school:{urn}", by=by, at=at)
    commit()
    return True


@dataclass(frozen=True)
class Imported:
    """What an import of the register of schools did, or would do. `flaws` are (row, why it was passed over)."""

    added: int
    changed: int
    unchanged: int
    closed: int
    flaws: tuple[tuple[int, str], ...]


def import_schools(sheet: Sheet, *, dry_run: bool = False, by: str, at: datetime) -> Imported:
    """Add and correct the open schools of the six boroughs from the government's register, in one transaction.

    Running it again changes nothing. A school that the register says is closed stays, because people may act for
    it; how many there are is told.

    Raises:
        portal.organisation.rules.register.RowRefused: a column is missing.
    """
    lacking = [name for name in NEEDED if name not in sheet.columns]
    if lacking:
        raise RowRefused(f"The file has no column “{lacking[0]}”")
    told, flaws = _told(sheet)
    known = {school.urn: school for school in db.session.scalars(select(School))}
    closed = {
        int(row.cells["URN"])
        for row in sheet.rows
        if is_urn(row.cells["URN"]) and not is_wanted(row.cells)
    }
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for one in told:
        counts[_take(one, known.get(one.urn), by=by, at=at)] += 1
    if dry_run:
        db.session.rollback()
    else:
        commit()
    gone = sum(1 for urn in closed if urn in known and not known[urn].is_example)
    return Imported(**counts, closed=gone, flaws=flaws)


def _told(sheet: Sheet) -> tuple[list[Told], tuple[tuple[int, str], ...]]:
    """The schools that the rows tell of, each once, and why rows are passed over."""
    told, flaws = dict[int, Told](), list[tuple[int, str]]()
    for row in sheet.rows:
        try:
            one = school_of(row.cells) if is_wanted(row.cells) else None
        except RowRefused as why:
            flaws.append((row.number, str(why)))
        else:
            if one is not None:
                told[one.urn] = one
    return list(told.values()), tuple(flaws)


def _take(one: Told, known: School | None, *, by: str, at: datetime) -> str:
    """Add or correct one school; what became of it. The caller commits."""
    values = asdict(one) | {"is_example": False}
    if known is None:
        db.session.add(School(**values))
        AuditEvent.record("add school", f"school:{one.urn}", by=by, at=at)
        return "added"
    fields = sorted(name for name, value in values.items() if getattr(known, name) != value)
    if not fields:
        return "unchanged"
    for name in fields:
        setattr(known, name, values[name])
    AuditEvent.record("correct school", f"school:{one.urn}", by=by, at=at, fields=fields)
    return "changed"
