"""Errors, warnings and advice over all the answers, each tied to the questions it is about."""

from datetime import date

from portal.checklist.brief.checks_bounds import check_bounds
from portal.checklist.brief.checks_calendar import check_calendar
from portal.checklist.brief.checks_demand import check_demand
from portal.checklist.brief.checks_evaluation import check_evaluation
from portal.checklist.brief.checks_money import check_money
from portal.checklist.brief.checks_service import check_service
from portal.checklist.brief.figures import work_out
from portal.checklist.brief.reading import Reader
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.shape import Answers
from portal.checklist.rules.findings import Finding
from portal.checklist.rules.money import Limits


def check(answers: Answers, limits: Limits, today: date | None = None) -> tuple[Finding, ...]:
    """Everything worth saying about the answers so far, in the order of the questions.

    Unanswered questions are no finding: `rules.progress.missing` lists them. `today` is left out
    where an old brief is looked at again, so that its dates are not called past.
    """
    reader = Reader(answers)
    figures = work_out(answers, limits)
    found = [
        *check_bounds(reader),
        *check_service(reader),
        *check_demand(reader, figures),
        *check_calendar(reader, figures, today),
        *check_money(reader, figures, limits),
        *check_evaluation(reader),
    ]
    order = {name: place for place, name in enumerate(QUESTIONS)}
    return tuple(sorted(found, key=lambda finding: order[finding.questions[-1]]))
