import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from portal.search import mark, snippet, wanted_stems

TAG = re.compile(r"</?mark>")
LONG = "Before all this. " * 30 + "An adviser with Level 6 meets pupils. " + "After all that. " * 30


def test_the_words_found_are_marked_in_every_form_they_take() -> None:
    marked = mark("Advisers meet; an advisor's meeting.", wanted_stems("adviser"))
    assert marked == ("<mark>Advisers</mark> meet; an <mark>advisor&#x27;s</mark> meeting.")


def test_text_is_escaped_before_it_is_marked() -> None:
    hostile = "<b onclick=\"x\">adviser</b> & 'adviser'"
    marked = mark(hostile, wanted_stems("adviser b onclick"))
    assert html.unescape(TAG.sub("", marked)) == hostile
    assert "<" not in TAG.sub("", marked)
    assert '"' not in marked


@example("It says \"adviser\" and 'pupils', 5 < 6 & 7 > 6.", "adviser")
@given(st.text(), st.text(max_size=60))
def test_only_marks_are_added_to_any_text(text: str, words: str) -> None:
    marked = mark(text, wanted_stems(words))
    bare = TAG.sub("", marked)
    assert html.unescape(bare) == html.unescape(html.escape(text))
    assert not set(bare) & set("<>\"'")
    assert marked.count("<mark>") == marked.count("</mark>")


@given(st.text(max_size=600), st.text(max_size=30), st.integers(1, 40))
def test_an_extract_is_short_and_comes_from_the_text(text: str, words: str, length: int) -> None:
    bare = TAG.sub("", snippet(text, wanted_stems(words), length))
    inside = html.unescape(bare.removeprefix("… ").removesuffix(" …"))
    assert inside in html.unescape(html.escape(text))
    assert not set(bare) & set("<>\"'")


def test_an_extract_shows_the_place_that_was_found() -> None:
    shown = snippet(LONG, wanted_stems("adviser pupils"), 20)
    assert "<mark>adviser</mark>" in shown
    assert "<mark>pupils</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(TAG.sub("", shown).strip("… ").split()) == 20


def test_without_a_hit_an_extract_is_the_beginning() -> None:
    assert snippet(LONG, wanted_stems("zebra"), 5) == "Before all this. Before all …"
    assert snippet("Short text.", wanted_stems("zebra")) == "Short text."
