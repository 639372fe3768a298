"""The tree a document is made of: small frozen blocks that every writer knows how to print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

DRAFT_BANNER: Final = "DRAFT: not ready to issue"

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What XML 1.0 cannot carry (controls, lone surrogates, U+FFFE and U+FFFF), the other
# non-characters and C1 controls it discourages, the byte order mark, and the invisible marks that
# make text read in another order.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)


def clean(text: str) -> str:
    r"""Text that every format can carry, with ``\n`` as its only line end and no tabs.

    Removed are the characters XML 1.0 forbids (control characters, lone surrogates, U+FFFE,
    U+FFFF), other Unicode non-characters, C1 controls, byte order marks, and bidirectional
    overrides and isolates. Letters of every script, emoji, joiners and combining marks stay.
    Never raises; idempotent.
    """
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def clean_line(text: str) -> str:
    """Clean text on one line, blanks drawn together: for titles, headings and captions."""
    return " ".join(clean(text).split())


def _set(block: object, **values: object) -> None:
    # A frozen dataclass may still settle its own fields while it is being made.
    for name, value in values.items():
        object.__setattr__(block, name, value)


def shortened(text: str, most: int = 85) -> str:
    """The text, cut after a word and marked "…" if it has more characters than given."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``to_confirm`` has it printed bold, in brackets and highlighted."""

    text: str
    strong: bool = False
    to_confirm: bool = False

    def __post_init__(self) -> None:
        _set(self, text=clean(self.text))

    @property
    def printed(self) -> str:
        """The words as they stand on the page; brackets say "to confirm" without colour."""
        return f"[{self.text}]" if self.to_confirm else self.text


Text: TypeAlias = str | Span | tuple[Span, ...]
TO_BE_CONFIRMED: Final = Span("TO BE CONFIRMED", to_confirm=True)


def spans(text: Text) -> tuple[Span, ...]:
    """The runs of a text, whichever of the three ways it was written."""
    if isinstance(text, str):
        return (Span(text),)
    return (text,) if isinstance(text, Span) else text


def plain(text: Text) -> str:
    """The words of a text as printed, without their weight."""
    return "".join(span.printed for span in spans(text))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, its number printed before the text. ValueError if blank."""

    level: int
    text: str
    number: str = ""

    def __post_init__(self) -> None:
        if self.level not in {1, 2, 3}:
            raise ValueError(f"a heading has level 1, 2 or 3, not {self.level}")
        _set(self, text=_needed(self.text, "heading"), number=clean_line(self.number))


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""Running text; ``\n`` is a line break."""

    text: Text

    def __post_init__(self) -> None:
        _set(self, text=_cleaned(self.text))


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: tuple[Text, ...]

    def __post_init__(self) -> None:
        _set(self, items=_cleaned_all(self.items))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list numbered from 1, whatever lists came before it."""

    items: tuple[Text, ...]

    def __post_init__(self) -> None:
        _set(self, items=_cleaned_all(self.items))


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table with one header row.

    ``numeric`` holds the indexes of the columns set to the right; ``row_headers`` says that the
    first cell of a row names the row. ValueError if the caption or header is blank, or a row has
    more or fewer cells than the header.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = frozenset()
    row_headers: bool = True

    def __post_init__(self) -> None:
        header = tuple(clean_line(cell) for cell in self.header)
        if not any(header):
            raise ValueError("a table needs a header row")
        if any(len(row) != len(header) for row in self.rows):
            raise ValueError(f"every row of the table {self.caption!r} needs {len(header)} cells")
        if not self.numeric <= frozenset(range(len(header))):
            raise ValueError(f"the table {self.caption!r} has no such numeric column")
        rows = tuple(_cleaned_all(row) for row in self.rows)
        _set(self, caption=_needed(self.caption, "table caption"), header=header, rows=rows)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one pair a line."""

    pairs: tuple[tuple[str, Text], ...]

    def __post_init__(self) -> None:
        _set(self, pairs=tuple((clean_line(name), _cleaned(value)) for name, value in self.pairs))


@dataclass(frozen=True, slots=True)
class Note:
    """A boxed remark."""

    text: Text
    title: str = ""

    def __post_init__(self) -> None:
        _set(self, text=_cleaned(self.text), title=clean_line(self.title))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Table | Facts | Note | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, ready for any writer.

    ``footer`` and ``version`` stand at the foot of each page; ``draft`` adds a banner to its
    head. ``created`` is an aware moment. ValueError if the title is blank or the moment has no
    time zone.
    """

    title: str
    blocks: tuple[Block, ...]
    created: datetime
    subtitle: str = ""
    language: str = "en-GB"
    draft: bool = False
    footer: str = ""
    version: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        if self.created.utcoffset() is None:
            raise ValueError("a document's moment of creation needs a time zone")
        if not re.fullmatch("[a-z]{2,3}-[A-Z]{2}", self.language):
            raise ValueError("a document's language looks like en-GB")
        _set(self, title=_needed(self.title, "document title"))
        for name in ("subtitle", "footer", "version", "author"):
            _set(self, **{name: clean_line(getattr(self, name))})

    @property
    def foot(self) -> str:
        """The line at the foot of each page, beside the page number, cut to what fits there."""
        return shortened(" · ".join(part for part in (self.footer, self.version) if part))


def texts(document: Document) -> tuple[str, ...]:
    """Every text of the body, in reading order and as printed; blank ones are left out.

    The draft banner, footer and version belong to the page, not to the body, and are not among
    them.
    """
    body = (text for block in document.blocks for text in _texts(block))
    return tuple(text for text in (document.title, document.subtitle, *body) if text.strip())


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.number} {block.text}".strip()
        case Paragraph():
            yield plain(block.text)
        case Bullets() | Numbered():
            yield from map(plain, block.items)
        case Table():
            yield from (block.caption, *block.header)
            yield from (plain(cell) for row in block.rows for cell in row)
        case Facts():
            yield from (text for name, value in block.pairs for text in (name, plain(value)))
        case Note():
            yield from (block.title, plain(block.text))
        case PageBreak():
            pass


def _cleaned(text: Text) -> Text:
    return clean(text) if isinstance(text, str) else text


def _cleaned_all(many: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(_cleaned(text) for text in many)


def _needed(text: str, name: str) -> str:
    cleaned = clean_line(text)
    if not cleaned:
        raise ValueError(f"a {name} needs some words")
    return cleaned
