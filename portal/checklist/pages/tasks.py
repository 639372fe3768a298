"""The task list: every page of questions, how far it is, and what the answers add up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.checklist.catalogue import STAGES
from portal.checklist.catalogue.shape import Page, Stage
from portal.checklist.models import Draft
from portal.checklist.pages.market import all_findings
from portal.checklist.pages.sums import Sums, sums_of
from portal.checklist.pages.ways import address
from portal.checklist.pages.world import present_world
from portal.checklist.rules.findings import Finding, errors_in
from portal.checklist.rules.progress import (
    Status,
    first_unfinished,
    is_hidden,
    page_status,
    shown_pages,
)

TONES = {
    Status.NOT_STARTED: "todo",
    Status.IN_PROGRESS: "started",
    Status.COMPLETE: "done",
    Status.OPTIONAL: "todo",
    Status.NOT_NEEDED: "blocked",
}


@dataclass(frozen=True)
class Task:
    """One page of questions in the task list."""

    title: str
    href: str
    status: str
    tone: str


@dataclass(frozen=True)
class TasksPage:
    """The task list of one checklist."""

    stages: tuple[tuple[Stage, tuple[Task, ...]], ...]
    done: int
    total: int
    resume: Task | None
    sums: Sums


def tasks_page(draft: Draft) -> TasksPage:
    """The task list of a checklist."""
    answers, world = draft.values(), present_world()
    errors = errors_in(all_findings(answers, world))
    shown = shown_pages(STAGES, answers)
    stages = tuple(
        (stage, tuple(_task(page, answers, errors) for page in stage.pages if page in shown))
        for stage in STAGES
        if not is_hidden(stage, answers)
    )
    tasks = [task for _, of_stage in stages for task in of_stage]
    unfinished = first_unfinished(STAGES, answers)
    return TasksPage(
        stages=stages,
        done=sum(task.status == Status.COMPLETE for task in tasks),
        total=sum(task.status != Status.OPTIONAL for task in tasks),
        resume=_task(unfinished, answers, errors) if unfinished else None,
        sums=sums_of(answers, world),
    )


def _task(page: Page, answers: Mapping[str, Any], errors: tuple[Finding, ...]) -> Task:
    ids = {question.id for question in page.questions}
    wrong = sum(bool(ids & set(finding.questions)) for finding in errors)
    status = page_status(page, answers)
    if wrong:
        return Task(page.title, address(page), f"{wrong} to put right", "blocked")
    return Task(page.title, address(page), status.value, TONES[status])
