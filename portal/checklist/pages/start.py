"""The checklist's first page: what it asks, the checklist open in this browser, and those that the school keeps."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from portal.checklist.catalogue import STAGES
from portal.checklist.catalogue.shape import Stage
from portal.checklist.models import Draft
from portal.checklist.queries import list_kept
from portal.checklist.rules.progress import Status, page_status, shown_pages
from portal.organisation.models import Organisation
from portal.web.filters import moment


@dataclass(frozen=True)
class Kept:
    """One checklist in the school's list, as the list of tasks takes it."""

    title: str
    href: str
    hint: str
    status: str
    tone: str


@dataclass(frozen=True)
class StartPage:
    """The first page; `school` is empty for those who act for none."""

    outline: tuple[Stage, ...]
    started: bool
    school: str
    kept: tuple[Kept, ...]


def start_page(draft: Draft | None, school: Organisation | None, at: datetime) -> StartPage:
    """The first page for a visit with this checklist open, which acts for this school."""
    return StartPage(
        STAGES,
        draft is not None,
        school.name if school else "",
        tuple(_kept(one) for one in list_kept(school.id, at)) if school else (),
    )


def _kept(draft: Draft) -> Kept:
    answers = draft.values()
    statuses = [page_status(page, answers) for page in shown_pages(STAGES, answers)]
    done = statuses.count(Status.COMPLETE)
    total = len(statuses) - statuses.count(Status.OPTIONAL)
    return Kept(
        title=f"{answers.get('school_name') or 'Checklist'}, started {moment(draft.started_at)}",
        href=url_for("checklist.open", draft_id=draft.id),
        hint=f"Last changed {moment(draft.changed_at)}",
        status=f"{done} of {total} pages",
        tone="done" if done >= total else "started" if answers else "todo",
    )
