"""Delete what was sent or given up long ago."""

from datetime import datetime

from sqlalchemy import delete, or_

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.mail.rules import KEPT


def sweep(*, by: str, at: datetime) -> int:
    """Delete the mail that was sent or given up longer ago than it is kept; how many were deleted."""
    old = or_(Mail.sent_at <= at - KEPT, Mail.given_up_at <= at - KEPT)
    gone = db.session.scalars(delete(Mail).where(old).returning(Mail.id)).all()
    if gone:
        AuditEvent.record("sweep mail", "mail", by=by, at=at, count=len(gone))
    commit()
    return len(gone)
