"""Prints a document as a Word file, with real styles, lists, header rows and fields.

python-docx stops short of fields, header rows and list restarts; there its XML elements are used
directly.
"""
# ruff: noqa: SLF001 - _p, _tr and _tbl are python-docx's documented way to the element behind an
# object

import io
from datetime import UTC
from typing import Final

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from portal.documents.blocks import (
    DRAFT_BANNER,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
    Text,
    shortened,
    spans,
)
from portal.documents.widths import FACT_SHARES, column_shares, fits_on_a_page
from portal.documents.word_styles import FACTS_STYLE, NUMBERS, TABLE_STYLE, TEXT_WIDTH, dress

_AFTER_TABLE: Final = Pt(12)


def write_word(document: Document) -> bytes:
    """The document as the bytes of a .docx file for Word 2013 and later."""
    file = docx.Document()
    dress(file, document.language)
    _describe(file, document)
    _frame(file, document)
    file.add_paragraph(document.title, "Title")
    if document.subtitle:
        file.add_paragraph(document.subtitle, "Subtitle")
    _blocks(file, document.blocks)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _describe(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    # The format keeps at most 255 characters of each.
    properties.title = shortened(document.title, 255)
    properties.author = shortened(document.author, 255)
    properties.last_modified_by = shortened(document.author, 255)
    properties.version = shortened(document.version, 255)
    properties.language = document.language
    properties.comments = ""
    moment = document.created.astimezone(UTC).replace(tzinfo=None)  # python-docx writes it as UTC
    properties.created = properties.modified = moment
    package = file.part.package
    for key, relation in list(package.rels.items()):
        if (
            relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ):  # a picture of python-docx's own template
            del package.rels[key]


def _frame(file: WordFile, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(25), Mm(23)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    banner = DRAFT_BANNER if document.draft else ""
    first = section.first_page_header.paragraphs[0]
    if banner:
        first.style = "Draft"
        first.add_run(banner)
    else:
        first.style = "Table Gap"
    head = section.header.paragraphs[0]
    head.add_run(shortened(document.title))
    if banner:
        head.add_run(f"\t{banner}").bold = True
    for footer in (section.first_page_footer, section.footer):
        foot = footer.paragraphs[0]
        foot.style = "Footer"
        foot.add_run(f"{document.foot}\tPage ")
        _field(foot, "PAGE")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES")


def _field(paragraph: WordParagraph, instruction: str) -> None:
    field = (
        f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(parse_xml(field))


def _blocks(file: WordFile, blocks: tuple[Block, ...]) -> None:
    before: Block | None = None
    for block in blocks:
        count = len(file.element.body)
        if isinstance(block, Table | Facts):
            _sheet(file, block, touches=isinstance(before, Facts | Table))
        elif not isinstance(block, PageBreak):
            _prose(file, block)
        if before is not None and len(file.element.body) > count:
            # The section's properties are always last in the body, so the first new element
            # stands before count.
            _mind_the_gap(file, file.element.body[count - 1], before, block)
        before = block


def _prose(file: WordFile, block: Heading | Paragraph | Bullets | Numbered | Note) -> None:
    match block:
        case Heading():
            words = f"{block.number}\u2002{block.text}" if block.number else block.text
            file.add_paragraph(words, f"Heading {block.level}")
        case Paragraph():
            _write(file.add_paragraph(), block.text)
        case Bullets():
            for item in block.items:
                _write(file.add_paragraph(style="List Bullet"), item)
        case Numbered():
            _numbered(file, block)
        case Note():
            title = (Span(f"{block.title}\n", strong=True),) if block.title else ()
            _write(file.add_paragraph(style="Note"), (*title, *spans(block.text)))


def _mind_the_gap(file: WordFile, element: BaseOxmlElement, before: Block, block: Block) -> None:
    if isinstance(before, PageBreak):
        paragraph = file.add_paragraph(style="Table Gap")
        if element.tag == qn("w:p"):
            file.element.body.remove(paragraph._p)
            paragraph = WordParagraph(element, file._body)
        else:
            element.addprevious(paragraph._p)
        paragraph.paragraph_format.page_break_before = True
    elif isinstance(before, Table | Facts) and isinstance(block, Paragraph | Bullets | Numbered):
        # A table has no space after it of its own; the paragraph that follows brings it.
        WordParagraph(element, file._body).paragraph_format.space_before = _AFTER_TABLE


def _write(paragraph: WordParagraph, text: Text) -> None:
    for span in spans(text):
        run = paragraph.add_run(span.printed, "To Confirm" if span.to_confirm else None)
        if span.strong:
            run.bold = True


def _numbered(file: WordFile, block: Numbered) -> None:
    """Each list gets a numbering of its own that starts again at 1."""
    numbering = file.part.numbering_part.element
    number = numbering.add_num(NUMBERS)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in block.items:
        paragraph = file.add_paragraph(style="List Number")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number.numId
        _write(paragraph, item)


def _sheet(file: WordFile, block: Table | Facts, *, touches: bool) -> None:
    if isinstance(block, Table):
        file.add_paragraph(block.caption, "Caption")
        shares = column_shares(block)
        table = _new_table(file, TABLE_STYLE, shares, header=True, names=block.row_headers)
        header = _row(table, block.header, block.numeric)
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in block.rows:
            _row(table, row, block.numeric)
    elif block.pairs:
        if touches:  # Word would join two tables that touch
            file.add_paragraph(style="Table Gap")
        table = _new_table(file, FACTS_STYLE, FACT_SHARES, header=False, names=True)
        for pair in block.pairs:
            _row(table, pair, frozenset())


def _new_table(
    file: WordFile, style: str, shares: tuple[float, ...], *, header: bool, names: bool
) -> WordTable:
    table: WordTable = file.add_table(rows=0, cols=len(shares))
    table.style = style
    table.autofit = False
    properties = table._tbl.tblPr
    for old in (*properties.findall(qn("w:tblW")), *properties.findall(qn("w:tblLook"))):
        properties.remove(old)
    width = f'<w:tblW {nsdecls("w")} w:w="{TEXT_WIDTH}" w:type="dxa"/>'
    properties.insert(1, parse_xml(width))
    value = 0x0400 + 0x0200 + 0x20 * header + 0x80 * names
    flags = f'w:val="{value:04X}" w:firstRow="{header:d}" w:lastRow="0"'
    more = f'w:firstColumn="{names:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    properties.append(parse_xml(f"<w:tblLook {nsdecls('w')} {flags} {more}/>"))
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Pt(share * TEXT_WIDTH / 20)
    return table


def _row(table: WordTable, cells: tuple[Text, ...], numeric: frozenset[int]) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx forgot to annotate it
    if fits_on_a_page(cells):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text"
        if index in numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write(paragraph, text)
    return row
