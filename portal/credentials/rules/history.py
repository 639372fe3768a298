"""What was known and shown at a past moment: later word never changes an earlier answer.

Each function takes the moment `before` which something must have happened to count; without one,
all that has happened counts.
"""

from collections.abc import Iterable
from datetime import datetime

from portal.credentials.rules.states import Seen


def is_shown(
    accepted_at: datetime | None, gone_at: datetime | None, before: datetime | None = None
) -> bool:
    """Whether the public may see what the Hub let in at `accepted_at` and the provider took off at `gone_at`."""
    return _had_happened(accepted_at, before) and not _had_happened(gone_at, before)


def known_before(
    looks: Iterable[tuple[datetime, Seen]], before: datetime | None = None
) -> tuple[Seen, ...]:
    """Those of the checks that had been recorded; `looks` says when each of them was, in that order.

    A check that is entered late, with the date on which it was made, was not known on the days between.
    """
    return tuple(seen for at, seen in looks if _had_happened(at, before))


def _had_happened(at: datetime | None, before: datetime | None) -> bool:
    return at is not None and (before is None or at < before)
