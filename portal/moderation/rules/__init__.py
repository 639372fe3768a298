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
from portal.moderation.rules.queue import SUBJECTS, Item, Subject, may_decide

__all__ = [
    "SUBJECTS",
    "Item",
    "Lack",
    "NotAllowed",
    "Reason",
    "Refusal",
    "Standing",
    "Subject",
    "lack",
    "may_decide",
    "may_invite_administrator",
    "may_make_administrator",
    "may_release",
    "may_stop",
    "standing",
]
