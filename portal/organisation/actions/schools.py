"""Writes of the schools."""

from datetime import datetime

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.organisation.models import School


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
