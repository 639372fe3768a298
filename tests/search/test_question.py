from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import phrase_key, related
from portal.search.plain import plain_words, stem
from portal.search.question import LONGEST_TEXT, MOST_TERMS, read
from portal.search.synonyms import CHECKED_ON, GROUPS, ONE_WAY, SOURCE


def tokens_of(text: str) -> set[str]:
    return {t for term in read(text).terms for way in term.alternatives for t in way.tokens}


@given(st.text(max_size=1_000))
def test_a_question_is_bounded_whatever_is_typed(text: str) -> None:
    question = read(text)
    assert len(question.terms) <= MOST_TERMS
    assert sum(len(way.tokens) for term in question.terms for way in term.alternatives) <= 200


def test_only_the_first_words_of_a_long_text_are_read() -> None:
    many = " ".join(f"word{n}" for n in range(500))
    assert [term.words for term in read(many).terms] == [f"word{n}" for n in range(MOST_TERMS)]
    assert read(" " * LONGEST_TEXT + "late").terms == ()


def test_operators_are_plain_gaps() -> None:
    said = [term.words for term in read('adviser AND (wirral OR sefton) NOT "send*"~9').terms]
    assert said == ["adviser", "wirral", "sefton", "send", "9"]


def test_only_the_last_word_may_be_unfinished_and_only_with_three_letters() -> None:
    assert [term.prefix for term in read("care wirr").terms] == ["", "wirr"]
    assert [term.prefix for term in read("care wi").terms] == ["", ""]
    assert read("level 6").terms[0].prefix == ""


def test_a_word_said_twice_is_one_term() -> None:
    assert len(read("guidance guidance guidance").terms) == 1


def test_each_synonym_is_looked_for_by_each_of_its_relatives() -> None:
    seen = 0
    for group in GROUPS:
        for typed in group:
            for meant in group:
                if stem(phrase_key(typed)) != stem(phrase_key(meant)):
                    assert phrase_key(meant) in tokens_of(typed), (typed, meant)
                    seen += 1
    assert seen > 150


def test_one_way_synonyms_do_not_lead_back() -> None:
    assert ONE_WAY
    for typed, meant in ONE_WAY:
        assert phrase_key(meant) in tokens_of(typed)
        assert phrase_key(typed) not in tokens_of(meant)


def test_the_synonyms_say_when_they_were_checked_and_none_is_empty() -> None:
    assert CHECKED_ON.year >= 2026
    assert SOURCE
    for group in (*GROUPS, *ONE_WAY):
        assert len(group) >= 2
        assert all(plain_words(text) for text in group)


def test_relatives_are_never_the_word_itself() -> None:
    assert related()
    for key, others in related().items():
        assert key not in map(stem, others)
