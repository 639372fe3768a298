"""The Hub's queue: what kinds of things wait in it, and who may decide them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.moderation.rules.organisations import Refusal


class Item(StrEnum):
    """A kind of thing that waits for the Hub; its words stand in the catalogue."""

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


class Hands(StrEnum):
    """Who has an item, as the filter says it."""

    MINE = "mine"
    NOBODYS = "nobody's"
    OTHERS = "somebody else's"


REMIND_EVERY = timedelta(days=14)
"""How long the Hub leaves a provider in peace that it reminded; until then the listing is not in the queue."""


class Unseen(Exception):  # noqa: N818 - it is what happened, not a fault
    """What is to be decided is not as whoever decides saw it: it changed, or is decided already. Nothing is kept."""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: since when, about which listing, and who has taken it (0 and "" for nobody).

    `theirs` are the organisations that keep the listing or ask for it.
    """

    item: Item
    subject_id: int
    listing_id: int
    listing: str
    since: datetime
    taken_id: int = 0
    taken_by: str = ""
    theirs: frozenset[int] = frozenset()

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return SUBJECTS[self.item]

    @property
    def key(self) -> tuple[Subject, int]:
        """What tells it from all others."""
        return self.subject, self.subject_id

    def hands(self, person_id: int) -> Hands:
        """Who has it, for this reader."""
        if not self.taken_id:
            return Hands.NOBODYS
        return Hands.MINE if self.taken_id == person_id else Hands.OTHERS


@dataclass(frozen=True)
class Picked:
    """Which items to list; what is None or empty does not narrow the list. `words` are part of the listing's name."""

    kind: Item | None = None
    hands: Hands | None = None
    words: str = ""

    def takes(self, one: Waiting, person_id: int) -> bool:
        """Whether it is one of those."""
        return (
            self.kind in {None, one.item}
            and self.hands in {None, one.hands(person_id)}
            and self.words.casefold() in one.listing.casefold()
        )


def oldest_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What waits in the order in which it is to be looked at."""
    return sorted(waiting, key=lambda one: (one.since, one.item, one.subject_id))


def next_of(
    waiting: Iterable[Waiting],
    picked: Picked,
    *,
    person_id: int,
    own: Collection[int],
    after: tuple[Subject, int],
) -> Waiting | None:
    """What somebody looks at next: the oldest that nobody else has and that they may decide, but for `after`.

    `own` are the organisations that they belong to. Whoever asks for the items of others gets those too.
    """
    for one in oldest_first(waiting):
        free = picked.hands is Hands.OTHERS or one.hands(person_id) is not Hands.OTHERS
        is_asked = one.key != after and picked.takes(one, person_id)
        if free and is_asked and may_decide(one.theirs, own) is None:
            return one
    return None


def may_decide(theirs: Collection[int], own: Collection[int]) -> Refusal | None:
    """Why somebody may not decide about a listing; None if they may.

    `theirs` are the organisations that keep the listing or ask for it, `own` those that whoever decides belongs to.
    """
    return Refusal.OWN if set(theirs) & set(own) else None
