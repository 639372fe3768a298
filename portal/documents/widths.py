"""How wide the columns of a table should be, so that words are not cut."""

from collections.abc import Iterator
from typing import Final

from portal.documents.blocks import Table, Text, plain

# In characters. Above the ceilings more width does not read better; a table holds about LINE of
# them across.
_LONGEST_LINE: Final = 120
_LONGEST_WORD: Final = 20
_PADDING: Final = 3
_LINE: Final = 90
_LOOKED_AT: Final = 2000
_ON_ONE_PAGE: Final = 1500
FACT_SHARES: Final = (0.32, 0.68)


def column_shares(table: Table) -> tuple[float, ...]:
    """The share of the table's width for each column, in order; they add up to 1.

    Every column first gets its longest word; what is left is shared out by how much longer the
    longest line of each is. Too many columns share by their words alone.
    """
    columns = [
        [cell, *(plain(row[index])[:_LOOKED_AT] for row in table.rows)]
        for index, cell in enumerate(table.header)
    ]
    words = [
        _longest((word for cell in cells for word in cell.split()), _LONGEST_WORD)
        for cells in columns
    ]
    lines = [
        _longest((line for cell in cells for line in cell.splitlines()), _LONGEST_LINE)
        for cells in columns
    ]
    spare = max(_LINE - sum(words), 0)
    wants = [max(line - word, 0) + 2.0 for line, word in zip(lines, words, strict=True)]
    widths = [word + spare * want / sum(wants) for word, want in zip(words, wants, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _longest(texts: Iterator[str], ceiling: int) -> int:
    return min(max(map(len, texts), default=0), ceiling) + _PADDING


def fits_on_a_page(row: tuple[Text, ...]) -> bool:
    """Whether a row is short enough to be kept whole without a great gap before it."""
    return max((len(plain(cell)) for cell in row), default=0) <= _ON_ONE_PAGE
