"""What a search and a report make of what arrives, however odd."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.providers.catalogue import FACETS, MISTAKES
from portal.providers.forms import ReportForm, Search
from portal.providers.rules import LONGEST_REPORT
from portal.search import Sort
from portal.web.paging import FURTHEST_PAGE

EVERYTHING = Search(
    words="send & autism",
    place="CH41 1AA",
    chosen={"borough": ("WIR", "SEF"), "matrix": ("CURRENT",)},
    sort=Sort.NAME,
    page=3,
)
GOOD = {"what": "AREA", "details": "It left Halton in May.", "contact": ""}


@pytest.fixture
def asking(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def read(address: str) -> Search | None:
    """The search that an address asks for."""
    return Search.read(MultiDict(parse_qsl(urlsplit(address).query, keep_blank_values=True)))


def known(address: str) -> Search:
    search = read(address)
    assert search is not None
    return search


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    "search", [EVERYTHING, Search(), Search(words="%&?#=+"), Search(place="L10", page=50)]
)
def test_an_address_leads_back_to_the_search_it_was_made_of(search: Search) -> None:
    assert read(search.href(page=search.page)) == search


@pytest.mark.usefixtures("asking")
def test_an_empty_search_has_the_shortest_address() -> None:
    assert Search().href() == "/providers"


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    "change", [{"words": "pru"}, {"place": ""}, {"sort": None}, {"chosen": {}}]
)
def test_any_change_but_of_the_page_starts_at_the_first_page(change: dict[str, object]) -> None:
    assert known(EVERYTHING.href(**change)).page == 1


@pytest.mark.usefixtures("asking")
def test_one_filter_is_taken_away_and_the_others_stay() -> None:
    left = known(EVERYTHING.without("borough", "WIR"))
    assert left.chosen == {"borough": ("SEF",), "matrix": ("CURRENT",)}
    assert (left.words, left.place, left.sort) == ("send & autism", "CH41 1AA", Sort.NAME)
    assert known(EVERYTHING.without("matrix", "CURRENT")).chosen == {"borough": ("WIR", "SEF")}


@pytest.mark.usefixtures("asking")
def test_choosing_a_borough_replaces_the_boroughs_chosen_before() -> None:
    chosen = known(EVERYTHING.with_borough("KNO")).chosen
    assert chosen == {"borough": ("KNO",), "matrix": ("CURRENT",)}


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("?borough=WIR&borough=XXX&borough=wir", {"borough": ("WIR",)}),
        ("?borough=WIR&borough=WIR", {"borough": ("WIR",)}),
        ("?borough=LCR_ALL&matrix=GOLD&colour=red", {}),
        ("?listing_status=DRAFT&is_example=1&year=Y11", {"year": ("Y11",)}),
    ],
)
def test_unknown_codes_and_keys_count_for_nothing(
    query: str, chosen: dict[str, tuple[str, ...]]
) -> None:
    assert known(query).chosen == chosen


@pytest.mark.parametrize("sort", ["", "price", "NAME", "relevance'--"])
def test_an_unknown_order_is_the_usual_one(sort: str) -> None:
    assert known(f"?sort={sort}").sort is None


def test_every_order_can_be_asked_for() -> None:
    assert [known(f"?sort={sort}").sort for sort in Sort] == list(Sort)


@pytest.mark.parametrize("number", ["1", "2", str(FURTHEST_PAGE), "0007"])
def test_a_page_within_bounds_is_read(number: str) -> None:
    assert known(f"?page={number}").page == int(number)


@pytest.mark.parametrize(
    "number",
    ["0", "-1", str(FURTHEST_PAGE + 1), "", "two", "1.5", "²", "00010000", "0001" + "9" * 5_000],
)
def test_a_page_that_no_search_has_is_none(number: str) -> None:
    assert read(f"?page={number}") is None


def test_words_and_places_are_cleaned_and_cut_to_length() -> None:
    search = known("?q=%20%20deaf%00%E2%80%AE%20%20pupils%20&place=%20L10%0A")
    assert (search.words, search.place) == ("deaf pupils", "L10")
    long = known(f"?q={'a' * 200_000}&place={'b' * 5_000}")
    assert (len(long.words), len(long.place)) == (200, 60)


KEYS = st.sampled_from([*FACETS, "q", "place", "sort", "page"]) | st.text(max_size=8)
VALUES = (
    st.sampled_from([code for facet in FACETS.values() for code in facet.values] + list(Sort))
    | st.integers(-2, 10**20).map(str)
    | st.text(max_size=300)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=12))
@example([("page", "9" * 10_000)])
@example([("q", "\ud800\x00")])
def test_any_query_gives_a_search_within_bounds_or_none(pairs: list[tuple[str, str]]) -> None:
    search = Search.read(MultiDict(pairs))
    if search is None:
        return
    assert 1 <= search.page <= FURTHEST_PAGE
    assert all(set(codes) <= set(FACETS[name].values) for name, codes in search.chosen.items())
    assert not re.search("[\x00-\x1f\ud800-\udfff]", search.words + search.place)


def report(app: Flask, **changes: str) -> ReportForm:
    """The form as sent with `changes`, validated."""
    with app.test_request_context(method="POST", data=GOOD | changes):
        form = ReportForm()
        form.validate_on_submit()
        return form


def test_a_whole_report_is_taken(app: Flask) -> None:
    form = report(app, contact="head@example.org")
    assert not form.problems
    assert form.contact.data == "head@example.org"


def test_every_kind_of_mistake_can_be_chosen(app: Flask) -> None:
    assert [code for code in MISTAKES if report(app, what=code).problems] == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("what", "", "Choose what is wrong"),
        ("what", "NOTHING", "Choose"),
        ("details", " \n ", "Say what is wrong"),
        ("details", "x" * (LONGEST_REPORT + 7), "7 too long"),
        ("contact", "nobody", "like name@example.com"),
        ("contact", "a@b", "like name@example.com"),
    ],
)
def test_what_is_wrong_with_a_report_is_said_at_its_field(
    app: Flask, field: str, value: str, says: str
) -> None:
    (problem,) = report(app, **{field: value}).problems
    assert says in problem.text
    assert problem.control.startswith(field)
