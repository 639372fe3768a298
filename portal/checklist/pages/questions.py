"""A page of questions being asked, with what the saved answers give reason to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from flask import request

from portal.checklist.actions import fingerprint
from portal.checklist.catalogue import PAGE_OF, PAGES, QUESTIONS, STAGES
from portal.checklist.catalogue.shape import Page, Question, Stage
from portal.checklist.forms import QuestionsForm, ask_for_missing, questions_form, read_answers
from portal.checklist.models import Draft
from portal.checklist.pages.answers import in_words
from portal.checklist.pages.market import all_findings
from portal.checklist.pages.sums import Sums, sums_of
from portal.checklist.pages.ways import before, stage_of
from portal.checklist.pages.world import World, present_world
from portal.checklist.rules.findings import Finding, errors_in
from portal.checklist.rules.progress import holds, shown_pages
from portal.organisation.models import School
from portal.organisation.queries import list_schools, one_school
from portal.web.addresses import read_number

MOST_MORE_ROWS = 40


@dataclass(frozen=True)
class QuestionPage:
    """The questions of one page, the form that asks them, and the checklist's answers as saved."""

    page: Page
    stage: Stage
    form: QuestionsForm
    answers: Mapping[str, Any]
    world: World
    back: str
    schools: tuple[School, ...] = ()
    read: dict[str, Any] = field(default_factory=dict)
    others: tuple[tuple[str, str, str, str], ...] = ()
    saver: str = ""

    @cached_property
    def sums(self) -> Sums:
        """What the saved answers add up to; worked out only for a page that is shown."""
        return sums_of(self.answers, self.world)

    @cached_property
    def remarks(self) -> tuple[Finding, ...]:
        """What the saved answers to these questions give reason to say."""
        ids = {question.id for question in self.page.questions}
        found = all_findings(self.answers, self.world)
        return tuple(one for one in found if ids & set(one.questions))

    @property
    def seen(self) -> str:
        """The fingerprint of the answers that this page was filled with."""
        return fingerprint(self.answers, tuple(one.question.id for one in self.form.asked))

    @property
    def grows(self) -> bool:
        """Whether the page has a table to which rows can be added."""
        return any(one.rows and not one.question.rows for one in self.form.asked)

    def condition_of(self, question: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """On which answers of this same page a question depends: (question id, codes)."""
        here = {other.id for other in self.page.questions}
        return tuple((other, codes) for other, codes in question.shown_when if other in here)

    def accepts(self, *, later: bool) -> bool:
        """Read the form into `read`; say whether it can be saved. `later` lets needed answers stay open."""
        valid = self.form.validate()
        self.read.update(read_answers(self.form, self.answers))
        merged = {**self.answers, **self.read}
        if not later and ask_for_missing(self.form, merged):
            valid = False
        return valid and not self._contradicts(merged)

    def _contradicts(self, merged: Mapping[str, Any]) -> bool:
        """Put an error on the last field of each rule that the answers on this page break among themselves.

        A rule that also rests on another page's answer is said, not enforced: the other may be the one to mend.
        """
        fields = {one.question.id: one.name for one in self.form.asked}
        found = errors_in(all_findings(merged, self.world))
        broken = [finding for finding in found if set(finding.questions) <= set(fields)]
        for finding in broken:
            target = self.form[fields[finding.questions[-1]]]
            target.errors = [*target.errors, finding.words]
        return bool(broken)

    def overtaken(self, now: Mapping[str, Any], saver: str = "") -> "QuestionPage":
        """This page with what was saved meanwhile, where it is not what was typed; `saver` says who did, if known."""
        others = tuple(
            (QUESTIONS[name].short, in_words(QUESTIONS[name], value), "", "")
            for name, value in now.items()
            if value != self.read.get(name)
        )
        return replace(self, others=others, saver=saver, answers={**self.answers, **now})


def question_page(draft: Draft, stage: str, slug: str) -> QuestionPage | None:
    """The page of questions at this address; None when there is none, or the answers have made it pointless."""
    page, answers = PAGES.get(slug), draft.values()
    if page is None or stage_of(page).slug != stage or page not in shown_pages(STAGES, answers):
        return None
    asks_school = page is PAGE_OF["urn"] and "urn" not in answers
    return QuestionPage(
        page=page,
        stage=stage_of(page),
        form=questions_form(
            _askable(page, answers), {**_prefilled(page), **answers}, more_rows=_more_rows()
        ),
        answers=answers,
        world=present_world(),
        back=before(answers, slug),
        schools=tuple(list_schools()) if asks_school else (),
    )


def _prefilled(page: Page) -> dict[str, Any]:
    """What is known of the school that the visitor picked from the list, for the page that asks about it."""
    urn = read_number(request.args.get("school", ""))
    school = one_school(urn) if urn is not None and page is PAGE_OF["urn"] else None
    if school is None:
        return {}
    return {"school_name": school.name, "urn": school.urn, "borough": school.borough}


def _more_rows() -> int:
    return min(max(request.args.get("more", 0, int), 0), MOST_MORE_ROWS)


def _askable(page: Page, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions to put in the form: also those that depend on an answer still to be given on this page."""
    here = {question.id for question in page.questions}
    return tuple(
        question
        for question in page.questions
        if holds(tuple(pair for pair in question.shown_when if pair[0] not in here), answers)
    )
