"""The queue: one list of everything that waits for the Hub, oldest first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from portal.moderation.catalogue.queue import ITEMS
from portal.moderation.pages.item import item_href
from portal.moderation.queries import list_own, list_waiting
from portal.moderation.rules import Hands, Item, Picked, Subject, Waiting, may_decide, next_of
from portal.web.paging import Paging

PER_PAGE = 25
Options = tuple[tuple[str, str, None, bool], ...]


@dataclass(frozen=True)
class Row:
    """One item of the list; `is_own` says that somebody else has to decide it."""

    one: Waiting
    what: str
    href: str
    hands: Hands
    is_own: bool


@dataclass(frozen=True)
class QueuePage:
    """Items, oldest first; `kinds` and `hands` are the filters, each (value, words, None, whether it is chosen)."""

    picked: Picked
    rows: tuple[Row, ...]
    paging: Paging
    kinds: Options
    hands: Options

    @property
    def chosen(self) -> int:
        """How many filters are in force."""
        return sum(map(bool, (self.picked.kind, self.picked.hands, self.picked.words)))


def queue_page(
    picked: Picked, page: int, person_id: int, *, today: date, at: datetime
) -> QueuePage:
    """One page of what waits and is asked for. The figures of a filter count what the others leave."""
    waiting = list_waiting(today, at)
    found = [one for one in waiting if picked.takes(one, person_id)]
    own = list_own(f"person:{person_id}")
    first = (page - 1) * PER_PAGE
    of_hands = Picked(hands=picked.hands, words=picked.words)
    of_kind = Picked(kind=picked.kind, words=picked.words)
    kinds = Counter(one.item for one in waiting if of_hands.takes(one, person_id))
    hands = Counter(one.hands(person_id) for one in waiting if of_kind.takes(one, person_id))
    return QueuePage(
        picked,
        tuple(_row(one, picked, person_id, own) for one in found[first : first + PER_PAGE]),
        Paging(page, PER_PAGE, len(found), lambda number: queue_href(picked, page=number)),
        _options([(kind.value, ITEMS[kind], kinds[kind]) for kind in Item], picked.kind),
        _options([(one.value, one.value.capitalize(), hands[one]) for one in Hands], picked.hands),
    )


def query_of(picked: Picked) -> dict[str, str]:
    """What is asked for, as an address says it."""
    said = {"kind": picked.kind, "hands": picked.hands, "q": picked.words}
    return {name: str(value) for name, value in said.items() if value}


def queue_href(picked: Picked, *, page: int = 1) -> str:
    """The address of the items that are asked for."""
    more = {"page": page} if page > 1 else {}
    return url_for("moderation.queue", **query_of(picked), **more)  # type: ignore[arg-type]  # its stub takes None only for _anchor


def next_item(
    picked: Picked, person_id: int, after: tuple[Subject, int], *, today: date, at: datetime
) -> Waiting | None:
    """What somebody looks at next, once they are done with `after`."""
    own = list_own(f"person:{person_id}")
    waiting = list_waiting(today, at)
    return next_of(waiting, picked, person_id=person_id, own=own, after=after)


def _row(one: Waiting, picked: Picked, person_id: int, own: set[int]) -> Row:
    href = item_href(one.subject, one.subject_id, query_of(picked))
    is_own = may_decide(one.theirs, own) is not None
    return Row(one, ITEMS[one.item], href, one.hands(person_id), is_own)


def _options(values: list[tuple[str, str, int]], chosen: str | None) -> Options:
    every = (("", "All", None, not chosen),)
    return every + tuple(
        (value, f"{words} ({count})", None, value == chosen) for value, words, count in values
    )
