"""Record what a person did to their own account."""

from datetime import datetime
from typing import Any

from portal.journal.models import AuditEvent


def record_own(action: str, person_id: int, at: datetime, **detail: Any) -> None:
    """Record what a person did to their own account, in the transaction that does it."""
    person = f"person:{person_id}"
    AuditEvent.record(action, person, by=person, at=at, **detail)
