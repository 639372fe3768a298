"""Finding places: what visitors type, and what they are told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.places import (
    BOROUGHS,
    Outside,
    Place,
    Suggestion,
    Unknown,
    borough_of,
    find_place,
    normalise_postcode,
)
from portal.places.towns import BEYOND, SHARED, TOWNS

NAMED = [(name, borough) for borough, names in TOWNS.items() for name in names]


@pytest.mark.parametrize(
    "text", ["CH41 1AA", "ch41 1AA", "CH411AA", " c h 4 1 1 a a ", "ch41\t1aa"]
)
def test_a_full_postcode_is_found_whatever_its_case_and_spaces(text: str) -> None:
    assert find_place(text) == Place("CH41 1AA", ("WIR",), 332139, 389807, "postcode")
    assert normalise_postcode(text) == "CH41 1AA"
    assert borough_of(text) == "WIR"


@pytest.mark.parametrize(
    ("text", "boroughs"),
    [
        ("CH41", {"WIR"}),
        ("L10", {"SEF", "LIV", "KNO"}),
        ("L35", {"KNO", "SHN"}),
        ("L24", {"LIV", "HAL", "KNO"}),
        ("wa8", {"HAL", "KNO", "SHN"}),
        ("L1", {"LIV"}),
        ("L11", {"LIV"}),
        ("L1 1", {"LIV"}),
        ("WN5 7", {"SHN"}),
    ],
)
def test_part_of_a_postcode_names_every_borough_it_may_be_in(text: str, boroughs: set[str]) -> None:
    found = find_place(text)
    assert isinstance(found, Place)
    assert found.kind == "outward"
    assert set(found.boroughs) == boroughs


def test_the_borough_with_most_of_an_outward_code_comes_first() -> None:
    found = find_place("L20")
    assert isinstance(found, Place)
    assert found.boroughs == ("SEF", "LIV")


def test_a_place_that_reaches_beyond_the_boroughs_says_so() -> None:
    edge, heart = find_place("WN5"), find_place("CH41")
    assert isinstance(edge, Place)
    assert isinstance(heart, Place)
    assert edge.partly_outside
    assert not heart.partly_outside


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("CH64", "WIR"), ("CH1", "WIR"), ("L39", "SEF"), ("WA1", "HAL"), ("WN5 9", "SHN"),
     ("Warrington", "HAL"), ("CH1 2AA", "WIR"), ("Ormskirk", "SEF")],
)  # fmt: skip
def test_a_place_outside_offers_its_neighbours_nearest_first(text: str, nearest: str) -> None:
    found = find_place(text)
    assert isinstance(found, Outside)
    assert found.neighbours[0] == nearest
    assert len(found.neighbours) == 3
    assert found.easting is not None


def test_a_place_far_away_has_a_position_but_no_neighbours() -> None:
    found = find_place("SW1A 1AA")
    assert isinstance(found, Outside)
    assert found.neighbours == ()
    assert found.northing is not None


@pytest.mark.parametrize("text", ["BT1", "BT64 1AA", "JE2", "IM1", "GY1"])
def test_a_place_off_the_national_grid_is_not_put_beside_the_mersey(text: str) -> None:
    assert find_place(text) == Outside(text, ())


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("L43", "CH43"),
        ("l 43", "CH43"),
        ("L43 3AA", "CH43 3AA"),
        ("L64", "CH64"),
        ("L43 3", "CH43"),
        ("CH4I", "CH41"),
        ("ch4l", "CH41"),
        ("CH4I IAA", "CH41 1AA"),
        ("L1O", "L10"),
        ("WN57", "WN5 7"),
        ("CH41 1A", "CH41 1"),
        ("CH41 1ZZ", "CH41 1"),
        ("Birkenhed", "Birkenhead"),
        ("sefto", "Sefton"),
    ],
)
def test_a_slip_or_an_old_code_is_never_corrected_silently(text: str, instead: str) -> None:
    found = find_place(text)
    assert isinstance(found, Suggestion)
    assert instead in found.instead


def test_every_old_wirral_code_leads_to_a_code_that_exists_or_nowhere() -> None:
    suggested = 0
    for number in range(41, 67):
        found = find_place(f"L{number}")
        if isinstance(found, Suggestion):
            suggested += 1
            assert found.instead == (f"CH{number}",)
            assert isinstance(find_place(found.instead[0]), Place | Outside)
        else:
            assert isinstance(found, Unknown)
    assert suggested == 16


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Wirral", "WIR"), ("wirral", "WIR"), ("L'pool", "LIV"), ("L\u2019pool", "LIV"),
        ("St Helens", "SHN"), ("Saint Helens", "SHN"), ("St. Helens", "SHN"),
        ("ST.HELENS", "SHN"), ("sthelens", "SHN"), ("Halton", "HAL"), ("Knowsley", "KNO"),
        ("Sefton", "SEF"), ("City of Liverpool", "LIV"),
    ],
)  # fmt: skip
def test_a_borough_is_known_by_its_names(text: str, code: str) -> None:
    found = find_place(text)
    assert isinstance(found, Place)
    assert (found.kind, found.boroughs, found.label) == ("borough", (code,), BOROUGHS[code])


@pytest.mark.parametrize(("name", "borough"), NAMED)
def test_a_town_lies_in_its_borough(name: str, borough: str) -> None:
    found = find_place(name.upper())
    assert isinstance(found, Place)
    assert (found.label, found.boroughs, found.kind) == (name, (borough,), "town")
    assert found.easting is not None


def test_no_town_is_listed_twice() -> None:
    names = [name for name, _ in NAMED] + list(SHARED) + list(BEYOND)
    assert len(set(names)) == len(names) > 100


@pytest.mark.parametrize("name", SHARED)
def test_a_town_on_a_boundary_names_both_boroughs(name: str) -> None:
    found = find_place(name)
    assert isinstance(found, Place)
    assert len(found.boroughs) == 2


@pytest.mark.parametrize("name", BEYOND)
def test_a_town_nearby_is_outside(name: str) -> None:
    found = find_place(name)
    assert isinstance(found, Outside)
    assert found.neighbours


@pytest.mark.parametrize("text", ["newton le willows", "Newton-le-Willows", "NEWTON-LE-WILLOWS"])
def test_hyphens_do_not_matter(text: str) -> None:
    found = find_place(text)
    assert isinstance(found, Place)
    assert found.boroughs == ("SHN",)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "*", "and", "\x00\x01\x7f", "nonsense", "L50", "ZZ99 9ZZ", "💩", "'; DROP TABLE",
     "<script>", "careers adviser", "42", "\ud800"],
)  # fmt: skip
def test_what_means_nothing_is_unknown(text: str) -> None:
    assert isinstance(find_place(text), Unknown)
    assert borough_of(text) is None
    assert normalise_postcode(text) in (None, "ZZ99 9ZZ")


@pytest.mark.parametrize(
    "text",
    ["A" * 10**6, " " * 10**6, "L1 " * 333_333, "1" * 10**6, "\u0301" * 10**6, "\ufdfa" * 10**6,
     "0O1I5S8", "1I0O5S8B2Z6G", "a " * 40, "\x00" * 10**6, "bi" * 40],
)  # fmt: skip
def test_no_text_however_long_takes_long(text: str) -> None:
    find_place("L1")  # the files are read before the clock starts
    start = time.perf_counter()
    found = find_place(text)
    normalise_postcode(text)
    borough_of(text)
    assert time.perf_counter() - start < 0.1
    assert isinstance(found, Unknown)
    assert len(found.label) <= 60


def test_a_long_text_that_begins_like_a_place_is_not_taken_for_it() -> None:
    assert isinstance(find_place("CH41" + " " * 1000 + "is not where we are"), Unknown)


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(find_place(text), Place | Outside | Suggestion | Unknown)


@given(st.text("CHLWAN014567 IOSab", max_size=9))
def test_every_suggestion_is_itself_a_place(text: str) -> None:
    found = find_place(text)
    for other in found.instead if isinstance(found, Suggestion) else ():
        assert isinstance(find_place(other), Place | Outside)
