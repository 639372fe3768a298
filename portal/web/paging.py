"""Pages of a long list: which links to show, and how far anybody may page."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

FURTHEST_PAGE = 50
_LONGEST = 4  # digits; Python refuses to read thousands of them


def asked_page(text: str) -> int | None:
    """The page that an address asks for, from 1; None for one that no list has."""
    if len(text) > _LONGEST or not text.isdecimal():
        return None
    return page if 1 <= (page := int(text)) <= FURTHEST_PAGE else None


@dataclass(frozen=True)
class Paging:
    """Where we are in a list of `total` things shown `per_page` at a time; pages count from 1."""

    page: int
    per_page: int
    total: int
    href: Callable[[int], str]

    @property
    def pages(self) -> int:
        """How many pages there are to go to."""
        return min(ceil(self.total / self.per_page), FURTHEST_PAGE)

    @property
    def first(self) -> int:
        """The position of the first thing on this page, from 1; 0 when there is none."""
        return (self.page - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The position of the last thing on this page."""
        return min(self.page * self.per_page, self.total)

    @property
    def shown(self) -> tuple[int | None, ...]:
        """Page numbers to link to: the ends, and the neighbours of this one; None where numbers are left out."""
        near = {1, self.pages, self.page - 1, self.page, self.page + 1}
        numbers = sorted(number for number in near if 1 <= number <= self.pages)
        shown: list[int | None] = []
        for number in numbers:
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return tuple(shown)
