"""Keeps what a block accepts and how it cleans the words it is given."""

from datetime import UTC, datetime

import pytest

from portal.documents import Document, Heading, Paragraph, Span, Table, clean, texts
from portal.documents.widths import column_shares

MOMENT = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x08c\x1bd\x7fe", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0001fffee", "abcde"),
        ("one\r\ntwo\rthree\u2028four\x85five\x0bsix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb", "a b"),
        ("safe\u202etxt.exe\u202c", "safetxt.exe"),
        ("\ufeffŁódź 😀 مرحبا e\u0301 👩\u200d🚀", "Łódź 😀 مرحبا e\u0301 👩\u200d🚀"),
    ],
)
def test_text_is_cleaned_of_what_formats_cannot_carry(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert Span(given).text == kept
    assert Paragraph(given).text == kept


def test_titles_and_headings_are_one_line() -> None:
    assert Heading(1, " Two\n lines\t").text == "Two lines"
    assert Document(title="A\nB", created=MOMENT, blocks=()).title == "A B"


@pytest.mark.parametrize("level", [0, 4])
def test_a_heading_of_another_level_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="level 1, 2 or 3"):
        Heading(level, "Words")


def test_blank_headings_titles_and_captions_are_refused() -> None:
    with pytest.raises(ValueError, match="heading needs some words"):
        Heading(1, " \x00")
    with pytest.raises(ValueError, match="document title needs some words"):
        Document(title="\n", created=MOMENT, blocks=())
    with pytest.raises(ValueError, match="table caption needs some words"):
        Table("", ("A",), ())


def test_a_table_with_uneven_rows_or_unknown_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table("T", ("A", "B"), (("1",),))
    with pytest.raises(ValueError, match="no such numeric column"):
        Table("T", ("A",), (), numeric=frozenset({1}))
    with pytest.raises(ValueError, match="header row"):
        Table("T", (), ())


def test_a_document_needs_an_aware_moment_and_a_known_language() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Document(title="T", created=MOMENT.replace(tzinfo=None), blocks=())
    with pytest.raises(ValueError, match="en-GB"):
        Document(title="T", created=MOMENT, blocks=(), language="<b>")


def test_texts_are_in_reading_order_with_numbers_and_brackets() -> None:
    blocks = (
        Heading(2, "Aims", "2.1"),
        Paragraph((Span("By "), Span("date", to_confirm=True))),
        Table("Cap", ("A", ""), (("1", Span("2")),)),
    )
    document = Document(title="T", subtitle="S", created=MOMENT, blocks=blocks)
    assert texts(document) == ("T", "S", "2.1 Aims", "By [date]", "Cap", "A", "1", "2")


def test_the_foot_is_cut_to_the_line() -> None:
    document = Document(
        title="T", created=MOMENT, blocks=(), footer="word " * 50, version="Version 1"
    )
    assert len(document.foot) <= 85
    assert document.foot.endswith("…")


def test_prose_gets_more_room_than_figures_and_shares_fill_the_width() -> None:
    shares = column_shares(Table("T", ("No.", "Requirement"), (("1", "many words " * 30),)))
    assert shares[1] > 4 * shares[0]
    assert sum(shares) == pytest.approx(1)
    assert sum(
        column_shares(Table("T", tuple("ABCDEFGHIJKL"), (("internationalisation",) * 12,)))
    ) == pytest.approx(1)
