import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import joined_tokens, name_tokens, prose_tokens
from portal.search.plain import compact, fold, plain_words, stem


@pytest.mark.parametrize(
    ("said", "token"),
    [
        ("Level 6, L6, lvl 6, QCF 6, RQF Level 6, level-6, LEVEL6", "level6"),
        ("T-level, T level, T Levels, t-levels, TLevel", "tlevel"),
        ("A-level, A levels, alevel", "alevel"),
        ("one-to-one, one to one, 1:1, 121, 1-2-1, 1 to 1, One\u2013to\u2013one", "onetoone"),
        ("post-16, post 16, Post16", "post16"),
        ("year 9, yr 9, Y9, Yr9, years 9, year-9", "year9"),
        ("KS4, key stage 4, ks 4", "ks4"),
        ("BM8, GB8, benchmark 8, Gatsby 8, Gatsby Benchmark 8, bm 8", "benchmark8"),
        ("St Helens, St. Helens, Saint Helens, St Helen's, st-helens", "sthelens"),
    ],
)
def test_the_spellings_of_one_thing_are_one_token(said: str, token: str) -> None:
    for spelling in said.split(", "):
        assert (spelling, plain_words(spelling)) == (spelling, [token])


def test_a_level_with_a_number_is_not_an_a_level() -> None:
    assert plain_words("a level 6 adviser") == ["level6", "adviser"]


def test_a_range_of_years_names_each_of_them() -> None:
    assert plain_words("years 9\u201311") == ["year9", "year10", "year11"]
    assert plain_words("Y7 to Y8") == ["year7", "year8"]
    assert plain_words("years 10 and 12") == ["year10", "year12"]
    assert plain_words("year 2026") == ["year", "2026"]


def test_years_that_do_not_exist_stay_words() -> None:
    assert "year99" not in plain_words("year 99")
    assert plain_words("year 9 to 3")[0] == "year9"


def test_accents_and_apostrophes_do_not_matter() -> None:
    assert plain_words("Łódź O\u2019Brien café") == plain_words("lodz OBrien cafe")
    assert fold("STRASSE") == fold("straße")


def test_matrix_never_meets_matric() -> None:
    assert stem("matrix") == "matrix"
    assert stem("matric") != stem("matrix") != stem("matrices")


def test_prose_is_stemmed_and_names_are_not() -> None:
    assert prose_tokens("advisers") == prose_tokens("adviser")
    assert name_tokens("Mploy") == ["mploy"]
    assert "connected" in name_tokens("Connected Careers")


def test_neighbours_in_a_name_are_also_kept_run_together() -> None:
    assert "careerconnect" in joined_tokens("Career Connect")
    assert {"career", "connect"} <= set(name_tokens("CareerConnect"))
    assert "smithjones" in joined_tokens("Smith-Jones")


def test_phrases_become_one_token_beside_their_words() -> None:
    tokens = prose_tokens("young people who are looked after")
    assert "look_after" in tokens
    assert "look" in tokens


@given(st.text(max_size=300))
def test_any_text_gives_short_words_without_capitals_or_spaces(text: str) -> None:
    for word in plain_words(text):
        assert 0 < len(word) <= 40
        assert not any(c.isspace() or c == "_" for c in word)
    for token in prose_tokens(text) + name_tokens(text):
        assert token == token.strip() != ""
    assert compact(text) == compact(compact(text))
