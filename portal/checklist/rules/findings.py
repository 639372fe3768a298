"""What a rule found wrong or worth saying, tied to the questions it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The brief cannot be final."""
    WARNING = "warning"
    """Probably a mistake or a risk; the school decides."""
    ADVICE = "advice"
    """Worth knowing."""


@dataclass(frozen=True)
class Finding:
    """One error, warning or piece of advice, and the ids of the questions it is about.

    The last of them is the one to mend, so that a page can point at it.
    """

    level: Level
    words: str
    questions: tuple[str, ...]


def error(words: str, *questions: str) -> Finding:
    """Something that stops the brief from being final."""
    return Finding(Level.ERROR, words, questions)


def warning(words: str, *questions: str) -> Finding:
    """Something that is probably a mistake or a risk."""
    return Finding(Level.WARNING, words, questions)


def advice(words: str, *questions: str) -> Finding:
    """Something worth knowing."""
    return Finding(Level.ADVICE, words, questions)


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only the errors."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)
