"""Count tries before they are judged, so that many at once cannot all slip in under the limit."""

from datetime import datetime

from portal.db import commit
from portal.journal.models import Tries
from portal.journal.rules import Limit

Counted = tuple[tuple[Limit, str], ...]
"""What is counted, each with whose tries: ((WRONG_PASSWORDS, "sam@example.org"), …)."""


def try_once(counted: Counted, at: datetime) -> None:
    """Count one try of each, in a transaction of its own; the database is free afterwards.

    Raises:
        portal.journal.rules.Throttled: one of them was tried too often; nothing is counted.
    """
    for limit, subject in counted:
        Tries.take(limit, subject, at)
    commit()
