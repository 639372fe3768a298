"""Keeps what makes the Word file a real Word document: styles, fields, flags and properties."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm

from portal.documents import Document, Facts, Numbered, PageBreak, Paragraph, Table, write_word


@pytest.fixture
def file(brief: Document) -> WordFile:
    return docx.Document(io.BytesIO(write_word(brief)))


def _part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write_word(document))) as archive:
        return archive.read(name).decode()


def test_blocks_use_the_styles_a_reader_can_navigate_by(file: WordFile) -> None:
    used = {paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
    wanted = {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "List Bullet",
        "List Number",
        "Caption",
        "Note",
    }
    assert wanted <= used


def test_core_properties_describe_the_document(file: WordFile) -> None:
    properties = file.core_properties
    assert properties.title == "Careers guidance brief & more <1>"
    assert (properties.author, properties.language, properties.comments) == (
        "Jo Bloggs",
        "en-GB",
        "",
    )
    assert properties.created == datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def test_the_language_is_british_english_throughout(brief: Document) -> None:
    styles = _part(brief, "word/styles.xml")
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {"en-GB"}
    assert 'themeFontLang w:val="en-GB"' in _part(brief, "word/settings.xml")


def test_word_has_no_reason_for_compatibility_mode(brief: Document) -> None:
    settings = _part(brief, "word/settings.xml")
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)
    assert "useFELayout" not in settings


def test_header_rows_repeat_and_short_rows_stay_whole(file: WordFile) -> None:
    tables = [
        table for table in file.tables if table.style and table.style.name == "Document Table"
    ]
    assert len(tables) == 3
    for table in tables:
        flags = [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows
        ]
        assert flags == [True] + [False] * (len(flags) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look is not None
        assert look.get(qn("w:firstRow")) == "1"


def test_a_row_longer_than_a_page_may_be_split() -> None:
    document = Document(
        title="Long",
        created=datetime(2027, 3, 1, tzinfo=UTC),
        blocks=(Table("T", ("A",), (("word " * 1000,),)),),
    )
    row = docx.Document(io.BytesIO(write_word(document))).tables[0].rows[1]
    assert row._tr.trPr is None


def test_columns_fill_the_width_of_the_text(file: WordFile) -> None:
    for table in file.tables:
        widths = [column.width for column in table.columns if column.width is not None]
        assert sum(widths) == pytest.approx(9298 * 635, rel=0.01)


def test_each_numbered_list_starts_again(file: WordFile) -> None:
    paragraphs = [
        paragraph
        for paragraph in file.paragraphs
        if paragraph.style is not None and paragraph.style.name == "List Number"
    ]
    numbers = [paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0] for paragraph in paragraphs]
    assert len(numbers) == 4
    assert len(set(numbers)) == 2


def test_head_and_foot_carry_title_banner_and_page_fields(file: WordFile) -> None:
    section = file.sections[0]
    assert section.first_page_header.paragraphs[0].text == "DRAFT: not ready to issue"
    assert section.header.paragraphs[0].text.endswith("\tDRAFT: not ready to issue")
    for footer in (section.footer, section.first_page_footer):
        xml = footer._element.xml
        assert 'w:instr="PAGE"' in xml
        assert 'w:instr="NUMPAGES"' in xml
        assert "Example High School, Huyton · Version 3" in footer.paragraphs[0].text
    assert section.page_width is not None
    assert abs(section.page_width - Mm(210)) < Mm(1)


def test_an_issued_document_has_no_banner(brief: Document) -> None:
    file = docx.Document(io.BytesIO(write_word(replace(brief, draft=False))))
    assert "DRAFT" not in file.sections[0].header._element.xml
    assert "DRAFT" not in file.sections[0].first_page_header._element.xml


def test_a_page_break_is_a_property_and_a_last_one_is_dropped() -> None:
    blocks = (
        Paragraph("one"),
        PageBreak(),
        Paragraph("two"),
        PageBreak(),
        Facts((("a", "b"),)),
        PageBreak(),
    )
    document = Document(title="Breaks", created=datetime(2027, 3, 1, tzinfo=UTC), blocks=blocks)
    file = docx.Document(io.BytesIO(write_word(document)))
    breaks = [
        paragraph.text
        for paragraph in file.paragraphs
        if paragraph.paragraph_format.page_break_before
    ]
    assert breaks == ["two", ""]


def test_facts_that_follow_facts_stay_two_tables() -> None:
    blocks = (Facts((("a", "b"),)), Facts((("c", "d"),)), Numbered(()), Facts(()))
    document = Document(title="Facts", created=datetime(2027, 3, 1, tzinfo=UTC), blocks=blocks)
    assert len(docx.Document(io.BytesIO(write_word(document))).tables) == 2
    tags = re.findall("<w:tbl>|</w:tbl><w:p>", _part(document, "word/document.xml"))
    assert tags.count("<w:tbl>") == 2
