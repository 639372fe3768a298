"""Keeps one document that holds every kind of block and words that have broken other writers."""

from datetime import UTC, datetime

import pytest

from portal.documents import (
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
)

LITERAL = (
    "=cmd|'/c calc'!A1",
    '#import "x": y #sys.inputs $x^2$ *bold* _it_ `raw` @ref <label> \\u{41} // not a comment',
    '<script>alert(1)</script> & &amp; <b>"quoted"</b> {{ 7*7 }}',
    "javascript:alert(1) file:///etc/hostname https://example.org/?a=b&c=d",
)


BLOCKS: tuple[Block, ...] = (
    Heading(1, "Summary", "1"),
    Paragraph(
        (
            Span("We want "),
            Span("81 days", strong=True),
            Span(" by "),
            TO_BE_CONFIRMED,
            Span("."),
        )
    ),
    Facts(
        (
            ("School", "Example High"),
            ("Address", "Long Lane\nHuyton\nL36 0XX"),
            ("Visit", TO_BE_CONFIRMED),
        )
    ),
    Facts((("Second", "list of facts"),)),
    Note("Late responses are not opened.", "Please note"),
    Note("A remark without a title."),
    Heading(2, "Words to keep as they are", "1.1"),
    *(Paragraph(words) for words in LITERAL),
    Paragraph("First line\nSecond line\n\nAfter an empty line"),
    Bullets(("One bullet", "Two bullets")),
    Numbered(("First step", "Second step")),
    Numbered(("Another first step", TO_BE_CONFIRMED)),
    Heading(3, "Demand", "1.1.1"),
    Table(
        "Meetings by year",
        ("Line", "Pupils", "Split"),
        (
            ("Year 11", "190", "=1+1"),
            ("Year 12", "95", "12 SEND\n83 standard"),
            ("Year 13", "25", TO_BE_CONFIRMED),
        ),
        numeric=frozenset({1}),
    ),
    PageBreak(),
    Heading(1, "Evidence", "2"),
    Table("Two columns", ("What", "Where"), (("Policy", "On the site"),), row_headers=False),
    PageBreak(),
    Table("After a break", ("Only",), (("cell",),)),
    Paragraph("The last words."),
)


@pytest.fixture
def brief() -> Document:
    return Document(
        title="Careers guidance brief & more <1>",
        subtitle="Example High School",
        created=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
        draft=True,
        footer="Example High School, Huyton",
        version="Version 3",
        author="Jo Bloggs",
        blocks=BLOCKS,
    )
