"""Reads of emailed keys."""

from datetime import datetime

from sqlalchemy import select

from portal.account.models import EmailKey, Purpose
from portal.db import db
from portal.web.keys import digest


def find_key(purpose: Purpose, key: str, at: datetime) -> EmailKey | None:
    """The emailed key, if it was made for this, is not used and not too old. Reading it uses nothing up."""
    row = db.session.scalar(
        select(EmailKey).where(EmailKey.digest == digest(key), EmailKey.purpose == purpose)
    )
    return row if row is not None and row.used_at is None and at < row.expires_at else None
