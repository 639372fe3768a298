"""Decides which questions a school sees, which of them are answered, and where to go next.

The checklist's own types live a floor above, in the catalogue, so these rules say by protocols what
they need to know of a stage, a page and a question.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

Condition = tuple[tuple[str, tuple[str, ...]], ...]
NOTHING: tuple[object, ...] = (None, "", [], ())


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


class _Column(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def required(self) -> bool: ...


class Asked(Protocol):
    """What these rules know of a question."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def need(self) -> str: ...  # noqa: D102
    @property
    def least(self) -> int | None: ...  # noqa: D102
    @property
    def columns(self) -> Sequence[_Column]: ...  # noqa: D102
    @property
    def rows(self) -> Sequence[_Coded]: ...  # noqa: D102
    @property
    def rows_from(self) -> str: ...  # noqa: D102
    @property
    def shown_when(self) -> Condition: ...  # noqa: D102


Q = TypeVar("Q", bound=Asked)
Q_co = TypeVar("Q_co", bound=Asked, covariant=True)


class AskedPage(Protocol[Q_co]):
    """What these rules know of a page."""

    @property
    def slug(self) -> str: ...  # noqa: D102
    @property
    def questions(self) -> Sequence[Q_co]: ...  # noqa: D102


P = TypeVar("P", bound=AskedPage[Asked])
P_co = TypeVar("P_co", bound=AskedPage[Asked], covariant=True)


class AskedStage(Protocol[P_co]):
    """What these rules know of a stage."""

    @property
    def pages(self) -> Sequence[P_co]: ...  # noqa: D102
    @property
    def hidden_when(self) -> Condition: ...  # noqa: D102


class Status(StrEnum):
    """How far a question, a page or a stage has got; the words on the page."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETE = "Complete"
    OPTIONAL = "Optional"
    NOT_NEEDED = "Not needed"


def holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    """Whether every pair (question id, codes) of a condition is met; an empty one always is."""
    return all(set(_codes(answers.get(name))) & set(codes) for name, codes in condition)


def is_shown(question: Asked, answers: Mapping[str, object]) -> bool:
    """Whether a question applies, given the answers to others (its stage may still be hidden)."""
    return holds(question.shown_when, answers)


def is_private(
    private: bool,  # noqa: FBT001 - a fact of the question, passed as it is stored
    private_when: Condition,
    answers: Mapping[str, object],
) -> bool:
    """Whether an answer stays inside the school.

    Where a condition decides and its question is unanswered, the answer is private: nothing is
    printed before the school has said that it may be.
    """
    undecided = any(answers.get(name) in NOTHING for name, _ in private_when)
    return private or (bool(private_when) and (undecided or holds(private_when, answers)))


def shown_rows(question: Asked, answers: Mapping[str, object]) -> tuple[str, ...]:
    """The codes of the fixed rows that a table shows; all of them until its source is answered."""
    codes = tuple(row.code for row in question.rows)
    chosen = set(_codes(answers.get(question.rows_from))) if question.rows_from else set()
    return tuple(code for code in codes if code in chosen) if chosen else codes


def is_hidden(stage: AskedStage[P], answers: Mapping[str, object]) -> bool:
    """Whether a whole stage does not apply."""
    return bool(stage.hidden_when) and holds(stage.hidden_when, answers)


def shown_questions(page: AskedPage[Q], answers: Mapping[str, object]) -> tuple[Q, ...]:
    """The questions of a page that apply, in order."""
    return tuple(question for question in page.questions if is_shown(question, answers))


def shown_pages(stages: Sequence[AskedStage[P]], answers: Mapping[str, object]) -> tuple[P, ...]:
    """The pages that apply and have at least one question that does, in order."""
    return tuple(
        page
        for stage in stages
        if not is_hidden(stage, answers)
        for page in stage.pages
        if shown_questions(page, answers)
    )


def question_status(
    question: Asked, answers: Mapping[str, object], not_applicable: Collection[str] = ()
) -> Status:
    """How far one question has got.

    A table is in progress while a row it shows lacks a required cell, and a question of many
    choices while fewer are chosen than it asks for. `not_applicable` holds the ids of questions
    that the school set aside with a reason.
    """
    if not is_shown(question, answers) or question.id in not_applicable:
        return Status.NOT_NEEDED
    value = answers.get(question.id)
    if value in NOTHING:
        return Status.OPTIONAL if question.need == "o" else Status.NOT_STARTED
    return Status.COMPLETE if _is_whole(question, value, answers) else Status.IN_PROGRESS


def missing(
    stages: Sequence[AskedStage[AskedPage[Q]]],
    answers: Mapping[str, object],
    not_applicable: Collection[str] = (),
    needs: Collection[str] = ("M",),
) -> tuple[Q, ...]:
    """The questions that apply, are needed (by default: for the brief) and are not answered."""
    unfinished = (Status.NOT_STARTED, Status.IN_PROGRESS)
    return tuple(
        question
        for page in shown_pages(stages, answers)
        for question in page.questions
        if question.need in needs
        and question_status(question, answers, not_applicable) in unfinished
    )


def page_status(
    page: AskedPage[Q], answers: Mapping[str, object], not_applicable: Collection[str] = ()
) -> Status:
    """How far a page has got; OPTIONAL while it has only optional questions and no answers."""
    return _together(question_status(one, answers, not_applicable) for one in page.questions)


def stage_status(
    stage: AskedStage[P], answers: Mapping[str, object], not_applicable: Collection[str] = ()
) -> Status:
    """How far a stage has got."""
    if is_hidden(stage, answers):
        return Status.NOT_NEEDED
    return _together(page_status(page, answers, not_applicable) for page in stage.pages)


def next_page(
    stages: Sequence[AskedStage[P]], answers: Mapping[str, object], slug: str
) -> P | None:
    """The page that applies after the one called `slug`; None after the last.

    The page itself need not apply any more, as when an answer has just hidden it.
    """
    slugs = [page.slug for stage in stages for page in stage.pages]
    later = set(slugs[slugs.index(slug) + 1 :]) if slug in slugs else set()
    return next((page for page in shown_pages(stages, answers) if page.slug in later), None)


def previous_page(
    stages: Sequence[AskedStage[P]], answers: Mapping[str, object], slug: str
) -> P | None:
    """The page that applies before the one called `slug`; None before the first."""
    slugs = [page.slug for stage in stages for page in stage.pages]
    earlier = set(slugs[: slugs.index(slug)]) if slug in slugs else set()
    pages = [page for page in shown_pages(stages, answers) if page.slug in earlier]
    return pages[-1] if pages else None


def first_unfinished(
    stages: Sequence[AskedStage[P]],
    answers: Mapping[str, object],
    not_applicable: Collection[str] = (),
) -> P | None:
    """The first page with a needed question still open; None when all is answered."""
    unfinished = (Status.NOT_STARTED, Status.IN_PROGRESS)
    return next(
        (
            page
            for page in shown_pages(stages, answers)
            if page_status(page, answers, not_applicable) in unfinished
        ),
        None,
    )


def _together(statuses: Iterator[Status]) -> Status:
    found = set(statuses) - {Status.NOT_NEEDED}
    if not found:
        return Status.NOT_NEEDED
    if found == {Status.OPTIONAL}:
        return Status.OPTIONAL
    if found <= {Status.COMPLETE, Status.OPTIONAL}:
        return Status.COMPLETE
    return (
        Status.NOT_STARTED if found <= {Status.NOT_STARTED, Status.OPTIONAL} else Status.IN_PROGRESS
    )


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(code for code in value if isinstance(code, str))
    return ()


def _is_whole(question: Asked, value: object, answers: Mapping[str, object]) -> bool:
    if question.kind == "many":
        return len(_codes(value)) >= (question.least or 0)
    if question.kind != "table":
        return True
    rows = (
        [row for row in value if isinstance(row, Mapping)]
        if isinstance(value, list | tuple)
        else []
    )
    needed = [column.id for column in question.columns if column.required]
    filled = [row for row in rows if all(row.get(name) not in NOTHING for name in needed)]
    if question.rows:
        return set(shown_rows(question, answers)) <= {str(row.get("row")) for row in filled}
    return len(filled) == len(rows) and len(rows) >= (question.least or 1)
