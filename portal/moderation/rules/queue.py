"""The Hub's queue: what kinds of things wait in it, and who may decide them."""

from collections.abc import Collection
from enum import StrEnum

from portal.moderation.rules.organisations import Refusal


class Item(StrEnum):
    """A kind of thing that waits for the Hub. The words of the queue's filter stand in the catalogue."""

    NEW = "new"
    EDIT = "edit"
    LIVE = "live"
    CHECK = "check"
    MISTAKE = "mistake"
    CLAIM = "claim"
    STALE = "stale"


class Subject(StrEnum):
    """What an item is about, and so where its notes are kept: a revision keeps them once it is decided."""

    REVISION = "revision"
    CREDENTIAL = "credential"
    MISTAKE = "mistake"
    CLAIM = "claim"
    LISTING = "listing"


SUBJECTS = {
    Item.NEW: Subject.REVISION,
    Item.EDIT: Subject.REVISION,
    Item.LIVE: Subject.REVISION,
    Item.CHECK: Subject.CREDENTIAL,
    Item.MISTAKE: Subject.MISTAKE,
    Item.CLAIM: Subject.CLAIM,
    Item.STALE: Subject.LISTING,
}


def may_decide(theirs: Collection[int], own: Collection[int]) -> Refusal | None:
    """Why somebody may not decide about a listing; None if they may.

    `theirs` are the organisations that keep the listing or ask for it, `own` those that whoever decides belongs to.
    """
    return Refusal.OWN if set(theirs) & set(own) else None
