"""Reads answers as they lie in the database: typed values, or None where there is none of use."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from portal.checklist.catalogue import QUESTIONS, STAGES
from portal.checklist.catalogue.shape import ROW, Answers
from portal.checklist.rules.progress import shown_pages, shown_questions, shown_rows

YEARS_KNOWN: Final = range(2000, 2101)
"""Bank holidays are known up to 2100; a date outside these years is a slip of the pen."""

CellRow = Mapping[str, object]


class Reader:
    """The answers to the questions that apply, without those of a branch that closed since."""

    def __init__(self, answers: Answers) -> None:
        shown = (
            q.id for page in shown_pages(STAGES, answers) for q in shown_questions(page, answers)
        )
        self.answers: dict[str, object] = {
            name: answers[name] for name in shown if answers.get(name) is not None
        }

    def text(self, name: str) -> str | None:
        """A SHORT or LONG answer without white space around it; None when blank."""
        return as_text(self.answers.get(name))

    def whole(self, name: str) -> int | None:
        """A WHOLE answer."""
        return as_whole(self.answers.get(name))

    def number(self, name: str) -> Decimal | None:
        """A HALVES, MONEY or PERCENT answer."""
        return as_number(self.answers.get(name))

    def day(self, name: str) -> date | None:
        """A DATE answer."""
        return as_day(self.answers.get(name))

    def moment(self, name: str) -> datetime | None:
        """A MOMENT answer, without a zone: a time on a London clock."""
        return as_moment(self.answers.get(name))

    def clock(self, name: str) -> time | None:
        """A TIME answer."""
        return as_clock(self.answers.get(name))

    def code(self, name: str) -> str | None:
        """A ONE or YES_NO answer."""
        return as_text(self.answers.get(name))

    def codes(self, name: str) -> tuple[str, ...]:
        """A MANY answer; empty when there is none."""
        return as_codes(self.answers.get(name))

    def words(self, name: str) -> str | None:
        """A ONE answer in the words of its choice."""
        code = self.code(name)
        return None if code is None else QUESTIONS[name].words_for(code)

    def words_many(self, name: str) -> tuple[str, ...]:
        """A MANY answer in the words of its choices, in the order of the catalogue."""
        chosen = self.codes(name)
        return tuple(choice.words for choice in QUESTIONS[name].choices if choice.code in chosen)

    def rows(self, name: str) -> tuple[CellRow, ...]:
        """A TABLE answer; of a table with fixed rows only those that apply, in their order."""
        value = self.answers.get(name)
        rows = (
            [row for row in value if isinstance(row, Mapping)]
            if isinstance(value, list | tuple)
            else []
        )
        question = QUESTIONS[name]
        if not question.rows:
            return tuple(rows)
        by_code = {str(row.get(ROW)): row for row in rows}
        return tuple(by_code[c] for c in shown_rows(question, self.answers) if c in by_code)


def as_text(value: object) -> str | None:
    """A text without white space around it, or None when blank or no text."""
    return (value.strip() or None) if isinstance(value, str) else None


def as_whole(value: object) -> int | None:
    """A whole number, also when it was kept as text."""
    number = as_number(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def as_number(value: object) -> Decimal | None:
    """A finite number of a sane size."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**9 else None


def as_day(value: object) -> date | None:
    """A date in a year whose bank holidays are known."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.year in YEARS_KNOWN else None


def as_moment(value: object) -> datetime | None:
    """A date and time without a zone."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    usable = moment is not None and moment.tzinfo is None and moment.year in YEARS_KNOWN
    return moment if usable else None


def as_clock(value: object) -> time | None:
    """A time of day without a zone."""
    try:
        clock = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return clock if clock is not None and clock.tzinfo is None else None


def as_codes(value: object) -> tuple[str, ...]:
    """The texts of a list."""
    return (
        tuple(one for one in value if isinstance(one, str))
        if isinstance(value, list | tuple)
        else ()
    )
