"""Prints a document as an OpenDocument text, with outline, lists and header rows."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from html import escape
from typing import Final

from odfdo import Document as OdfFile
from odfdo import Element, XmlPart

from portal.documents import odt_styles
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

_PAGES: Final = 'Page <text:page-number text:select-page="current"/> of <text:page-count/>'
_BLANKS: Final = re.compile("^ +| +$| {2,}")
_COLUMN_STYLE: Final = (
    '<style:style style:name="{name}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{width:.1f}mm"/></style:style>'
)


def write_odt(document: Document) -> bytes:
    """The document as the bytes of an .odt file for any reader of ODF 1.3."""
    file = OdfFile("text")
    _describe(file, document)
    _dress(file, document)
    columns = _column_styles(document)
    _fill(file, "content.xml", "office:automatic-styles", (*odt_styles.CONTENT_STYLES, *columns))
    _fill(file, "content.xml", "office:text", _body(document))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _describe(file: OdfFile, document: Document) -> None:
    moment = document.created.astimezone(UTC).replace(tzinfo=None)
    meta = file.meta
    meta.title = document.title
    meta.language = document.language
    meta.initial_creator = meta.creator = document.author
    meta.creation_date = meta.date = moment
    meta.generator = "odfdo"
    statistic = meta.get_element("//meta:document-statistic")
    if statistic is not None:  # of odfdo's own empty template
        meta.delete_element(statistic)
    file.del_part("Thumbnails/thumbnail.png")


def _dress(file: OdfFile, document: Document) -> None:
    styles = (
        odt_styles.default_style(document.language),
        *odt_styles.PARAGRAPH_STYLES,
        *odt_styles.OTHER_STYLES,
    )
    banner = DRAFT_BANNER if document.draft else ""
    first = _paragraph(banner, "Draft") if banner else _paragraph("", "Gap")
    loud = f'<text:tab/><text:span text:style-name="Strong">{_escaped(banner)}</text:span>'
    title = _escaped(shortened(document.title))
    header = f'<text:p text:style-name="Header">{title}{loud if banner else ""}</text:p>'
    footer = (
        f'<text:p text:style-name="Footer">{_escaped(document.foot)}<text:tab/>{_PAGES}</text:p>'
    )
    page = odt_styles.master_page(first, header, footer)
    _fill(file, "styles.xml", "office:font-face-decls", (odt_styles.FONT,))
    _fill(file, "styles.xml", "office:styles", styles)
    _fill(file, "styles.xml", "office:automatic-styles", (odt_styles.PAGE_LAYOUT,))
    _fill(file, "styles.xml", "office:master-styles", (page,))
    _fill(file, "content.xml", "office:font-face-decls", (odt_styles.FONT,))


def _fill(file: OdfFile, part: str, tag: str, children: Iterable[str]) -> None:
    """Put the children, written as XML, in place of what the template has under the tag."""
    root = file.get_part(part)
    place = root.get_element(f"//{tag}") if isinstance(root, XmlPart) else None
    if place is None:
        raise RuntimeError(f"odfdo's template has no {tag} in {part}")
    place.clear()
    for child in children:
        place.append(Element.from_tag(child))


def _body(document: Document) -> Iterator[str]:
    yield _paragraph(document.title, "Title")
    if document.subtitle:
        yield _paragraph(document.subtitle, "Subtitle")
    for index, block in enumerate(document.blocks):
        yield from _block(block, f"T{index}", last=index + 1 == len(document.blocks))


def _block(block: Block, name: str, *, last: bool) -> Iterator[str]:
    match block:
        case Heading():
            words = f"{block.number}\u2002{block.text}" if block.number else block.text
            style = f'text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}"'
            yield f"<text:h {style}>{_escaped(words)}</text:h>"
        case Paragraph():
            yield _paragraph(block.text, "Standard")
        case Bullets() | Numbered():
            yield from _list(block)
        case Note():
            title = (Span(f"{block.title}\n", strong=True),) if block.title else ()
            yield _paragraph((*title, *spans(block.text)), "Note")
        case Table() | Facts():
            yield from _sheet(block, name)
        case PageBreak():
            if not last:
                yield _paragraph("", "Page_20_Break")


def _list(block: Bullets | Numbered) -> Iterator[str]:
    """Every list is an element of its own, so its numbers start again at 1."""
    bullets = isinstance(block, Bullets)
    style = "List_20_Bullet" if bullets else "List_20_Number"
    if block.items:
        items = (
            f"<text:list-item>{_paragraph(item, style)}</text:list-item>" for item in block.items
        )
        name = "Bullets" if bullets else "Numbers"
        yield f'<text:list text:style-name="{name}">{"".join(items)}</text:list>'


def _sheet(block: Table | Facts, name: str) -> Iterator[str]:
    if isinstance(block, Table):
        yield _paragraph(block.caption, "Caption")
        yield _table(block, name)
    elif block.pairs:
        yield _facts(block, name)


def _table(table: Table, name: str) -> str:
    right = [index in table.numeric for index in range(len(table.header))]
    names = [table.row_headers and index == 0 for index in range(len(table.header))]
    heads = (
        _cell(text, "HeadCell", "Table_20_Heading" + "_20_Figure" * figure)
        for text, figure in zip(table.header, right, strict=True)
    )
    styles = [
        "Table_20_"
        + ("Heading" + "_20_Figure" * figure if bold else "Figure" if figure else "Text")
        for figure, bold in zip(right, names, strict=True)
    ]
    header = f"<table:table-header-rows>{_row(heads, whole=True)}</table:table-header-rows>"
    rows = (
        _row(
            (_cell(cell, "Cell", style) for cell, style in zip(row, styles, strict=True)),
            whole=fits_on_a_page(row),
        )
        for row in table.rows
    )
    return _framed(name, len(table.header), header + "".join(rows))


def _facts(facts: Facts, name: str) -> str:
    rows = (
        _row(
            (_cell(key, "FactCell", "Table_20_Heading"), _cell(value, "FactCell", "Table_20_Text")),
            whole=fits_on_a_page((key, value)),
        )
        for key, value in facts.pairs
    )
    return _framed(name, len(FACT_SHARES), "".join(rows))


def _framed(name: str, columns: int, rows: str) -> str:
    widths = "".join(
        f'<table:table-column table:style-name="{name}C{index}"/>' for index in range(columns)
    )
    return f'<table:table table:name="{name}" table:style-name="Sheet">{widths}{rows}</table:table>'


def _column_styles(document: Document) -> Iterator[str]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, Table | Facts):
            shares = column_shares(block) if isinstance(block, Table) else FACT_SHARES
            for index, share in enumerate(shares):
                width = share * odt_styles.TEXT_WIDTH_MM
                yield _COLUMN_STYLE.format(name=f"T{number}C{index}", width=width)


def _row(cells: Iterable[str], *, whole: bool) -> str:
    style = "WholeRow" if whole else "LongRow"
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _cell(text: Text, cell_style: str, style: str) -> str:
    kind = f'table:style-name="{cell_style}" office:value-type="string"'
    return f"<table:table-cell {kind}>{_paragraph(text, style)}</table:table-cell>"


def _paragraph(text: Text, style: str) -> str:
    return f'<text:p text:style-name="{style}">{"".join(map(_span, spans(text)))}</text:p>'


def _span(span: Span) -> str:
    style = "To_20_Confirm" if span.to_confirm else "Strong" if span.strong else ""
    words = _escaped(span.printed)
    return f'<text:span text:style-name="{style}">{words}</text:span>' if style else words


def _escaped(text: str) -> str:
    """Text as XML; blanks that a reader would drop are spelt out."""
    lines = (_BLANKS.sub(_spelt, escape(line, quote=False)) for line in text.split("\n"))
    return "<text:line-break/>".join(lines)


def _spelt(blanks: re.Match[str]) -> str:
    return f'<text:s text:c="{len(blanks[0])}"/>'
