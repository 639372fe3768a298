from pathlib import Path

from portal.search import Criteria, Entry, Index
from portal.search.snapshot import WEIGHTS


def ranked(folder: Path, entries: list[Entry], words: str) -> list[int]:
    index = Index(folder)
    index.rebuild(entries, 0)
    return list(index.find(Criteria(words)).ids)


def test_a_name_says_more_than_a_tag_and_a_tag_more_than_a_sentence(tmp_path: Path) -> None:
    entries = [
        Entry(1, 1, "Aa house", "bb house", "alder house"),
        Entry(2, 1, "Bb house", "alder house", "bb house"),
        Entry(3, 1, "Alder house", "bb house", "bb house"),
    ]
    assert WEIGHTS["name"] > WEIGHTS["words"] > WEIGHTS["prose"] > 0
    assert ranked(tmp_path, entries, "alder") == [3, 2, 1]


def test_a_listing_whose_name_was_typed_comes_before_every_richer_text(tmp_path: Path) -> None:
    rich = Entry(1, 1, "Harp Lyre Harp", "harp lyre harp lyre", "harp lyre harp lyre")
    named = Entry(2, 1, "Lyre Harp", "some other words that make it long", "and a text")
    assert ranked(tmp_path, [rich, named], "lyre harp") == [2, 1]


def test_the_word_itself_ranks_before_its_synonym(tmp_path: Path) -> None:
    entries = [Entry(1, 1, "A", prose="one interview"), Entry(2, 1, "B", prose="one meeting")]
    assert ranked(tmp_path, entries, "meeting") == [2, 1]
    assert ranked(tmp_path, entries, "interview") == [1, 2]


def test_a_rare_word_weighs_more_than_a_common_one(tmp_path: Path) -> None:
    common = [Entry(n, 1, f"N{n}", prose="careers text") for n in range(3, 20)]
    entries = [Entry(1, 1, "A", prose="careers words"), Entry(2, 1, "B", prose="harp words")]
    assert ranked(tmp_path, [*entries, *common], "careers harp")[0] == 2


def test_equal_relevance_is_settled_by_name_then_id(tmp_path: Path) -> None:
    entries = [
        Entry(7, 1, "Same", prose="harp"),
        Entry(5, 1, "Same", prose="harp"),
        Entry(9, 1, "Earl", prose="harp"),
    ]
    assert ranked(tmp_path, entries, "harp") == [9, 5, 7]


def test_words_of_a_phrase_that_stand_apart_are_found_for_less(tmp_path: Path) -> None:
    entries = [
        Entry(1, 1, "A", prose="personal careers guidance"),
        Entry(2, 1, "B", prose="careers personal guidance"),
    ]
    assert ranked(tmp_path, entries, "personal guidance") == [2, 1]


def test_ranking_does_not_depend_on_how_the_index_came_to_be(tmp_path: Path) -> None:
    entries = [Entry(n, 1, f"N{n}", prose="harp " * (n % 5) + f"t{n}") for n in range(1, 30)]
    at_once = ranked(tmp_path / "a", entries, "harp")
    slowly = Index(tmp_path / "b")
    slowly.rebuild(entries[:10], 0)
    for at in range(10, 29):
        slowly.apply([entries[at], Entry(entries[at - 9].id, 0, "Old")], [], at)
        slowly.apply([entries[at - 9]], [], at)
    assert list(slowly.find(Criteria("harp")).ids) != []
    slowly.apply(entries, [], 99)
    assert list(slowly.find(Criteria("harp")).ids) == at_once
