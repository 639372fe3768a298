"""Erase an account, and whatever the register says goes with it."""

import re
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path

from flask import current_app
from sqlalchemy import Text, cast, delete, func, or_, select, update

from portal.account.models import Person
from portal.account.queries.kept import Known, register, rows_of, theirs, ties
from portal.account.rules.leaving import GONE, StillBound
from portal.account.rules.personal import Erasing, Table
from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail


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
    _throw_letters_away(known)
    went = {table.name: _erase_from(table, known) for table in register().tables}
    person.erased_at = at
    told = {"tables": [name for name, rows in went.items() if rows], "rows": sum(went.values())}
    AuditEvent.record("erase account", known.actor, by=by, at=at, behalf="", **told)
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
        went = _delete(table, known)
    elif table.finders and table.erasing is Erasing.BLANKED:
        emptied = update(rows).where(theirs(table, known)).values(dict(table.blanks))
        went = len(db.session.execute(emptied.returning(*rows.primary_key)).all())
    for column in table.mentions:
        _forget_mentions(table, column, known)
    return went


def _delete(table: Table, known: Known) -> int:
    """Delete a person's rows of one table, with the rows that are theirs alone; how many."""
    rows = rows_of(table.name)
    gone = delete(rows).where(theirs(table, known)).returning(*rows.columns)
    went = db.session.execute(gone).mappings().all()
    for column, name in table.takes.items():
        (key,) = rows_of(name).primary_key
        taken = [row[column] for row in went]
        db.session.execute(delete(rows_of(name)).where(key.in_(taken)))
    return len(went)


def _forget_mentions(table: Table, column: str, known: Known) -> None:
    """Take a person's name and address out of what is still to be told to others."""
    rows, names = rows_of(table.name), {known.name, known.address}
    (key,) = rows.primary_key
    unsaid = cast(rows.c[column], Text) != "{}"  # once a mail is sent, nothing is left in it
    for number, values in db.session.execute(select(key, rows.c[column]).where(unsaid)).all():
        kept = {name: GONE if value in names else value for name, value in values.items()}
        if kept != values:
            db.session.execute(update(rows).where(key == number).values({column: kept}))


def _throw_letters_away(known: Known) -> None:
    """Delete the files of letters to a person or about them, where letters are kept as files and not sent.

    This comes before the commit: whoever is stopped in between still has an account to erase.
    """
    folder: Path = current_app.extensions["settings"].data_folder / "mail"
    theirs_to_read = or_(func.lower(Mail.to) == known.address, Mail.person_id == known.number)
    names = set(db.session.scalars(select(Mail.message_id).where(theirs_to_read)))
    for path in sorted(folder.glob("*.eml")):
        if path.stem in names or _speaks_of(path, known):
            path.unlink()


def _speaks_of(path: Path, known: Known) -> bool:
    """Whether a letter is to a person, or names them."""
    letter = message_from_bytes(path.read_bytes(), policy=default)
    texts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    said = unescape(" ".join([str(letter["To"]), *texts]))
    return _stands_in(known.address, said.lower()) or _stands_in(known.name, said)


def _stands_in(words: str, text: str) -> bool:
    """Whether the text has these words, and not only as a part of others: "Al" stands not in "Also"."""
    whole = rf"(?<![\w.+-]){re.escape(words)}(?![\w-]|\.\w)"
    return bool(words) and re.search(whole, text) is not None
