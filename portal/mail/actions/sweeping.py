"""Delete what was sent or given up long ago, with the files in which it was kept."""

from datetime import datetime

from flask import current_app
from sqlalchemy import delete, or_

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.mail.rules import KEPT


def sweep(*, by: str, at: datetime) -> int:
    """Delete the mail that was sent or given up longer ago than it is kept; how many were deleted."""
    old = or_(Mail.sent_at <= at - KEPT, Mail.given_up_at <= at - KEPT)
    gone = db.session.scalars(delete(Mail).where(old).returning(Mail.message_id)).all()
    folder = current_app.extensions["settings"].data_folder / "mail"
    for message_id in gone:
        (folder / f"{message_id}.eml").unlink(missing_ok=True)
    if gone:
        AuditEvent.record("sweep mail", "mail", by=by, at=at, count=len(gone))
    commit()
    return len(gone)
