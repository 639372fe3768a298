"""Delete or empty what has been kept for as long as the register says."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from portal.account.queries.kept import ended, rows_of
from portal.account.rules.personal import End
from portal.db import commit, db
from portal.journal.models import AuditEvent


def sweep(name: str, end: End, *, by: str, at: datetime) -> int:
    """Let one rule of the register end the rows of its table that are old enough; how many there were.

    Each rule is a transaction of its own: when the process is killed between two, the next run does the rest.
    """
    rows, old = rows_of(name), ended(name, end, at)
    statement: Any = (
        update(rows).where(old).values(dict(end.blanks)) if end.blanks else delete(rows).where(old)
    )
    count = len(db.session.execute(statement.returning(*rows.primary_key)).all())
    if count:
        AuditEvent.record("sweep", f"table:{name}", by=by, at=at, rows=count)
    commit(leave_no_trace=bool(count))
    return count
