"""Reads of checklists."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select

from portal.checklist.models import Draft
from portal.db import db

KEPT_FOR = timedelta(days=180)


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def find_draft(secret: str, at: datetime) -> Draft | None:
    """The checklist that `secret` opens; None when there is none or it was not touched for KEPT_FOR."""
    draft = db.session.scalar(select(Draft).where(Draft.secret_digest == digest(secret)))
    return draft if draft is not None and draft.changed_at + KEPT_FOR > at else None


def count_drafts() -> int:
    """How many checklists are kept."""
    return db.session.scalar(select(func.count()).select_from(Draft)) or 0


def list_expired(at: datetime) -> list[Draft]:
    """The checklists that nobody touched for KEPT_FOR, oldest first."""
    return list(
        db.session.scalars(
            select(Draft).where(Draft.changed_at <= at - KEPT_FOR).order_by(Draft.changed_at)
        )
    )
