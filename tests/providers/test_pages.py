"""The results page: where that is, what is counted, what is said, and how to ask for more or less."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.clock import today
from portal.places import BOROUGHS
from portal.providers.catalogue import FACETS
from portal.providers.forms import Search
from portal.providers.indexing import list_entries, rebuild
from portal.providers.pages import SearchPage, search_page
from portal.providers.pages.hints import HINTS, hints_for
from portal.providers.pages.search import where
from portal.providers.queries import list_unplaced
from portal.providers.rules import ListingStatus
from portal.search import Index, Sort
from tests.builders import DAY, add_provider

Look = Callable[..., SearchPage]


def asked(**values: Any) -> Search:
    """The search with these values as an address would carry them."""
    pairs = [(k, v) for k, vs in values.items() for v in (vs if isinstance(vs, tuple) else (vs,))]
    search = Search.read(MultiDict(pairs))
    assert search is not None
    return search


def query(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)


@pytest.fixture
def asking(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def look(world: Flask) -> Iterator[Look]:
    """Search in the example world, as it stands today."""
    with world.test_request_context():
        yield lambda **values: search_page(asked(**values), world.extensions["search"], today(), ())


def boroughs_offered(place: str, **more: Any) -> dict[str, str]:
    return {query(href)[-1][1]: words for words, href in where(asked(place=place, **more)).offers}


@pytest.mark.usefixtures("asking")
def test_a_district_of_three_boroughs_asks_which_one() -> None:
    found = where(asked(place="L10", q="careers"))
    assert set(found.boroughs) == {"SEF", "LIV", "KNO"}
    assert "Which one is your school in?" in found.says
    for words, href in found.offers:
        code = next(code for code, name in BOROUGHS.items() if name == words)
        assert query(href) == [("q", "careers"), ("place", "L10"), ("borough", code)]
    assert len(found.offers) == 3


@pytest.mark.usefixtures("asking")
def test_once_a_borough_is_chosen_nothing_is_asked() -> None:
    found = where(asked(place="L10", borough="SEF"))
    assert not found.says
    assert not found.offers


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("place", ["CH41", "ch41 1AA", "CH411AA", "Birkenhead", "Wirral"])
def test_a_place_in_one_borough_is_simply_taken(place: str) -> None:
    found = where(asked(place=place))
    assert found.boroughs == ("WIR",)
    assert (found.says, found.error, found.offers) == ("", "", ())


@pytest.mark.usefixtures("asking")
def test_a_district_that_does_not_exist_is_offered_corrected_and_never_guessed() -> None:
    found = where(asked(place="L43", q="send"))
    assert found.near is None
    assert found.boroughs == ()
    assert "could not find L43" in found.says
    assert dict(found.offers)["CH43"].endswith("q=send&place=CH43")


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("place", ["CH64", "CH1", "L39", "WA1"])
def test_a_place_outside_the_region_is_said_to_be_and_its_neighbours_offered(place: str) -> None:
    found = where(asked(place=place))
    assert f"{place} is outside the Liverpool City Region" in found.says
    assert found.boroughs == ()
    assert found.near is not None
    assert boroughs_offered(place)
    assert set(boroughs_offered(place)) <= set(BOROUGHS)


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize("place", ["qqqq", "!!", "12345", "<b>x</b>"])
def test_a_place_that_means_nothing_is_an_error(place: str) -> None:
    found = where(asked(place=place))
    assert found.error.startswith("We do not know that place")
    assert not found.says


CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"borough": "WIR"},
    {"borough": ("SEF", "LIV"), "year": "Y11"},
    {"service": "PG1", "matrix": ("CURRENT", "EXPIRED"), "borough": "KNO"},
    {"specialism": "SEND_ASC", "cdi": "REGISTERED", "mode": "F2F_SCHOOL"},
    {"language": "pl", "provider_type": "SELF_EMP", "capacity": "OPEN"},
)


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_each_count_is_what_ticking_it_would_add_to_the_other_filters(
    look: Look, chosen: dict[str, Any]
) -> None:
    page, counted = look(**chosen), 0
    ticked = asked(**chosen).chosen
    entries = list(list_entries(today()))
    for group in page.groups:
        others = {name: codes for name, codes in ticked.items() if name != group.name}
        fits = [e for e in entries if all(set(e.facets[n]) & set(c) for n, c in others.items())]
        right = Counter(code for e in fits for code in e.facets[group.name])
        shown = {code: count for code, _, count, _ in group.options}
        expected = {
            c: right[c]
            for c in FACETS[group.name].values
            if right[c] or c in ticked.get(group.name, ())
        }
        assert shown == expected, group.name
        assert {c for c, _, _, on in group.options if on} == set(ticked.get(group.name, ()))
        counted += len(shown)
    assert counted > 10
    total = [e for e in entries if all(set(e.facets[n]) & set(c) for n, c in ticked.items())]
    assert page.total == len(total)


BOTH = ["Wirral", "Liverpool"]  # in the order in which they were ticked


def test_each_filter_in_use_is_a_chip_that_takes_it_away(look: Look) -> None:
    page = look(place="CH41", borough=("WIR", "LIV"), matrix="NONE", q="careers")
    words = [said for _, said, _ in page.chips]
    assert words == ["Near CH41", *BOTH, "matrix Standard: None recorded"]
    before = sorted(query(page.search.href()))
    for _, said, href in page.chips:
        gone = [pair for pair in before if pair not in query(href)]
        assert len(gone) == 1, said
        assert set(query(href)) < set(before)


@pytest.mark.parametrize(
    ("values", "usual", "offered"),
    [
        ({}, Sort.RELEVANCE, 3),
        ({"q": "send"}, Sort.RELEVANCE, 3),
        ({"place": "Bootle"}, Sort.DISTANCE, 4),
        ({"place": "Bootle", "q": "send"}, Sort.RELEVANCE, 4),
        ({"place": "Bootle", "sort": "name"}, Sort.NAME, 4),
        ({"sort": "distance"}, Sort.RELEVANCE, 3),
        ({"sort": "confirmed"}, Sort.CONFIRMED, 3),
    ],
)
def test_the_order_suits_the_search_and_only_possible_ones_are_offered(
    look: Look, values: dict[str, str], usual: Sort, offered: int
) -> None:
    page = look(**values)
    current = [words for _, words, on in page.sorts if on]
    names = {
        "relevance": "Best match",
        "distance": "Nearest",
        "confirmed": "Last confirmed",
        "name": "Name",
    }
    assert current == [names[usual]]
    assert len(page.sorts) == offered


def test_the_orders_hold_for_what_is_shown(look: Look) -> None:
    names = [card.listing.name.casefold() for card in look(sort="name").cards]
    assert names == sorted(names)
    days = [card.listing.confirmed_on for card in look(sort="confirmed").cards]
    confirmed = [day for day in days if day is not None]
    assert confirmed == sorted(confirmed, reverse=True)
    miles = [
        float(card.distance.split()[1]) for card in look(place="Bootle").cards if card.distance
    ]
    assert len(miles) > 5
    assert miles == sorted(miles)


def test_pages_follow_each_other_without_gap_or_repeat(look: Look) -> None:
    first = look()
    pages = [look(page=str(n)) for n in range(1, first.paging.pages + 1)]
    ids = [card.listing.id for page in pages for card in page.cards]
    assert len(ids) == len(set(ids)) == first.total
    assert not look(page="50").cards


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", ""),
        ("careers adviser", ""),
        ("*", "so they were left out"),
        ("and", "so they were left out"),
        ("polish zzyzx autism", "No provider matches all of “polish zzyzx autism”"),
    ],
)
def test_a_notice_says_when_not_all_words_were_met(look: Look, words: str, says: str) -> None:
    notice = look(q=words).notice
    assert says in notice
    assert bool(says) is bool(notice)


def test_when_nothing_matches_each_way_to_ask_for_less_is_offered(look: Look) -> None:
    page = look(q="zzyzx qwrtp", place="Bootle", matrix="NONE", borough="SEF")
    assert page.total == 0
    ways = dict(page.relax)
    assert list(ways) == [
        "Remove “Sefton”",
        "Remove “matrix Standard: None recorded”",
        "Search in the whole region",
        "Search for “zzyzx qwrtp” without filters",
        "Search for fewer words",
        "See all providers",
    ]
    assert ("place", "Bootle") not in query(ways["Search in the whole region"])
    assert query(ways["Search for fewer words"])[0] == ("q", "zzyzx")
    assert ways["See all providers"] == "/providers"


def test_nothing_is_offered_to_take_away_while_something_matches(look: Look) -> None:
    assert look().relax == ()


def test_a_search_by_place_names_the_organisations_whose_area_nobody_knows(look: Look) -> None:
    everything = {card.listing.slug for n in range(1, 4) for card in look(page=str(n)).cards}
    unplaced = look(borough="SEF").unplaced
    assert len(unplaced) == 5
    assert ("Career Connect", "career-connect") in unplaced
    assert {slug for _, slug in unplaced} <= everything
    assert look(place="L10").unplaced == unplaced
    assert look(place="CH64").unplaced == look(q="send").unplaced == ()


def test_an_organisation_with_an_area_or_withdrawn_is_not_named_so(database: Flask) -> None:
    add_provider("Placed", status=ListingStatus.STUB, confirmed_on=None)
    add_provider("Draft", status=ListingStatus.DRAFT, terms={})
    add_provider("Nowhere", status=ListingStatus.STUB, confirmed_on=None, terms={})
    assert list_unplaced(DAY) == [("Nowhere", "nowhere")]


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("cheap careers adviser under £250 a day", ["commissioning"]),
        ("Level 4 adviser", ["qualified-and-impartial"]),
        ("L6 adviser", []),
        ("National Careers Service", ["national-careers-service"]),
        ("careers leader", ["qualified-and-impartial"]),
        ("local authority careers", ["local-authority-support"]),
        ("autism adviser", []),
        ("careerconnect", []),
        ("year 11 meetings", []),
    ],
)
def test_words_that_ask_for_something_else_lead_to_guidance(words: str, topics: list[str]) -> None:
    assert [slug for _, _, slug in hints_for(words)] == topics


def test_every_hint_leads_to_a_topic(app: Flask) -> None:
    for _, (_, _, slug) in HINTS:
        assert app.test_client().get(f"/guidance/{slug}").status_code != 404


def test_a_damaged_index_leaves_the_database_to_answer_with_the_same_counts(
    database: Flask, tmp_path: Any
) -> None:
    for n in range(3):
        add_provider(f"Provider {n}")
    index = Index(tmp_path / "index")
    rebuild(index, DAY)
    with database.test_request_context():
        sound = search_page(asked(borough="WIR"), index, DAY, ())
        broken = search_page(asked(borough="WIR"), Index(tmp_path / "nothing"), DAY, ())
    assert (sound.source, broken.source) == ("index", "broken")
    assert (broken.total, broken.groups) == (sound.total, sound.groups)


def test_what_the_rules_of_the_day_hide_is_dropped_from_an_older_index(
    database: Flask, tmp_path: Any
) -> None:
    add_provider(confirmed_on=date(2026, 6, 1))
    index = Index(tmp_path / "index")
    rebuild(index, DAY)
    with database.test_request_context():
        assert len(search_page(asked(), index, DAY, ()).cards) == 1
        assert not search_page(asked(), index, DAY + timedelta(days=60), ()).cards
