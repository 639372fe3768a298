"""Keeps the structure of the PDF: what assistive technology and archives read in it."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pytest
import typst

from portal.documents import Document, Heading, Paragraph, unprintable, write_pdf
from portal.documents.glyphs import PLAIN, clusters, undrawable


class PanicException(BaseException):
    """What a panic of Typst looks like from Python."""


@pytest.fixture
def file(brief: Document) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(write_pdf(brief))) as opened:
        yield opened


def _saying(*words: str) -> Document:
    blocks = tuple(Paragraph(each) for each in words)
    return Document(title="Brief", created=datetime(2027, 3, 1, tzinfo=UTC), blocks=blocks)


def _text(document: Document) -> str:
    return "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages
    )


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)


def _scopes(element: pikepdf.Object) -> list[str]:
    attributes = element.get("/A", pikepdf.Array())
    many = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return [str(each.Scope) for each in many if "/Scope" in each]


def test_the_file_is_tagged_and_says_its_language_and_title(file: pikepdf.Pdf) -> None:
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == "Careers guidance brief & more <1>"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_headings_follow_the_outline_of_the_document(file: pikepdf.Pdf, brief: Document) -> None:
    tags = [str(element.S) for element in _elements(file.Root.StructTreeRoot)]
    expected = [f"/H{block.level}" for block in brief.blocks if isinstance(block, Heading)]
    assert [tag for tag in tags if tag in {"/H1", "/H2", "/H3"}] == expected


def test_every_table_has_a_caption_and_headings_of_its_columns(file: pikepdf.Pdf) -> None:
    elements = list(_elements(file.Root.StructTreeRoot))
    tags = [str(element.S) for element in elements]
    heads = [element for element in elements if element.S == "/TH"]
    assert tags.count("/Table") == tags.count("/Caption") == 3
    assert len(heads) == 3 + 2 + 1
    assert {scope for head in heads for scope in _scopes(head)} == {"/Column"}
    assert all(_scopes(head) for head in heads)


def test_lists_are_tagged_as_lists(file: pikepdf.Pdf) -> None:
    tags = [str(element.S) for element in _elements(file.Root.StructTreeRoot)]
    # Three lists of items and two of facts.
    assert tags.count("/L") == 5
    assert tags.count("/LI") == 2 + 2 + 2 + 3 + 1


def test_nothing_is_attached_and_nothing_runs(file: pikepdf.Pdf) -> None:
    looked_at = 0
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            looked_at += 1
            names = {thing.get("/S"), thing.get("/Type"), *thing.keys()}
            bad = {
                "/EmbeddedFile",
                "/EmbeddedFiles",
                "/JavaScript",
                "/JS",
                "/Launch",
                "/URI",
                "/OpenAction",
            }
            assert not bad & {str(name) for name in names}
    assert looked_at > 50


def test_every_font_is_inside_the_file(file: pikepdf.Pdf) -> None:
    fonts = [
        each
        for each in file.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_each_page_has_its_number_and_foot_and_later_pages_the_banner(brief: Document) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(brief))).pages]
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Example High School, Huyton · Version 3" in page
        assert page.count("DRAFT: not ready to issue") == 1
    assert "DRAFT" not in _text(replace(brief, draft=False))


def test_the_same_document_gives_the_same_bytes(brief: Document) -> None:
    assert write_pdf(brief) == write_pdf(brief)


def test_a_moment_with_microseconds_is_fine(brief: Document) -> None:
    assert write_pdf(replace(brief, created=datetime(2027, 7, 1, 9, 30, 1, 234567, tzinfo=UTC)))


def test_what_no_font_can_draw_becomes_one_box_each() -> None:
    document = _saying("Well done 😀 你好 👍🏽 🇬🇧 end", "Łódź, Ŵyŷ, λόγος, Привет")
    assert "Well done □ □□ □ □ end" in _text(document)
    assert "Łódź, Ŵyŷ, λόγος, Привет" in _text(document)
    assert unprintable(document) == tuple(sorted(("😀", "你", "好", "👍🏽", "🇬🇧")))


@pytest.mark.parametrize(
    "words",
    [
        "مرحبا بكم",
        "שלום",
        "x\u0335\u20dd strange",
        "\ue000 private",
        "a\ufeffb",
        "नमस्ते",
        "สวัสดี",
        "\u200b\u00ad",
    ],
)
def test_other_scripts_and_odd_characters_still_make_a_valid_file(words: str) -> None:
    assert "Plain words stay." in _text(_saying(words, "Plain words stay."))


def test_letters_called_plain_can_all_be_drawn() -> None:
    low, high = 0x20, 0x25FF
    plain = [chr(code) for code in range(low, high + 1) if not _unusual(chr(code))]
    assert len(plain) > 300
    assert _text(_saying(" ".join(plain))).count("□") == 1  # the box itself


def _unusual(character: str) -> bool:
    return re.match(f"[^{PLAIN}]", character) is not None


def test_a_character_is_kept_with_its_marks() -> None:
    assert list(clusters("e\u0301a👍🏽🇬🇧🇫🇷👩\u200d🚀")) == [
        "e\u0301",
        "a",
        "👍🏽",
        "🇬🇧",
        "🇫🇷",
        "👩\u200d🚀",
    ]
    assert undrawable(("plain words",)) == frozenset()


def test_a_heap_of_marks_costs_boxes_not_the_file() -> None:
    heap = "a" + "\u0335\u20dd\u1ab0\ufe20" * 8
    assert "Plain words stay." in _text(_saying(heap, "Plain words stay."))


def test_a_refusal_of_the_whole_is_answered_by_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.documents.pdf.undrawable", lambda _: frozenset())
    assert "Smile □ and Łódź" in _text(_saying("Smile 😀 and Łódź"))


def test_a_panic_inside_typst_is_answered_by_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    real = typst.compile
    calls: list[object] = []

    def panic_once(*given: Any, **named: Any) -> Any:
        calls.append(named)
        if len(calls) == 1:
            raise PanicException
        return real(*given, **named)

    monkeypatch.setattr("typst.compile", panic_once)
    assert "Hello" in _text(_saying("Hello"))
    assert len(calls) == 2


def test_any_other_interruption_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("typst.compile", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_pdf(_saying("Hello"))


def test_a_very_long_word_stays_on_the_page() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(_saying("W" * 600))))
    right_edges: list[float] = []
    for page in reader.pages:
        lines = [line for line in page.extract_text().splitlines() if line.startswith("WWW")]
        right_edges += [len(line) * 11.0 for line in lines]
    assert right_edges
    assert max(right_edges) < 164 / 25.4 * 72
