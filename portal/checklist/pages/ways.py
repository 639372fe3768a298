"""Where each page of questions is, and where to go from it."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from portal.checklist.catalogue import PAGE_OF, PAGES, STAGE_OF, STAGES
from portal.checklist.catalogue.shape import Page, Stage
from portal.checklist.rules.progress import next_page, previous_page

MORE_ROWS = 3


def stage_of(page: Page) -> Stage:
    """The stage that a page belongs to."""
    return STAGE_OF[page.questions[0].id]


def address(page: Page, *, more: int | None = None) -> str:
    """Where a page of questions is; `more` asks for that many further rows in its tables."""
    return url_for("checklist.page", stage=stage_of(page).slug, slug=page.slug, more=more)


def address_of(question_id: str) -> str:
    """Where a question is asked."""
    return address(PAGE_OF[question_id])


def before(answers: Mapping[str, Any], slug: str) -> str:
    """Where to go back to from the page called `slug`."""
    page = previous_page(STAGES, answers, slug)
    return address(page) if page else url_for("checklist.tasks")


def onward(answers: Mapping[str, Any], slug: str, then: str) -> str:
    """Where to go after the page called `slug` was saved with the button called `then`."""
    if then == "later":
        return url_for("checklist.tasks")
    if then == "more":
        return address(PAGES[slug], more=MORE_ROWS)
    following = next_page(STAGES, answers, slug)
    return address(following) if following else url_for("checklist.check")
