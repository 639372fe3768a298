"""Prints a document as a fragment of HTML in the classes of the GOV.UK Design System."""

from collections.abc import Iterator
from html import escape
from typing import Final

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
    Table,
    Text,
    spans,
)

_HEADING_CLASSES: Final = (
    "govuk-heading-l",
    "govuk-heading-m",
    "govuk-heading-s",
    "govuk-heading-s",
)
# Two columns fold on a phone; from three on the table scrolls by itself.
_SCROLLS_FROM: Final = 3


def write_html(document: Document, level: int = 2) -> str:
    """The document as ``<article>…</article>``, every text escaped, to stand inside a page.

    The title is a heading of the given level (1 to 3; 2 leaves the page its own h1), and the
    document's headings follow one level below, so that the outline has no gap. ValueError for
    another level.
    """
    if level not in {1, 2, 3}:
        raise ValueError(f"the title can be a heading of level 1, 2 or 3, not {level}")
    return "\n".join(
        (
            f'<article class="app-document" lang="{escape(document.language)}">',
            *_opening(document, level),
            *(line for block in document.blocks for line in _block(block, level)),
            *_closing(document),
            "</article>",
        )
    )


def _opening(document: Document, level: int) -> Iterator[str]:
    if document.draft:
        yield f'<p class="govuk-body app-draft"><strong>{escape(DRAFT_BANNER)}</strong></p>'
    yield _heading(level, level, document.title)
    if document.subtitle:
        yield f'<p class="govuk-body-l">{escape(document.subtitle)}</p>'


def _closing(document: Document) -> Iterator[str]:
    if document.foot:
        yield f'<p class="govuk-body-s app-document__foot">{escape(document.foot)}</p>'


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(level + block.level, level, f"{block.number} {block.text}".strip())
        case Table():
            yield from _table(block)
        case Facts():
            yield from _facts(block)
        case PageBreak():
            yield '<hr class="govuk-section-break govuk-section-break--l app-page-break">'
        case _:
            yield from _prose(block)


def _prose(block: Paragraph | Bullets | Numbered | Note) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f'<p class="govuk-body">{_text(block.text)}</p>'
        case Bullets():
            yield from _list("ul", "govuk-list--bullet", block.items)
        case Numbered():
            yield from _list("ol", "govuk-list--number", block.items)
        case Note():
            title = f"<strong>{escape(block.title)}</strong><br>" if block.title else ""
            yield f'<div class="govuk-inset-text app-note">{title}{_text(block.text)}</div>'


def _heading(tag: int, title: int, text: str) -> str:
    return f'<h{tag} class="{_HEADING_CLASSES[tag - title]}">{escape(text)}</h{tag}>'


def _text(text: Text) -> str:
    return "".join(
        _weight(_lines(span.printed), strong=span.strong, to_confirm=span.to_confirm)
        for span in spans(text)
    )


def _weight(html: str, *, strong: bool, to_confirm: bool) -> str:
    if to_confirm:
        return f'<mark class="app-to-confirm"><strong>{html}</strong></mark>'
    return f"<strong>{html}</strong>" if strong else html


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _list(tag: str, kind: str, items: tuple[Text, ...]) -> Iterator[str]:
    if items:
        yield f'<{tag} class="govuk-list {kind}">'
        yield from (f"<li>{_text(item)}</li>" for item in items)
        yield f"</{tag}>"


def _table(table: Table) -> Iterator[str]:
    scrolls = len(table.header) >= _SCROLLS_FROM
    caption = escape(table.caption)
    if scrolls:
        yield f'<div class="app-scroll" tabindex="0" role="region" aria-label="{caption}">'
    yield '<table class="govuk-table">'
    yield f'<caption class="govuk-table__caption govuk-table__caption--s">{caption}</caption>'
    cells = "".join(_header_cell(table, index) for index in range(len(table.header)))
    yield f'<thead class="govuk-table__head"><tr class="govuk-table__row">{cells}</tr></thead>'
    yield '<tbody class="govuk-table__body">'
    for row in table.rows:
        cells = "".join(_cell(table, index, cell) for index, cell in enumerate(row))
        yield f'<tr class="govuk-table__row">{cells}</tr>'
    yield "</tbody></table>"
    if scrolls:
        yield "</div>"


def _header_cell(table: Table, index: int) -> str:
    kind = " govuk-table__header--numeric" if index in table.numeric else ""
    text = escape(table.header[index])
    if not text:  # an empty header cell heads nothing
        return f'<td class="govuk-table__cell{kind}"></td>'
    return f'<th scope="col" class="govuk-table__header{kind}">{text}</th>'


def _cell(table: Table, index: int, cell: Text) -> str:
    if table.row_headers and index == 0:
        return f'<th scope="row" class="govuk-table__header">{_text(cell)}</th>'
    kind = " govuk-table__cell--numeric" if index in table.numeric else ""
    return f'<td class="govuk-table__cell{kind}">{_text(cell)}</td>'


def _facts(facts: Facts) -> Iterator[str]:
    if facts.pairs:
        yield '<dl class="govuk-summary-list">'
        for name, value in facts.pairs:
            yield (
                '<div class="govuk-summary-list__row">'
                f'<dt class="govuk-summary-list__key">{escape(name)}</dt>'
                f'<dd class="govuk-summary-list__value">{_text(value)}</dd></div>'
            )
        yield "</dl>"
