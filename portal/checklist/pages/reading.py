"""The answers read through before the brief is sent: what is open, what does not fit, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.checklist.catalogue import STAGE_OF, STAGES
from portal.checklist.catalogue.shape import Stage
from portal.checklist.models import Draft
from portal.checklist.pages.answers import in_words
from portal.checklist.pages.market import all_findings
from portal.checklist.pages.sums import Sums, sums_of
from portal.checklist.pages.ways import address, address_of
from portal.checklist.pages.world import present_world
from portal.checklist.rules.findings import Finding, Level
from portal.checklist.rules.progress import is_shown, missing, shown_pages

Pointer = tuple[str, str]
"""Words and the address to go to about them."""


@dataclass(frozen=True)
class CheckPage:
    """Every answer by stage, with what is open and what does not fit."""

    stages: tuple[tuple[Stage, tuple[tuple[str, str, str, str], ...]], ...]
    open: tuple[tuple[Stage, tuple[Pointer, ...]], ...]
    errors: tuple[Pointer, ...]
    warnings: tuple[Pointer, ...]
    advice: tuple[Pointer, ...]
    sums: Sums

    @property
    def count(self) -> int:
        """How many questions are still open."""
        return sum(len(of_stage) for _, of_stage in self.open)


def check_page(draft: Draft) -> CheckPage:
    """The answers of a checklist, to be read through."""
    answers, world = draft.values(), present_world()
    findings = all_findings(answers, world)
    shown = shown_pages(STAGES, answers)
    stages = tuple(
        (
            stage,
            tuple(
                (
                    question.short,
                    in_words(question, answers[question.id]),
                    address(page),
                    question.short,
                )
                for page in stage.pages
                for question in page.questions
                if page in shown and question.id in answers and is_shown(question, answers)
            ),
        )
        for stage in STAGES
    )
    return CheckPage(
        stages=stages,
        open=_open(answers),
        errors=_placed(findings, Level.ERROR),
        warnings=_placed(findings, Level.WARNING),
        advice=_placed(findings, Level.ADVICE),
        sums=sums_of(answers, world),
    )


def _open(answers: Mapping[str, Any]) -> tuple[tuple[Stage, tuple[Pointer, ...]], ...]:
    """The questions still open, by stage; a stage without any is left out."""
    questions = missing(STAGES, answers)
    grouped = (
        (
            stage,
            tuple(
                (one.short, address_of(one.id)) for one in questions if STAGE_OF[one.id] is stage
            ),
        )
        for stage in STAGES
    )
    return tuple((stage, pointers) for stage, pointers in grouped if pointers)


def _placed(findings: tuple[Finding, ...], level: Level) -> tuple[Pointer, ...]:
    return tuple(
        (one.words, address_of(one.questions[-1])) for one in findings if one.level is level
    )
