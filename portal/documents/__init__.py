"""An engine: one tree of blocks, written as HTML, Word, PDF and ODT."""

from portal.documents.blocks import (
    TO_BE_CONFIRMED,
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
    clean,
    texts,
)
from portal.documents.html import write_html
from portal.documents.odt import write_odt
from portal.documents.pdf import unprintable, write_pdf
from portal.documents.word import write_word

__all__ = [
    "TO_BE_CONFIRMED",
    "Block",
    "Bullets",
    "Document",
    "Facts",
    "Heading",
    "Note",
    "Numbered",
    "PageBreak",
    "Paragraph",
    "Span",
    "Table",
    "Text",
    "clean",
    "texts",
    "unprintable",
    "write_html",
    "write_odt",
    "write_pdf",
    "write_word",
]
