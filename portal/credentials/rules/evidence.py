"""For which claims files are taken, how many, and how long they are kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from portal.credentials.rules.codes import Kind

# A proposal of this portal: long enough to ask again after a decision, and no longer.
KEPT = timedelta(days=90)
MOST_FILES = 5

# What a check of criminal records says of a person is not ours to hold: the school looks at it itself.
WITHOUT_FILES: dict[Kind, str] = {
    Kind.DBS: "We do not take DBS certificates. Say only the level, the month and whether it is on the update service: "
    "a school looks at the certificate itself before anybody meets a pupil."
}


def decided_at(
    accepted_at: datetime | None, withdrawn_at: datetime | None, checked: Iterable[datetime]
) -> datetime | None:
    """When a claim was last let in, taken back or looked at; None while it waits. `checked`: when checks were recorded."""
    moments = [one for one in (accepted_at, withdrawn_at, *checked) if one is not None]
    return max(moments, default=None)


def is_evidence_over(decided: datetime | None, sent_at: datetime, at: datetime) -> bool:
    """Whether a file is to be deleted at a moment: 90 days after the claim was decided, or after it came if that is later.

    While the claim waits it is kept.
    """
    return decided is not None and max(decided, sent_at) + KEPT <= at
