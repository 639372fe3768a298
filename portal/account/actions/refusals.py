"""Record that somebody whom we know was refused."""

import logging
from datetime import datetime

from sqlalchemy.exc import OperationalError

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.journal.rules import REFUSED

log = logging.getLogger("portal")
LONGEST = 80


def record_refusal(what: str, *, status: int, by: str, at: datetime, behalf: str = "") -> None:
    """Record that `what`, such as "POST organisation.invite", was refused with `status`, in its own transaction.

    This also follows a page that is only read. Somebody is told no whether or not that can be written down, so
    a database that is busy or full is no reason to fail.
    """
    db.session.rollback()  # nothing of what was refused may be kept, and a fresh transaction can write
    try:
        AuditEvent.record(REFUSED, what[:LONGEST], by=by, at=at, behalf=behalf, status=status)
        commit()
    except OperationalError:
        db.session.rollback()
        log.warning("refusal.unrecorded", extra={"status": status})
