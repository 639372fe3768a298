"""One checklist page as a form: fields made from the catalogue's questions, filled with the answers so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.checklist.catalogue.shape import ROW, Column, Kind, Question
from portal.checklist.forms.kinds import MAKERS, called, to_field
from portal.checklist.rules.progress import shown_rows
from portal.web import fields
from portal.web.fields import HouseForm

SPARE_ROWS = 2
MOST_ROWS = 40


@dataclass(frozen=True)
class TableRow:
    """One row of a table question in the form: its code or number, its words, and its cells' field names."""

    code: str
    words: str
    cells: tuple[tuple[Column, str], ...]


@dataclass(frozen=True)
class Asked:
    """A question in the form, with the names of the fields it is answered in."""

    question: Question
    rows: tuple[TableRow, ...] = ()

    @property
    def name(self) -> str:
        """The name of its field; for a table, of its first cell."""
        return self.rows[0].cells[0][1] if self.rows else self.question.id

    @property
    def time_name(self) -> str:
        """The name of the field for the time of day, for a question that asks for a moment."""
        return f"{self.question.id}_time"


class QuestionsForm(HouseForm):
    """The form of one page. Fields are added by `questions_form`."""

    asked: tuple[Asked, ...] = ()


def questions_form(
    questions: tuple[Question, ...], answers: Mapping[str, Any], *, more_rows: int = 0
) -> QuestionsForm:
    """The form that asks `questions`, filled with the request's input, or else with `answers` or the defaults."""
    asked = tuple(Asked(question, _rows(question, answers, more_rows)) for question in questions)
    made: dict[str, Any] = {"asked": asked}
    data: dict[str, Any] = {}
    for one in asked:
        value = answers.get(one.question.id, one.question.default)
        if one.rows:
            _add_cells(one, value, made, data)
        else:
            _add_field(one, value, made, data)
    form_class = type("PageForm", (QuestionsForm,), made)
    form: QuestionsForm = form_class(data=data)
    return form


def _add_field(one: Asked, value: Any, made: dict[str, Any], data: dict[str, Any]) -> None:
    question = one.question
    if question.kind is Kind.MOMENT:
        made[question.id] = fields.DateField(
            question.words, hint=question.hint, called=question.short
        )
        made[one.time_name] = fields.TimeField(
            "At what time?",
            hint="For example, 12:00 or 4:30pm",
            called=f"Time of {called(question.short)}",
        )
        moment = datetime.fromisoformat(value) if value else None
        data[question.id] = moment.date() if moment else None
        data[one.time_name] = moment.time() if moment else None
        return
    made[question.id] = MAKERS[question.kind](question, question.short)
    data[question.id] = to_field(question.kind, value)


def _add_cells(one: Asked, value: Any, made: dict[str, Any], data: dict[str, Any]) -> None:
    held = list(value or ())
    by_code = {row.get(ROW): row for row in held}
    for place, row in enumerate(one.rows):
        stored = (
            by_code.get(row.code, {})
            if one.question.rows
            else (held[place] if place < len(held) else {})
        )
        for column, name in row.cells:
            default = column.default if one.question.rows else None
            made[name] = MAKERS[column.kind](column, f"{row.words}: {called(column.words)}")
            data[name] = to_field(
                column.kind, stored.get(column.id, default if not stored else None)
            )


def _rows(question: Question, answers: Mapping[str, Any], more_rows: int) -> tuple[TableRow, ...]:
    if question.kind is not Kind.TABLE:
        return ()
    if question.rows:
        shown = shown_rows(question, answers)
        lines = [(row.code, row.words) for row in question.rows if row.code in shown]
    else:
        most = min(question.most or MOST_ROWS, MOST_ROWS)
        held = len(list(answers.get(question.id) or question.default or ()))  # type: ignore[arg-type]  # a table's default is rows
        lines = [
            (str(place), f"Row {place + 1}")
            for place in range(min(held + SPARE_ROWS + more_rows, most))
        ]
    return tuple(
        TableRow(
            code,
            words,
            tuple((column, f"{question.id}-{code}-{column.id}") for column in question.columns),
        )
        for code, words in lines
    )
