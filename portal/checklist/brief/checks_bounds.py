"""Finds answers that are malformed or out of the bounds their question states."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from portal.checklist.brief.reading import (
    Reader,
    as_clock,
    as_codes,
    as_day,
    as_moment,
    as_number,
    as_text,
    as_whole,
)
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.shape import ROW, Column, Kind, Question
from portal.checklist.rules.findings import Finding, error

HALF = Decimal("0.5")
NUMBERS = (Kind.WHOLE, Kind.HALVES, Kind.MONEY, Kind.PERCENT)
READ: Mapping[Kind, Callable[[object], object]] = {
    Kind.SHORT: as_text,
    Kind.LONG: as_text,
    Kind.WHOLE: as_whole,
    Kind.HALVES: as_number,
    Kind.MONEY: as_number,
    Kind.PERCENT: as_number,
    Kind.DATE: as_day,
    Kind.MOMENT: as_moment,
    Kind.TIME: as_clock,
}


def check_bounds(reader: Reader) -> Iterator[Finding]:
    """An error for each answer that its question does not allow; forms refuse them beforehand."""
    for name, value in reader.answers.items():
        question = QUESTIONS[name]
        if value in ("", [], ()):
            continue
        if question.kind is Kind.TABLE:
            yield from _table(question, reader)
        elif not fits(question, value):
            yield error(f"{question.short}: {question.wrong or question.empty}.", name)


def fits(asked: Question | Column, value: object) -> bool:
    """Whether one answer or cell is well formed and within bounds."""
    if asked.kind is Kind.YES_NO:
        return value in ("yes", "no")
    if asked.kind is Kind.ONE:
        return any(value == choice.code for choice in asked.choices)
    if asked.kind is Kind.MANY:
        known = {choice.code for choice in asked.choices}
        return set(as_codes(value)) <= known and _between(asked, len(as_codes(value)))
    read = READ[asked.kind](value)
    if read is None:
        return False
    if asked.kind is Kind.HALVES and isinstance(read, Decimal) and read % HALF:
        return False
    if asked.kind in NUMBERS and isinstance(read, Decimal | int):
        return _between(asked, read)
    return _between(asked, len(read)) if isinstance(read, str) else True


def _between(asked: Question | Column, size: Decimal | int) -> bool:
    above = asked.least is None or size >= asked.least
    return above and (asked.most is None or size <= asked.most)


def _table(question: Question, reader: Reader) -> Iterator[Finding]:
    rows = reader.rows(question.id)
    if not question.rows and not _between(question, len(rows)):
        yield error(f"{question.short}: {question.wrong or question.empty}.", question.id)
    for number, row in enumerate(rows, 1):
        named = {choice.code: choice.words for choice in question.rows}
        where = named.get(str(row.get(ROW)), f"row {number}")
        for column in question.columns:
            value = row.get(column.id)
            if value not in (None, "") and not fits(column, value):
                bounds = _bounds(column)
                words = f"{question.short}, {where}: “{column.words}” is not as asked{bounds}."
                yield error(words, question.id)


def _bounds(column: Column) -> str:
    if column.least is None or column.most is None:
        return ""
    return f" (between {column.least} and {column.most})"
