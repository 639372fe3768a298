"""The checklist's questions as data, a file for each stage."""

from portal.checklist.catalogue import (
    stage_0_setup,
    stage_1_audit,
    stage_2_model,
    stage_3_demand,
    stage_4_budget,
    stage_5_specification,
    stage_6_route,
    stage_7_evaluation,
)
from portal.checklist.catalogue.shape import Page, Question, Stage

VERSION = "1.0"
"""Goes up whenever a question's meaning, choices or id change."""

STAGES: tuple[Stage, ...] = (
    stage_0_setup.STAGE,
    stage_1_audit.STAGE,
    stage_2_model.STAGE,
    stage_3_demand.STAGE,
    stage_4_budget.STAGE,
    stage_5_specification.STAGE,
    stage_6_route.STAGE,
    stage_7_evaluation.STAGE,
)

PAGES: dict[str, Page] = {page.slug: page for stage in STAGES for page in stage.pages}

QUESTIONS: dict[str, Question] = {
    question.id: question for stage in STAGES for question in stage.questions
}

PAGE_OF: dict[str, Page] = {
    question.id: page for page in PAGES.values() for question in page.questions
}

STAGE_OF: dict[str, Stage] = {
    question.id: stage for stage in STAGES for question in stage.questions
}

__all__ = ["PAGES", "PAGE_OF", "QUESTIONS", "STAGES", "STAGE_OF", "VERSION"]
