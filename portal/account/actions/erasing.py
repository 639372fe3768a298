"""Erase an account, and whatever the register says goes with it."""

from datetime import datetime
from email import message_from_bytes
from email.policy import default
from html import escape
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Text, cast, delete, select, update

from portal.account.models import Person
from portal.account.queries.kept import Known, register, rows_of, theirs, ties
from portal.account.rules.leaving import GONE, StillBound
from portal.account.rules.personal import Erasing, Table
from portal.db import commit, db
from portal.journal.models import AuditEvent


def erase(person_id: int, *, by: str, at: datetime) -> bool:
    """Erase an account, and what the register says goes with it; whether there was one.

    The person is signed out everywhere with it, and no file of the data folder holds a byte of what went. What
    stays of them is a number.

    Raises:
        StillBound: others depend on the person until they have handed over; nothing is erased.
    """
    person = db.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None or person.erased_at is not None:
        db.session.rollback()
        return False
    known = Known.of(person)
    try:
        for tie in ties():
            tie.cut(person_id, by, at)
    except StillBound:
        db.session.rollback()
        raise
    db.session.flush()
    went = {table.name: _erase_from(table, known) for table in register().tables}
    person.erased_at = at
    AuditEvent.record("erase account", known.actor, by=by, at=at, **_figures(went))
    _throw_letters_away(known)
    commit(leave_no_trace=True)
    return True


def record_export(person_id: int, *, by: str, at: datetime) -> None:
    """Record that a person took away what is kept of them."""
    AuditEvent.record("export own data", f"person:{person_id}", by=by, at=at)
    commit()


def _erase_from(table: Table, known: Known) -> int:
    """Erase a person from one table; from how many rows."""
    rows, went = rows_of(table.name), 0
    if table.finders and table.erasing is Erasing.DELETED:
        went = _count(delete(rows).where(theirs(table, known)).returning(*rows.primary_key))
    elif table.finders and table.erasing is Erasing.BLANKED:
        emptied = update(rows).where(theirs(table, known)).values(dict(table.blanks))
        went = _count(emptied.returning(*rows.primary_key))
    for column in table.mentions:
        _forget_mentions(table, column, known)
    return went


def _count(statement: Any) -> int:
    return len(db.session.execute(statement).all())


def _forget_mentions(table: Table, column: str, known: Known) -> None:
    """Take a person's name and address out of what is still to be told to others."""
    rows, names = rows_of(table.name), {known.name, known.address}
    (key,) = rows.primary_key
    unsaid = cast(rows.c[column], Text) != "{}"  # once a mail is sent, nothing is left in it
    for number, values in db.session.execute(select(key, rows.c[column]).where(unsaid)).all():
        kept = {name: GONE if value in names else value for name, value in values.items()}
        if kept != values:
            db.session.execute(update(rows).where(key == number).values({column: kept}))


def _figures(went: dict[str, int]) -> dict[str, int]:
    """How many rows went, by table, where there were any."""
    return {name: count for name, count in went.items() if count}


def _throw_letters_away(known: Known) -> None:
    """Delete the files of letters to a person or about them, where letters are kept as files and not sent.

    This comes before the commit: whoever is stopped in between still has an account to erase.
    """
    folder: Path = current_app.extensions["settings"].data_folder / "mail"
    for path in sorted(folder.glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=default)
        said = " ".join(
            [
                str(letter["To"]),
                *(
                    part.get_content()
                    for part in letter.walk()
                    if part.get_content_maintype() == "text"
                ),
            ]
        )
        if known.address in said.lower() or escape(known.name) in said or known.name in said:
            path.unlink()
