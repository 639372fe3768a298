"""The brief of the invented Example High, made through the same actions as a school's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.checklist.actions import fingerprint, save_answers, start_draft
from portal.checklist.brief.figures import work_out
from portal.checklist.catalogue import STAGES
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.models import Draft
from portal.checklist.pages.brief import FORMATS, document_of
from portal.checklist.pages.world import present_world
from portal.checklist.queries import find_draft
from portal.checklist.rules.demand import two_places
from portal.documents import write_html

FRAME = '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>\n'


def make_example_brief(*, by: str, at: datetime) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Fill in a checklist page by page, and return its files by name and its figures."""
    secret = start_draft(key=f"example-{at.timestamp()}", outcome="example", by=by, at=at)
    draft = find_draft(secret, at)
    if draft is None:
        raise LookupError("The checklist that was just started is gone.")
    for stage in STAGES:
        for page in stage.pages:
            answers = {question.id: EXAMPLE.get(question.id) for question in page.questions}
            seen = fingerprint(draft.values(), tuple(answers))
            save_answers(draft.id, answers, seen=seen, by=by, at=at)
    return _files(draft), _figures(draft.values())


def _files(draft: Draft) -> dict[str, bytes]:
    document = document_of(draft, present_world())
    html = FRAME.format(title=document.title, body=write_html(document, level=1))
    made = {f"example-high.{kind.suffix}": kind.write(document) for kind in FORMATS.values()}
    return {"example-high.html": html.encode("utf-8"), **made}


def _figures(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of the worked example, by the names that the command promises."""
    figures = work_out(answers, present_world().limits)
    if figures.demand is None or figures.value is None or figures.suggestion is None:
        raise LookupError("The example's answers do not add up to a demand, a value and a route.")
    groups = {group.minutes: group for group in figures.demand.groups}
    return {
        "meetings_45": groups[45].count,
        "meetings_60": groups[60].count,
        "follow_ups": groups[30].count,
        "days_45": float(two_places(groups[45].days)),
        "days_60": float(two_places(groups[60].days)),
        "days_30": float(two_places(groups[30].days)),
        "contact_days": float(figures.demand.contact),
        "total_days": float(figures.demand.total),
        "annual_cost": float(figures.value.annual),
        "whole_life_cost": float(figures.value.without_vat),
        "route": figures.suggestion.route.value,
    }
