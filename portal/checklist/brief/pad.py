"""What every section of the brief writes from: the answers as they may be printed, figures, facts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.checklist.brief.figures import Figures
from portal.checklist.brief.reading import CellRow, Reader, as_text
from portal.checklist.brief.small_counts import printed_count
from portal.checklist.catalogue import QUESTIONS, STAGE_OF
from portal.checklist.catalogue.shape import ROW, Kind, Question
from portal.checklist.rules.money import pounds
from portal.checklist.rules.progress import is_hidden, is_private, is_shown
from portal.checklist.rules.timetable import written
from portal.checklist.rules.working import shown
from portal.documents import TO_BE_CONFIRMED, Block, Facts, Note, Paragraph, Table, Text

KnownFacts = Mapping[str, tuple[str, str, date]]
"""Key -> value, source, day checked, of the facts about the world."""

COUNTS_OF_PUPILS = (
    "pupils_on_roll",
    "send_count",
    "ehcp_count",
    "care_experienced_count",
    "ehcp_reviews",
)


@dataclass(frozen=True)
class Pad:
    """Everything a section may write from. It refuses to hand out what must stay in the school."""

    reader: Reader
    figures: Figures
    known: KnownFacts
    not_applicable: Collection[str] = ()

    def applies(self, name: str) -> bool:
        """Whether a question is asked of this school, and its answer may be printed.

        Raises:
            LookupError: the question is private, so that no section can print it by mistake.
        """
        question = QUESTIONS[name]
        if question.private:
            raise LookupError(f"{name} is never printed in a brief")
        answers = self.reader.answers
        asked = is_shown(question, answers) and not is_hidden(STAGE_OF[name], answers)
        kept = is_private(question.private, question.private_when, answers)
        return asked and not kept and name not in self.not_applicable

    def said(self, name: str) -> Text:
        """The answer in words, or TO BE CONFIRMED; an empty text where nothing is to be printed."""
        question = QUESTIONS[name]
        if not self.applies(name):
            return ""
        words = self._words(question)
        if words:
            return words
        return "" if question.need == "o" else TO_BE_CONFIRMED

    def pairs(self, *names: str) -> tuple[Block, ...]:
        """The short label and the answer of each question that has something to print."""
        found = ((QUESTIONS[name].short, self.said(name)) for name in names)
        pairs = tuple((label, words) for label, words in found if words)
        return (Facts(pairs),) if pairs else ()

    def own_words(self, name: str) -> tuple[Block, ...]:
        """An answer as a paragraph of its own, if there is something to print."""
        words = self.said(name)
        return (Paragraph(words),) if words else ()

    def rows(self, name: str) -> tuple[CellRow, ...]:
        """The rows of a table that may be printed."""
        return self.reader.rows(name) if self.applies(name) else ()

    def chosen(self, name: str) -> tuple[str, ...]:
        """The words of the choices made in a question of many."""
        return self.reader.words_many(name) if self.applies(name) else ()

    def code(self, name: str) -> str | None:
        """The code of an answer that decides on wording."""
        return self.reader.code(name) if self.applies(name) else None

    def fact(self, key: str) -> str:
        """The value of a fact about the world; empty where it is not known."""
        return self.known[key][0] if key in self.known else ""

    def wanting(self, name: str) -> tuple[Block, ...]:
        """A note in place of a table that has not been filled in."""
        if self.applies(name) and not self.reader.rows(name) and QUESTIONS[name].need != "o":
            return (Note(TO_BE_CONFIRMED, QUESTIONS[name].short),)
        return ()

    def table(self, name: str, caption: str, header: tuple[str, ...]) -> tuple[Block, ...]:
        """A table with fixed rows, its public columns in order; TO BE CONFIRMED while it is empty."""
        rows = self.rows(name)
        if not rows:
            return self.wanting(name)
        question = QUESTIONS[name]
        labels = {choice.code: choice.words for choice in question.rows}
        cells = tuple((labels.get(str(row.get(ROW)), ""), *_cells(question, row)) for row in rows)
        return (Table(caption, header, cells),)

    def _words(self, question: Question) -> Text:
        word = _WORDED.get(question.kind)
        if word is not None:
            return word(self.reader, question.id) or ""
        number = self.reader.number(question.id)
        return "" if number is None else _number(question, number)


def _date(reader: Reader, name: str) -> str:
    day = reader.day(name)
    return written(day) if day else ""


def _moment(reader: Reader, name: str) -> str:
    moment = reader.moment(name)
    return f"{written(moment.date())} at {moment:%H:%M}, London time" if moment else ""


def _time(reader: Reader, name: str) -> str:
    clock = reader.clock(name)
    return f"{clock:%H:%M}" if clock else ""


_WORDED: Mapping[Kind, Callable[[Reader, str], str | None]] = {
    Kind.SHORT: Reader.text,
    Kind.LONG: Reader.text,
    Kind.ONE: Reader.words,
    Kind.YES_NO: lambda reader, name: {"yes": "Yes", "no": "No"}.get(reader.code(name) or ""),
    Kind.MANY: lambda reader, name: "; ".join(reader.words_many(name)),
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.TIME: _time,
}


def _number(question: Question, number: Decimal) -> str:
    if question.kind is Kind.MONEY:
        return pounds(number)
    if question.kind is Kind.PERCENT or question.unit == "%":
        return f"{shown(number)}%"
    if question.id in COUNTS_OF_PUPILS:
        return printed_count(int(number))
    unit = question.unit.removesuffix("s") if number == 1 else question.unit
    return f"{shown(number)} {unit}".strip()


def _cells(question: Question, row: CellRow) -> tuple[Text, ...]:
    cells: list[Text] = []
    for column in question.columns:
        if column.private:
            continue
        code = as_text(row.get(column.id))
        words = next((choice.words for choice in column.choices if choice.code == code), code)
        cells.append(words or ("" if not column.required else TO_BE_CONFIRMED))
    return tuple(cells)
