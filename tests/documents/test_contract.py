"""Keeps the promise all writers share: every text comes out, in order, whatever a person typed."""

import io
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import odfdo
import pypdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Numbered,
    Paragraph,
    Span,
    Table,
    clean,
    texts,
    write_html,
    write_odt,
    write_pdf,
    write_word,
)

Read = Callable[[Document], str]


def _read_html(document: Document) -> str:
    return BeautifulSoup(write_html(document), "html5lib").get_text("\n")


def _read_word(document: Document) -> str:
    body = docx.Document(io.BytesIO(write_word(document))).element.body
    return "\n".join(paragraph.text for paragraph in body.iter(qn("w:p")))


def _read_odt(document: Document) -> str:
    body = odfdo.Document(io.BytesIO(write_odt(document))).body
    return "\n".join(element.inner_text for element in body.get_elements("//text:p|//text:h"))


def _read_pdf(document: Document) -> str:
    pages = pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages
    return "\n".join(page.extract_text() for page in pages)


READERS = [
    pytest.param(_read_html, id="html"),
    pytest.param(_read_word, id="word"),
    pytest.param(_read_odt, id="odt"),
    pytest.param(_read_pdf, id="pdf"),
]


def _squeezed(text: str) -> str:
    # Line ends fall where the page ends; a zero-width space marks where a long word may break.
    return "".join(text.replace("\u200b", "").split())


def missing_in_order(document: Document, written: str) -> list[str]:
    """The texts that do not follow each other in what was written."""
    rest = _squeezed(written)
    lost = []
    for text in texts(document):
        _, found, after = rest.partition(_squeezed(text))
        rest = after if found else rest
        if not found:
            lost.append(text)
    return lost


@pytest.mark.parametrize("read", READERS)
def test_every_text_comes_out_in_order(read: Read, brief: Document) -> None:
    assert len(texts(brief)) > 50
    assert missing_in_order(brief, read(brief)) == []


def test_the_contract_notices_a_lost_and_a_misplaced_text(brief: Document) -> None:
    written = _read_html(brief)
    assert missing_in_order(brief, written.replace("Two bullets", "")) == ["Two bullets"]
    swapped = (
        written.replace("81 days", "§")
        .replace("The last words.", "81 days")
        .replace("§", "The last words.")
    )
    assert missing_in_order(brief, swapped)


@pytest.mark.parametrize(
    ("read", "line_break"),
    [
        (_read_word, "First line\nSecond line\n\nAfter"),
        (_read_odt, "First line\nSecond line\n\nAfter"),
    ],
)
def test_line_breaks_survive_inside_a_paragraph(
    read: Read, line_break: str, brief: Document
) -> None:
    assert line_break in read(brief)


def test_line_breaks_become_br_in_html(brief: Document) -> None:
    assert "First line<br>Second line<br><br>After" in write_html(brief)
    assert "12 SEND<br>83 standard" in write_html(brief)


def test_line_breaks_are_lines_of_the_pdf(brief: Document) -> None:
    assert "First line\nSecond line\n" in _read_pdf(brief)


def _holding(text: str) -> Document:
    return Document(
        title=f"T{text}",
        subtitle=text,
        footer=text,
        author=text,
        version=text,
        draft=True,
        created=datetime(2027, 3, 1, tzinfo=UTC),
        blocks=(
            Heading(1, f"H{text}", text),
            Paragraph((Span(text, strong=True), Span(text, to_confirm=True))),
            Bullets((text,)),
            Numbered((text, text)),
            Facts(((text, text),)),
            Note(text, text),
            Table(f"C{text}", (f"A{text}", text), ((text, text),), numeric=frozenset({1})),
        ),
    )


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_of_html_word_and_odt(text: str) -> None:
    document = _holding(text)
    assert missing_in_order(document, _read_word(document)) == []
    assert missing_in_order(document, _read_odt(document)) == []
    assert missing_in_order(document, _read_html(document)) == []


@given(ANY_TEXT)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_makes_a_pdf(text: str) -> None:
    assert write_pdf(_holding(text)).startswith(b"%PDF-")


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.timeout(30)
def test_two_hundred_long_requirements_take_seconds_and_little_memory() -> None:
    words = ("Every pupil meets a qualified careers adviser in a private room. " * 80)[:5000]
    rows = tuple((str(number), words) for number in range(200))
    document = Document(
        title="A very long brief",
        created=datetime(2027, 3, 1, tzinfo=UTC),
        blocks=(Table("Requirements", ("Number", "Requirement"), rows),),
    )
    for write in (write_html, write_word, write_odt, write_pdf):
        tracemalloc.start()
        started = time.perf_counter()
        assert write(document)
        assert time.perf_counter() - started < 10, write.__name__
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 300_000_000, write.__name__
