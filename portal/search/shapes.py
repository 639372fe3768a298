"""The words this engine speaks with its callers: what goes in, what is asked, what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Facets = Mapping[str, tuple[str, ...]]
Point = tuple[int, int]

MOST_PAGES = 50
MOST_PER_PAGE = 50
MOST_CHOICES = 100
LONGEST_RADIUS_KM = 1_000.0


class IndexDamaged(Exception):  # noqa: N818 - the name says what the caller must answer for
    """The stored index cannot be trusted: answer from the database, then rebuild it."""


class IndexBusy(Exception):  # noqa: N818 - the name says what the caller must answer for
    """Another process is writing: nothing was changed, try again later. It is not damage."""


class IndexBehind(Exception):  # noqa: N818 - the name says what the caller must answer for
    """The stored index is in step with another day: answer from the database, then bring it in step."""


class CriteriaRefused(ValueError):  # noqa: N818 - reads as a sentence where it is caught
    """A search outside its bounds (page, size, radius, number of choices): answer 404 or 400."""


class Sort(StrEnum):
    """The orders a visitor may ask for; ties are always settled by name, then by id."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    CONFIRMED = "confirmed"
    NAME = "name"


class Matched(StrEnum):
    """How much of the visitor's words the results hold."""

    ALL = "all"
    MOST = "most"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing as the index stores it; points are eastings and northings in metres.

    `last` puts it after all that are not, whatever order is asked for.
    """

    id: int
    revision: int
    name: str
    words: str = ""
    prose: str = ""
    facets: Facets = field(default_factory=dict)
    points: tuple[Point, ...] = ()
    confirmed_on: date | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search: values within a facet widen it, facets narrow each other.

    `near` is an easting and northing in metres. Raises CriteriaRefused when out of bounds.
    """

    words: str = ""
    chosen: Facets = field(default_factory=dict)
    near: Point | None = None
    within_km: float | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20

    def __post_init__(self) -> None:
        """Refuse what no page of ours would ask for, before any work is done."""
        if not 1 <= self.page <= MOST_PAGES:
            raise CriteriaRefused(f"page must lie between 1 and {MOST_PAGES}")
        if not 1 <= self.per_page <= MOST_PER_PAGE:
            raise CriteriaRefused(f"per_page must lie between 1 and {MOST_PER_PAGE}")
        if sum(map(len, self.chosen.values())) > MOST_CHOICES:
            raise CriteriaRefused(f"at most {MOST_CHOICES} choices in one search")
        if self.within_km is not None:
            self._check_radius(self.within_km)

    def _check_radius(self, within_km: float) -> None:
        if self.near is None:
            raise CriteriaRefused("a radius needs a place to measure from")
        if not 0 <= within_km <= LONGEST_RADIUS_KM:  # not a number fails this too
            raise CriteriaRefused(f"a radius lies between 0 and {LONGEST_RADIUS_KM:g} km")


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of results and what the page says about them.

    `counts` has every value that any listing holds, zeros included; a facet's own choice is
    left out of its own counts. `distances` (km, straight line) covers the ids of this page.
    `terms` are the words that were looked for: empty with non-blank words means that nothing
    searchable was typed, and everything is listed. `exact` lists results whose name was typed.
    """

    ids: tuple[int, ...]
    total: int
    counts: dict[str, dict[str, int]]
    distances: dict[int, float]
    matched: Matched
    terms: tuple[str, ...] = ()
    exact: tuple[int, ...] = ()
    suggestion: str | None = None
