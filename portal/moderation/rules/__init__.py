"""What the Hub may decide: about organisations, and about what waits in its queue."""

from portal.moderation.rules.organisations import (
    Lack,
    NotAllowed,
    Reason,
    Refusal,
    Standing,
    lack,
    may_invite_administrator,
    may_make_administrator,
    may_release,
    may_stop,
    standing,
)
from portal.moderation.rules.queue import (
    REMIND_EVERY,
    SUBJECTS,
    Hands,
    Item,
    Picked,
    Subject,
    Waiting,
    may_decide,
    next_of,
    oldest_first,
)
from portal.moderation.rules.rechecks import recheck_from

__all__ = [
    "REMIND_EVERY",
    "SUBJECTS",
    "Hands",
    "Item",
    "Lack",
    "NotAllowed",
    "Picked",
    "Reason",
    "Refusal",
    "Standing",
    "Subject",
    "Waiting",
    "lack",
    "may_decide",
    "may_invite_administrator",
    "may_make_administrator",
    "may_release",
    "may_stop",
    "next_of",
    "oldest_first",
    "recheck_from",
    "standing",
]
