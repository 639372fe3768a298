"""What a page's form answers, and which of its questions still have to be answered."""

from collections.abc import Mapping
from typing import Any

from portal.checklist.catalogue.shape import ROW, Kind, Need
from portal.checklist.forms.asking import Asked, QuestionsForm
from portal.checklist.forms.kinds import called, to_answer
from portal.checklist.rules.progress import is_shown


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
                found.append((name, f"{row.words}: enter {called(column.words)}"))
    return found
