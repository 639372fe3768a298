from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search import (
    Criteria,
    CriteriaRefused,
    Entry,
    Index,
    Matched,
    Sort,
    find_in_memory,
)
from portal.search.plain import fold

HERE = (335_000, 390_000)
PATIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "area": st.lists(st.sampled_from(["HAL", "KNO", "LIV", "SEF", "WIR", "XXX"]), max_size=3),
        "service": st.lists(st.sampled_from(["PG1", "EHCP_AR", "OPTIONS"]), max_size=2),
        "mode": st.lists(st.sampled_from(["F2F_SCHOOL", "VIDEO", "PHONE"]), max_size=2),
    },
).map(lambda chosen: {facet: tuple(values) for facet, values in chosen.items()})
WORDS = st.sampled_from(
    ["", "adviser", "careers guidance", "sefton meeting", "topic3 wirral pupils", "nothing", "car"]
)
RADIUS = st.sampled_from([None, 0.0, 5.0, 20.0])


def every_id(index: Index, criteria: Criteria) -> list[int]:
    """All ids, over all pages."""
    found: list[int] = []
    for page in range(1, 51):
        ids = index.find(
            Criteria(
                criteria.words,
                criteria.chosen,
                criteria.near,
                criteria.within_km,
                criteria.sort,
                page,
                50,
            )
        ).ids
        if not ids:
            return found
        found += ids
    return found


def allowed(entry: Entry, chosen: dict[str, tuple[str, ...]], but: str = "") -> bool:
    return all(
        set(values) & set(entry.facets.get(facet, ()))
        for facet, values in chosen.items()
        if values and facet != but
    )


@PATIENT
@given(words=WORDS, chosen=CHOSEN, radius=RADIUS)
def test_counts_and_totals_equal_a_recount(
    index: Index,
    world: list[Entry],
    words: str,
    chosen: dict[str, tuple[str, ...]],
    radius: float | None,
) -> None:
    near = None if radius is None else HERE
    found = index.find(Criteria(words, chosen, near, radius))
    by_words = set(every_id(index, Criteria(words, {}, near, radius)))
    base = [entry for entry in world if entry.id in by_words]
    assert found.total == sum(allowed(entry, chosen) for entry in base)
    values = {(f, v) for entry in world for f, held in entry.facets.items() for v in held}
    recount = {
        (facet, value): sum(
            value in entry.facets.get(facet, ()) and allowed(entry, chosen, but=facet)
            for entry in base
        )
        for facet, value in values
    }
    assert {(f, v): n for f, held in found.counts.items() for v, n in held.items()} == recount


@PATIENT
@given(
    st.builds(
        Criteria,
        words=WORDS,
        chosen=CHOSEN,
        near=st.just(HERE),
        within_km=RADIUS,
        sort=st.sampled_from(Sort),
        page=st.integers(1, 4),
    )
)
def test_memory_and_index_agree(index: Index, world: list[Entry], criteria: Criteria) -> None:
    stored, plain = index.find(criteria), find_in_memory(world, criteria)
    assert (stored.total, stored.counts) == (plain.total, plain.counts)
    assert (stored.matched, stored.terms, stored.exact) == (
        plain.matched,
        plain.terms,
        plain.exact,
    )
    if criteria.sort is not Sort.RELEVANCE or not criteria.words:
        assert (stored.ids, stored.distances) == (plain.ids, plain.distances)


@PATIENT
@given(st.text(max_size=250))
def test_any_text_is_answered_and_memory_agrees(
    index: Index, world: list[Entry], text: str
) -> None:
    criteria = Criteria(text, sort=Sort.NAME)
    assert index.find(criteria) == find_in_memory(world, criteria)


def test_listings_come_once_each_in_the_order_of_names(index: Index, world: list[Entry]) -> None:
    by_name = [e.id for e in sorted(world, key=lambda e: (fold(e.name), e.id))]
    assert every_id(index, Criteria(sort=Sort.NAME)) == by_name
    assert every_id(index, Criteria()) == by_name
    assert sorted(every_id(index, Criteria("careers guidance"))) == sorted(
        set(every_id(index, Criteria("careers guidance")))
    )


def test_the_newest_confirmed_come_first_and_the_unconfirmed_last(
    index: Index, world: list[Entry]
) -> None:
    dates = {entry.id: entry.confirmed_on or date.min for entry in world}
    found = [dates[number] for number in every_id(index, Criteria(sort=Sort.CONFIRMED))]
    assert found == sorted(dates.values(), reverse=True)


def test_the_nearest_base_counts_and_listings_without_one_come_last(index: Index) -> None:
    southport = (333_000, 417_500)
    found = index.find(Criteria(near=southport, sort=Sort.DISTANCE, per_page=50))
    assert found.distances[1] == pytest.approx(0.5)
    far = [found.distances[number] for number in found.ids]
    assert far == sorted(far)
    whole = every_id(index, Criteria(near=southport, sort=Sort.DISTANCE))
    assert set(whole[-5:]).isdisjoint(index.find(Criteria(near=southport, within_km=900)).ids)
    assert {3, 4} <= set(whole[-len(whole) // 2 :])


def test_a_radius_leaves_out_what_is_further_and_what_has_no_place(
    index: Index, world: list[Entry]
) -> None:
    found = every_id(index, Criteria(near=HERE, within_km=10))
    points = {entry.id: entry.points for entry in world}
    near = {
        number
        for number, held in points.items()
        if any((e - HERE[0]) ** 2 + (n - HERE[1]) ** 2 <= 10_000**2 for e, n in held)
    }
    assert set(found) == near
    assert 0 < len(near) < len(world)


def test_past_the_end_is_an_empty_page(index: Index) -> None:
    found = index.find(Criteria(page=50, per_page=50))
    assert found.ids == ()
    assert found.total > 0


def test_a_name_ranks_its_listing_first(index: Index, world: list[Entry]) -> None:
    for entry in world[:4]:
        found = index.find(Criteria(entry.name))
        assert found.ids[0] == entry.id
        assert entry.id in found.exact
    assert index.find(Criteria("careerconnect")).ids[0] == 1
    assert index.find(Criteria("careerconnect liverpool")).ids[0] == 1
    assert index.find(Criteria("lukasz obrien smith")).ids[0] == 3
    assert 3 in index.find(Criteria("Łukasz")).ids


def test_a_name_of_function_words_is_found() -> None:
    entries = [Entry(1, 1, "Harp"), Entry(2, 1, "The Who")]
    assert find_in_memory(entries, Criteria("the who")).ids == (2,)


def test_mploy_is_not_employ_and_matrix_is_not_matric(index: Index) -> None:
    assert index.find(Criteria("mploy")).ids == (2,)
    assert index.find(Criteria("employ")).ids == (3,)
    assert index.find(Criteria("matrix")).ids == (1,)
    assert index.find(Criteria("matric")).matched is Matched.NONE


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("L6", 1),
        ("lac", 2),
        ("care experienced", 2),
        ("yr 10", 2),
        ("asd wirral", 2),
        ("freelance", 3),
        ("self-employed adviser", 3),
        ("widnes adviser", 3),
        ("t levels", 3),
        ("PRU", 4),
        ("saint helens interview", 4),
        ("zen", 4),
    ],
)
def test_what_people_type_finds_what_listings_say(index: Index, typed: str, number: int) -> None:
    assert number in index.find(Criteria(typed, per_page=50)).ids


def test_the_answer_says_how_much_of_the_words_matched(index: Index) -> None:
    assert index.find(Criteria("mploy autism")).matched is Matched.ALL
    assert index.find(Criteria("mploy autism zebra")).matched is Matched.MOST
    assert index.find(Criteria("mploy zebra giraffe")).matched is Matched.ANY
    assert index.find(Criteria("zebra giraffe")).matched is Matched.NONE
    assert index.find(Criteria("zebra giraffe")).total == 0


@pytest.mark.parametrize("typed", ["", "  ", "*", "and", "?!", "the of"])
def test_words_that_say_nothing_list_everything(
    index: Index, world: list[Entry], typed: str
) -> None:
    found = index.find(Criteria(typed))
    assert (found.total, found.terms) == (len(world), ())


@pytest.mark.parametrize(
    "given_",
    [
        {"page": 0},
        {"page": 51},
        {"per_page": 0},
        {"per_page": 51},
        {"within_km": 5.0},
        {"near": HERE, "within_km": float("nan")},
        {"near": HERE, "within_km": -1.0},
        {"near": HERE, "within_km": float("inf")},
        {"chosen": {"area": tuple(map(str, range(101)))}},
    ],
)
def test_a_search_out_of_bounds_is_refused(given_: dict[str, object]) -> None:
    with pytest.raises(CriteriaRefused):
        Criteria(**given_)  # type: ignore[arg-type]  # refused is what is tested
