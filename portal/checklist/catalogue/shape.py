"""The shapes the checklist is written in: stages, pages, questions, choices and conditions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = str | int | Sequence[str] | None
Row: TypeAlias = Mapping[str, Cell]
Value: TypeAlias = str | int | Sequence[str] | Sequence[Row]
Answers: TypeAlias = Mapping[str, object]
"""Question id -> the answer as it lies in the database (JSON)."""

Condition: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs (question id, codes). A pair holds when the answer is, or contains, one of the codes.

Every pair must hold. An unanswered question holds nothing, and an empty condition always holds.
"""

ROW = "row"
"""In a table with fixed rows, each answered row carries its row's code under this key."""


class Kind(StrEnum):
    """What sort of answer a question or a column takes."""

    SHORT = "short"
    LONG = "long"
    WHOLE = "whole"
    HALVES = "halves"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    ONE = "one"
    MANY = "many"
    YES_NO = "yes-no"
    TABLE = "table"


class Need(StrEnum):
    """When a question has to be answered."""

    BRIEF = "M"
    """Before the brief can be final."""
    STAGE = "m"
    """Before its stage counts as complete; the brief can do without it."""
    OPTIONAL = "o"
    """Never."""


@dataclass(frozen=True)
class Choice:
    """One option of a question, or one fixed row of a table."""

    code: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table question."""

    id: str
    kind: Kind
    words: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    least: int | None = None
    most: int | None = None
    required: bool = True
    private: bool = False
    default: Value | None = None


@dataclass(frozen=True)
class Question:
    """One question: how it is asked, what may be answered, and where the answer goes.

    `least` and `most` bound numbers (WHOLE, HALVES, MONEY in pounds, PERCENT), the length in
    characters (SHORT, LONG), the number of choices (MANY) or of rows (TABLE). `rows` are the fixed
    rows of a table; `rows_from` names a MANY question whose chosen codes say which of them show.
    `empty` is the error for no answer and `wrong` the one for an answer out of bounds.
    """

    id: str
    number: str
    kind: Kind
    words: str
    short: str
    empty: str
    need: Need = Need.BRIEF
    hint: str = ""
    why: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Choice, ...] = ()
    rows_from: str = ""
    section: int | None = None
    private: bool = False
    private_when: Condition = ()
    default: Value | None = None
    least: int | None = None
    most: int | None = None
    wrong: str = ""
    unit: str = ""
    shown_when: Condition = ()

    def words_for(self, code: str) -> str:
        """The words of one of its choices (or the code itself when it is not among them)."""
        return next((choice.words for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True)
class Page:
    """One to six related questions asked together."""

    slug: str
    title: str
    intro: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Stage:
    """One stage of commissioning; hidden altogether when its condition is given and holds."""

    number: int
    slug: str
    title: str
    intro: str
    pages: tuple[Page, ...]
    hidden_when: Condition = ()

    @property
    def questions(self) -> Iterator[Question]:
        """Its questions in the order they are asked."""
        return (question for page in self.pages for question in page.questions)
