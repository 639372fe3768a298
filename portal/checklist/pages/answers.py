"""An answer in the words in which a page repeats it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.checklist.catalogue.shape import ROW, Column, Kind, Question
from portal.clock import LONDON
from portal.web.filters import day, moment, number, pounds

FIGURES = (Kind.WHOLE, Kind.PERCENT)
"""In a row of a table these mean nothing without the words of their column."""


def in_words(question: Question, value: Any) -> str:
    """An answer to `question` as a person reads it; a line for each row of a table."""
    if value is None:
        return "Not answered"
    if question.kind is Kind.TABLE:
        return "\n".join(_row_in_words(question, row) for row in value)
    return _cell(question, value)


def _row_in_words(question: Question, row: Mapping[str, Any]) -> str:
    head = next((choice.words for choice in question.rows if choice.code == row.get(ROW)), "")
    cells = [
        f"{column.words.lower().removesuffix(' (%)')} {_cell(column, row[column.id])}"
        if question.rows and column.kind in FIGURES
        else _cell(column, row[column.id])
        for column in question.columns
        if row.get(column.id) is not None
    ]
    said = ", ".join(cells)
    return f"{head}: {said}" if head else said


def _cell(of: Question | Column, value: Any) -> str:
    worded = WORDED.get(of.kind)
    return worded(of, value) if worded else str(value)


def _number(of: Question | Column, value: Any) -> str:
    if of.id == "urn":
        return str(value)  # a name made of digits, not a count
    unit = of.unit if isinstance(of, Question) else ""
    return f"{number(Decimal(value))} {unit}".strip()


def _choices(of: Question | Column, value: Any) -> str:
    codes = value if isinstance(value, list | tuple) else (value,)
    words = {choice.code: choice.words for choice in of.choices}
    return "; ".join(words.get(code, str(code)) for code in codes)


WORDED: dict[Kind, Callable[[Question | Column, Any], str]] = {
    Kind.DATE: lambda _, value: day(date.fromisoformat(value)),
    Kind.MOMENT: lambda _, value: moment(datetime.fromisoformat(value).replace(tzinfo=LONDON)),
    Kind.MONEY: lambda _, value: pounds(Decimal(value)),
    Kind.PERCENT: lambda _, value: f"{number(Decimal(value))}%",
    Kind.WHOLE: _number,
    Kind.HALVES: _number,
    Kind.YES_NO: lambda _, value: {"yes": "Yes", "no": "No"}.get(value, str(value)),
    Kind.ONE: _choices,
    Kind.MANY: _choices,
}
