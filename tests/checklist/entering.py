"""Types the example's answers into forms, as a careers leader would."""

from collections.abc import Mapping
from typing import Any

from portal.checklist.catalogue import PAGES, STAGE_OF
from portal.checklist.catalogue.shape import ROW, Column, Kind, Page, Question
from portal.checklist.rules.progress import is_shown
from tests.page import Page as Shown
from tests.page import Visitor

Typed = dict[str, str | list[str]]


def where(slug: str) -> str:
    """The address of the page called `slug`."""
    page = PAGES[slug]
    return f"/checklist/{STAGE_OF[page.questions[0].id].slug}/{slug}"


def typed(page: Page, answers: Mapping[str, Any]) -> Typed:
    """What to type into a page so that it answers as `answers` do."""
    entered: Typed = {}
    for question in page.questions:
        value = answers.get(question.id)
        if value is None or not is_shown(question, answers):
            continue
        if question.kind is Kind.TABLE:
            for place, row in enumerate(value):
                code = row.get(ROW, str(place))
                for column in question.columns:
                    if row.get(column.id) is not None:
                        entered |= _cell(
                            f"{question.id}-{code}-{column.id}", column, row[column.id]
                        )
        else:
            entered |= _cell(question.id, question, value)
    return entered


def _cell(name: str, of: Question | Column, value: Any) -> Typed:
    match of.kind:
        case Kind.DATE:
            return _date(name, value)
        case Kind.MOMENT:
            day, _, time = value.partition("T")
            return {**_date(name, day), f"{name}_time": time}
        case Kind.MANY:
            return {name: list(value)}
        case _:
            return {name: str(value)}


def _date(name: str, value: str) -> Typed:
    year, month, day = value.split("-")
    return {f"{name}-day": str(int(day)), f"{name}-month": str(int(month)), f"{name}-year": year}


def enter(visit: Visitor, slug: str, answers: dict[str, Any], **more: Any) -> Shown:
    """Fill in one page as `answers` do and send it."""
    values = {**typed(PAGES[slug], answers), **more.pop("values", {})}
    return visit(f"{where(slug)}?more=20").submit(
        values, button=more.pop("button", "Save and continue"), **more
    )
