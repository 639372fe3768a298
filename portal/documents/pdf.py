"""Prints a document as an accessible PDF (PDF/UA-1 and PDF/A-2a in one file) through Typst.

The words travel as JSON beside the template, so nothing a person typed is ever read as markup,
and only the fonts inside Typst are used, so the file is the same on every machine. Typst refuses
to write a file that breaks either standard; what its fonts cannot draw becomes a box first (see
glyphs).
"""

import json
import re
from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, Final

import typst

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
    shortened,
    spans,
    texts,
)
from portal.documents.glyphs import STANDARDS, boxed, boxed_to_plain, clusters, undrawable
from portal.documents.widths import column_shares, fits_on_a_page

_TEMPLATE: Final = Path(__file__).with_name("pdf.typ")
# How many characters of prose, of a fact's value and of a full-width table fit on one line of an
# A4 page.
_LINE: Final = 60
_FACT: Final = 40
_RUNNING: Final = 75
_PANIC: Final = "PanicException"  # of pyo3, which gives no way to import it; not an Exception
_TABLE_LINE: Final = 84
_BREAK_AFTER: Final = frozenset("/@?&=_-.,;:")
_ZERO_WIDTH_SPACE: Final = "\u200b"

_Draw = Callable[[str], str]


def write_pdf(document: Document) -> bytes:
    """The document as the bytes of a tagged PDF in its language, nothing attached to it.

    The same document gives the same bytes. Raises nothing for any text: see ``unprintable`` for
    what is boxed.
    """
    draw = partial(boxed, refused=undrawable(_every_text(document)))
    try:
        return _compile(document, draw)
    except BaseException as refusal:
        # Some scripts need glyphs side by side that their characters alone did not, and Typst 0.15
        # panics over a few heaps of combining marks: keep what is surely drawable.
        if not (isinstance(refusal, typst.TypstError) or type(refusal).__name__ == _PANIC):
            raise
        return _compile(document, boxed_to_plain)


def unprintable(document: Document) -> tuple[str, ...]:
    """What the PDF of the document shows as a box (emoji, Chinese, …), sorted."""
    return tuple(sorted(undrawable(_every_text(document))))


def _every_text(document: Document) -> tuple[str, ...]:
    return (*texts(document), document.foot)


def _compile(document: Document, draw: _Draw) -> bytes:
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=document.created.astimezone(UTC).replace(microsecond=0),
        sys_inputs={"document": json.dumps(_data(document, draw))},
    )


def _data(document: Document, draw: _Draw) -> dict[str, Any]:
    language, region = document.language.split("-")
    return {
        "title": draw(_breakable(document.title, _LINE)),
        "name": draw(document.title),
        "running": draw(shortened(document.title, _RUNNING)),
        "subtitle": draw(_breakable(document.subtitle, _LINE)),
        "author": draw(document.author),
        "language": language,
        "region": region,
        "banner": DRAFT_BANNER if document.draft else "",
        "foot": draw(document.foot),
        "blocks": [_block(block, draw) for block in document.blocks],
    }


def _block(block: Block, draw: _Draw) -> dict[str, Any]:
    match block:
        case Heading():
            words = _breakable(
                f"{block.number}\u2002{block.text}" if block.number else block.text, _LINE
            )
            return {"kind": "heading", "level": block.level, "words": draw(words)}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.text, draw)}
        case Bullets() | Numbered():
            kind = "bullets" if isinstance(block, Bullets) else "numbered"
            return {"kind": kind, "items": [_spans(item, draw) for item in block.items]}
        case Table():
            return _table(block, draw)
        case Facts():
            pairs = [
                (_spans(name, draw, _FACT // 2), _spans(value, draw, _FACT))
                for name, value in block.pairs
            ]
            return {"kind": "facts", "pairs": pairs}
        case Note():
            title = draw(_breakable(block.title, _LINE))
            return {"kind": "note", "title": title, "spans": _spans(block.text, draw)}
        case PageBreak():
            return {"kind": "page-break"}


def _table(table: Table, draw: _Draw) -> dict[str, Any]:
    shares = column_shares(table)
    limits = [max(4, int(share * _TABLE_LINE) - 2) for share in shares]
    return {
        "kind": "table",
        "caption": draw(_breakable(table.caption, _LINE)),
        "shares": shares,
        "numeric": sorted(table.numeric),
        "named": table.row_headers,
        "header": [
            draw(_breakable(cell, limit)) for cell, limit in zip(table.header, limits, strict=True)
        ],
        "rows": [
            {
                "cells": [
                    _spans(cell, draw, limit) for cell, limit in zip(row, limits, strict=True)
                ],
                "whole": fits_on_a_page(row),
            }
            for row in table.rows
        ],
    }


def _spans(text: Text, draw: _Draw, limit: int = _LINE) -> list[dict[str, Any]]:
    return [
        {
            "lines": draw(_breakable(span.printed, limit)).split("\n"),
            "strong": span.strong,
            "confirm": span.to_confirm,
        }
        for span in spans(text)
    ]


def _breakable(text: str, limit: int) -> str:
    """The text with invisible places to break in words that would run off the page."""
    return re.sub(rf"\S{{{max(limit // 2, 1)},}}", lambda word: _broken(word[0], limit), text)


def _broken(word: str, limit: int) -> str:
    parts: list[str] = []
    run = 0.0
    for cluster in clusters(word):
        width = _width(cluster)
        if run + width > limit:
            parts.append(_ZERO_WIDTH_SPACE)
            run = 0
        parts.append(cluster)
        run += width
        if cluster in _BREAK_AFTER and len(word) > _FACT // 2:
            parts.append(_ZERO_WIDTH_SPACE)
            run = 0
    return "".join(parts)


def _width(cluster: str) -> float:
    # In small letters; W, M and other scripts are the widest there are.
    if cluster in "WM@%" or not cluster.isascii():
        return 2
    return 1.5 if cluster.isupper() else 1
