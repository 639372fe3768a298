"""One checklist page as a form: fields made from the catalogue's questions, and answers read back from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from wtforms import Field

from portal.checklist.catalogue.shape import ROW, Column, Kind, Need, Question
from portal.checklist.rules.progress import is_shown, shown_rows
from portal.web import fields
from portal.web.fields import HouseForm

LONGEST_TEXT = 4_000
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


class LeaveForm(HouseForm):
    """How to leave a checklist."""

    what = fields.Choice(
        "What do you want to do?",
        missing="Choose whether to close or to delete your checklist",
        choices=(
            (
                "close",
                "Close it in this browser",
                "Its link still opens it. Copy the link before you close.",
            ),
            ("delete", "Delete it and every answer in it", "This cannot be undone."),
        ),
    )


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
            question.words, hint=question.hint, called=_called(question.short)
        )
        made[one.time_name] = fields.TimeField(
            "At what time?", hint="For example, 12:00 or 4:30pm", called="time"
        )
        moment = datetime.fromisoformat(value) if value else None
        data[question.id] = moment.date() if moment else None
        data[one.time_name] = moment.time() if moment else None
        return
    made[question.id] = MAKERS[question.kind](question)
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
            made[name] = MAKERS[column.kind](column)
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


def _called(short: str) -> str:
    return short[:1].lower() + short[1:] if short[1:2].islower() else short


def _choices(of: Question | Column) -> tuple[tuple[str, str, str], ...]:
    return tuple((choice.code, choice.words, choice.hint) for choice in of.choices)


def _decimal(unit: str, step: str | None = None) -> Callable[[Question | Column], Field]:
    def make(of: Question | Column) -> Field:
        return fields.DecimalField(
            of.words,
            hint=of.hint,
            called=_called(_short(of)),
            unit=unit,
            step=Decimal(step) if step else None,
            least=of.least or 0,
            most=of.most,
            suffix=_unit(of),
        )

    return make


def _short(of: Question | Column) -> str:
    return of.short if isinstance(of, Question) else of.words


def _unit(of: Question | Column) -> str:
    return of.unit if isinstance(of, Question) else ""


def _text(of: Question | Column) -> Field:
    return fields.TextField(of.words, hint=of.hint, called=_called(_short(of)), most=of.most or 200)


def _long(of: Question | Column) -> Field:
    return fields.LongTextField(
        of.words, hint=of.hint, called=_called(_short(of)), most=of.most or LONGEST_TEXT
    )


def _whole(of: Question | Column) -> Field:
    return fields.WholeNumberField(
        of.words,
        hint=of.hint,
        called=_called(_short(of)),
        least=of.least or 0,
        most=of.most,
        suffix=_unit(of),
    )


def _yes_no(of: Question | Column) -> Field:
    return fields.YesNo(of.words, hint=of.hint, called=_called(_short(of)))


def _one(of: Question | Column) -> Field:
    return fields.Choice(of.words, hint=of.hint, called=_called(_short(of)), choices=_choices(of))


def _many(of: Question | Column) -> Field:
    return fields.ManyChoices(
        of.words, hint=of.hint, called=_called(_short(of)), choices=_choices(of)
    )


def _date(of: Question | Column) -> Field:
    return fields.DateField(of.words, hint=of.hint, called=_called(_short(of)))


def _time(of: Question | Column) -> Field:
    return fields.TimeField(of.words, hint=of.hint, called=_called(_short(of)))


MAKERS: dict[Kind, Callable[[Any], Field]] = {
    Kind.SHORT: _text,
    Kind.LONG: _long,
    Kind.WHOLE: _whole,
    Kind.HALVES: _decimal("number", "0.5"),
    Kind.MONEY: _decimal("money"),
    Kind.PERCENT: _decimal("percent"),
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.YES_NO: _yes_no,
}


def to_field(kind: Kind, value: Any) -> Any:
    """An answer as it lies in the database -> what its field holds."""
    if value is None:
        return None
    match kind:
        case Kind.HALVES | Kind.MONEY | Kind.PERCENT:
            return Decimal(value)
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.TIME:
            return time.fromisoformat(value)
        case _:
            return value


def to_answer(kind: Kind, held: Any) -> Any:
    """What a field holds -> the answer as it lies in the database; None for nothing."""
    if held in (None, "", []):
        return None
    match kind:
        case Kind.HALVES | Kind.MONEY | Kind.PERCENT:
            return format(held.normalize(), "f")
        case Kind.DATE:
            return held.isoformat()
        case Kind.TIME:
            return held.strftime("%H:%M")
        case _:
            return held


def read_answers(form: QuestionsForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the form answers: question id -> value or None.

    A question that the other answers make pointless counts as unanswered, whatever its field holds.
    """
    read = {one.question.id: _read(form, one) for one in form.asked}
    merged = {**answers, **read}
    return {
        one.question.id: read[one.question.id] if is_shown(one.question, merged) else None
        for one in form.asked
    }


def _read(form: QuestionsForm, one: Asked) -> Any:
    if one.rows:
        return _read_table(form, one)
    held = form[one.question.id].data
    if one.question.kind is Kind.MOMENT:
        at = form[one.time_name].data
        return f"{held.isoformat()}T{at:%H:%M}" if held and at else None
    return to_answer(one.question.kind, held)


def _read_table(form: QuestionsForm, one: Asked) -> list[dict[str, Any]] | None:
    rows = []
    for row in one.rows:
        cells = {column.id: to_answer(column.kind, form[name].data) for column, name in row.cells}
        kept = {column: value for column, value in cells.items() if value is not None}
        if kept:
            rows.append({ROW: row.code, **kept} if one.question.rows else kept)
    return rows or None


def ask_for_missing(form: QuestionsForm, answers: Mapping[str, Any]) -> bool:
    """Put an error on each field that must be answered and is not; say whether there was one.

    `answers` are all the answers, those of this form included.
    """
    missing = False
    for one in form.asked:
        if not is_shown(one.question, answers):
            continue
        for name, words in _missing(one, answers.get(one.question.id)):
            form[name].errors = [*form[name].errors, words]
            missing = True
    return missing


def _missing(one: Asked, value: Any) -> list[tuple[str, str]]:
    question = one.question
    if one.rows:
        return _missing_cells(one, value)
    return (
        [(question.id, question.empty)]
        if value is None and question.need is not Need.OPTIONAL
        else []
    )


def _missing_cells(one: Asked, value: Any) -> list[tuple[str, str]]:
    question = one.question
    if not value:
        return [(one.name, question.empty)] if question.need is not Need.OPTIONAL else []
    by_code = {str(row.get(ROW)): row for row in value}
    found = []
    for place, row in enumerate(one.rows):
        held = (
            by_code.get(row.code)
            if question.rows
            else (value[place] if place < len(value) else None)
        )
        wanted = question.rows and question.need is not Need.OPTIONAL
        if held is None and not wanted:
            continue
        for column, name in row.cells:
            if column.required and (held or {}).get(column.id) is None:
                found.append((name, f"{row.words}: enter {_called(column.words)}"))
    return found


__all__ = ["LeaveForm", "QuestionsForm", "ask_for_missing", "questions_form", "read_answers"]
