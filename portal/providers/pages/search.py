"""The results page: what was asked, where that is, what was found, and how to ask for more or less."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.places import BOROUGHS, Outside, Place, Suggestion, Unknown, find_place
from portal.providers.catalogue import FACETS
from portal.providers.forms import PER_PAGE, Search
from portal.providers.indexing import find_from_database
from portal.providers.pages.cards import Card, card_of
from portal.providers.pages.hints import Hint, hints_for
from portal.providers.queries import list_by_ids, list_unplaced
from portal.search import Answer, Criteria, Index, IndexBehind, IndexDamaged, Matched, Sort
from portal.web.paging import Paging

SORTS = (
    (Sort.RELEVANCE, "Best match"),
    (Sort.DISTANCE, "Nearest"),
    (Sort.CONFIRMED, "Last confirmed"),
    (Sort.NAME, "Name"),
)
LEAST_WORDS_TO_RELAX = 2
# Facets whose words say nothing without their legend: "None recorded" of what?
NEED_LEGEND = frozenset({"matrix", "cdi"})


class Source(StrEnum):
    """Where the answer comes from: the index, or the database because the index is behind or broken."""

    INDEX = "index"
    BEHIND = "behind"
    BROKEN = "broken"


@dataclass(frozen=True)
class Where:
    """What the typed place turned out to be, and what the visitor has to be told or asked about it."""

    near: tuple[int, int] | None = None
    boroughs: tuple[str, ...] = ()
    label: str = ""
    error: str = ""
    says: str = ""
    offers: tuple[tuple[str, str], ...] = ()


def where(search: Search) -> Where:
    """Read the place of a search: where it is, or what to ask."""
    if not search.place:
        return Where()
    match find_place(search.place):
        case Place(label=label, boroughs=boroughs, easting=easting, northing=northing):
            near = (easting, northing) if easting is not None and northing is not None else None
            asks = len(boroughs) > 1 and "borough" not in search.chosen
            return Where(
                near,
                boroughs,
                label,
                says=f"{label} lies in {_listed(boroughs)}. Which one is your school in?"
                if asks
                else "",
                offers=tuple((BOROUGHS[code], search.with_borough(code)) for code in boroughs)
                if asks
                else (),
            )
        case Suggestion(label=label, instead=instead):
            return Where(
                says=f"We could not find {label}. Did you mean one of these?",
                offers=tuple((other, search.href(place=other)) for other in instead),
            )
        case Outside(label=label, neighbours=neighbours, easting=easting, northing=northing):
            near = (easting, northing) if easting is not None and northing is not None else None
            return Where(
                near,
                label=label,
                says=f"{label} is outside the Liverpool City Region. The nearest boroughs are:",
                offers=tuple((BOROUGHS[code], search.with_borough(code)) for code in neighbours),
            )
        case Unknown():
            return Where(
                error="We do not know that place. Enter a postcode, a town or a borough, like CH41 or Bootle"
            )


def _listed(codes: tuple[str, ...]) -> str:
    names = [BOROUGHS[code] for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


@dataclass(frozen=True)
class FilterGroup:
    """One facet as the filter panel shows it: (code, words, count, ticked)."""

    name: str
    legend: str
    options: tuple[tuple[str, str, int, bool], ...]


@dataclass(frozen=True)
class SearchPage:
    """The results of a search."""

    search: Search
    where: Where
    cards: tuple[Card, ...]
    total: int
    groups: tuple[FilterGroup, ...]
    chips: tuple[tuple[str, str, str], ...]
    sorts: tuple[tuple[str, str, bool], ...]
    paging: Paging
    notice: str
    source: Source
    relax: tuple[tuple[str, str], ...]
    hints: tuple[Hint, ...]
    unplaced: tuple[tuple[str, str], ...]


def search_page(
    search: Search,
    index: Index,
    today: date,
    shortlist: tuple[str, ...],
    *,
    for_school: bool = False,
) -> SearchPage:
    """Find what `search` asks for and lay it out.

    Raises:
        portal.search.CriteriaRefused: it asks for more at once than a search may.
    """
    place = where(search)
    criteria = _criteria(search, place)
    answer, source = _find(index, criteria, today)
    listings = list_by_ids(answer.ids, today)
    return SearchPage(
        search=search,
        where=place,
        cards=tuple(
            card_of(one, today, shortlist, answer.distances.get(one.id), for_school=for_school)
            for one in listings
        ),
        total=answer.total,
        groups=tuple(_group(name, answer, search) for name in FACETS),
        chips=_chips(search, place),
        sorts=tuple(
            (search.href(sort=one), words, one is criteria.sort)
            for one, words in SORTS
            if place.near or one is not Sort.DISTANCE
        ),
        paging=Paging(search.page, PER_PAGE, answer.total, lambda page: search.href(page=page)),
        notice=_notice(search, answer),
        source=source,
        relax=_relax(search) if not answer.total else (),
        hints=hints_for(search.words),
        unplaced=tuple(list_unplaced(today)) if "borough" in criteria.chosen else (),
    )


def _criteria(search: Search, place: Where) -> Criteria:
    """What to ask the engine: a place stands for its boroughs until one is chosen."""
    usual = Sort.DISTANCE if place.near and not search.words else Sort.RELEVANCE
    sort = search.sort or usual
    return Criteria(
        words=search.words,
        chosen={**({"borough": place.boroughs} if place.boroughs else {}), **search.chosen},
        near=place.near,
        sort=Sort.RELEVANCE if sort is Sort.DISTANCE and place.near is None else sort,
        page=search.page,
        per_page=PER_PAGE,
    )


def _find(index: Index, criteria: Criteria, today: date) -> tuple[Answer, Source]:
    """The index's answer, or the database's where the index is damaged or in step with another day; and which."""
    try:
        return index.find(criteria, today), Source.INDEX
    except IndexBehind:
        return find_from_database(criteria, today), Source.BEHIND
    except IndexDamaged:
        return find_from_database(criteria, today), Source.BROKEN


def _group(name: str, answer: Answer, search: Search) -> FilterGroup:
    counts, ticked = answer.counts.get(name, {}), search.chosen.get(name, ())
    options = tuple(
        (code, words, counts.get(code, 0), code in ticked)
        for code, words in FACETS[name].values.items()
        if counts.get(code) or code in ticked
    )
    return FilterGroup(name, FACETS[name].legend, options)


def _chips(search: Search, place: Where) -> tuple[tuple[str, str, str], ...]:
    chips = (
        [("place", f"Near {place.label}", search.href(place="", sort=None))] if place.label else []
    )
    chips += [
        (FACETS[name].legend, _said(name, code), search.without(name, code))
        for name, codes in search.chosen.items()
        for code in codes
    ]
    return tuple(chips)


def _said(name: str, code: str) -> str:
    """One value of a facet, in words that stand alone."""
    words = FACETS[name].values[code]
    return f"{FACETS[name].legend}: {words}" if name in NEED_LEGEND else words


def _notice(search: Search, answer: Answer) -> str:
    if not search.words or not answer.total:
        return ""
    if not answer.terms:
        return "Nothing in those words can be searched for, so they were left out."
    if answer.matched is Matched.ALL:
        return ""
    how = "most of" if answer.matched is Matched.MOST else "some of"
    return f"No provider matches all of “{search.words}”. Shown is what matches {how} it."


def _relax(search: Search) -> tuple[tuple[str, str], ...]:
    """What could be taken away when nothing was found: (words, address)."""
    ways = [
        (f"Remove “{_said(name, code)}”", search.without(name, code))
        for name, codes in search.chosen.items()
        for code in codes
    ]
    if search.place:
        ways.append(("Search in the whole region", search.href(place="", sort=None)))
    if search.words and search.chosen:
        ways.append(
            (f"Search for “{search.words}” without filters", search.href(chosen={}, place=""))
        )
    if len(search.words.split()) >= LEAST_WORDS_TO_RELAX:
        ways.append(("Search for fewer words", search.href(words=search.words.split()[0])))
    return (*ways, ("See all providers", Search().href()))
