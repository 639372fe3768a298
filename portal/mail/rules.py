"""What a letter is, how its words are filled in, what an address is, and when a failed mail is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from string import Formatter
from unicodedata import category

LONGEST_SUBJECT = 120
LONGEST_VALUE = 200
LONGEST_QUOTE, MOST_LINES = 4_000, 60
LONGEST_ADDRESS, LONGEST_LOCAL_PART = 254, 64  # RFC 5321, 4.5.3.1, with the brackets of a path off
WRITES_WITHIN = timedelta(seconds=5)  # how long a write waits for the database's lock
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)
"""How long to wait after the first, second, ... failure, as multiples of the first wait."""

MOST_TRIES = len(WAITS) + 1
MOST_REFUSALS = 3
"""After so many tries the word of a server that refuses for good is taken."""

KEPT = timedelta(days=30)  # how long what was sent or given up is kept
LATE = timedelta(hours=1)  # mail that has waited so long says that something is wrong

_BROKEN = frozenset({"Cc", "Cs"})  # control characters and halves of surrogate pairs
# They turn the direction of what follows them, by which an address can be made to read as another.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ATOM = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."
)
_HOST = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")


class State(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    TRYING_AGAIN = "trying again"
    SENT = "sent"
    GIVEN_UP = "given up"


@dataclass(frozen=True)
class Letter:
    """One kind of letter. `subject`, `link`, `why` and each of `paragraphs` may name values as {value}.

    `link` is what the link says, where the letter carries one. `why` says why the reader gets it. `quotes` names
    the one value that is passed on whole, its lines marked as somebody else's, where a paragraph is nothing but it.
    `sample` holds values for the gallery.
    """

    name: str
    subject: str
    paragraphs: tuple[str, ...]
    why: str
    link: str = ""
    quotes: str = ""
    sample: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it that may name values."""
        return (self.subject, *self.paragraphs, self.link, self.why)

    @property
    def names(self) -> frozenset[str]:
        """The values that it names."""
        parts = (part for text in self.texts for part in Formatter().parse(text))
        return frozenset(name for _, name, _, _ in parts if name)


@dataclass(frozen=True)
class Words:
    """A letter filled in. `link` and `address` are empty where it carries no link."""

    subject: str
    paragraphs: tuple[str, ...]
    why: str
    link: str
    address: str


def fill(letter: Letter, values: Mapping[str, str], address: str = "") -> Words:
    """The letter with its values, and with the whole address that its link leads to.

    Each value becomes one line of bounded length, and so does the subject: what somebody typed cannot
    begin a line, a header or another recipient. What is quoted keeps its lines, each of them marked.

    Raises:
        KeyError: the letter names a value that is not given.
    """
    told = {name: clean(value)[:LONGEST_VALUE] for name, value in values.items()}
    subject = clean(letter.subject.format_map(told))
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[: LONGEST_SUBJECT - 1].rstrip() + "…"
    paragraphs: list[str] = []
    for text in letter.paragraphs:
        is_quote = bool(letter.quotes) and text == f"{{{letter.quotes}}}"
        paragraphs += quoted(values[letter.quotes]) if is_quote else [text.format_map(told)]
    said = tuple(text for text in paragraphs if text)
    link = letter.link.format_map(told) if address else ""
    return Words(subject, said, letter.why.format_map(told), link, address)


def quoted(text: str) -> list[str]:
    """`text` line by line, each marked as somebody else's words and without what `clean` takes out.

    Its length and the number of its lines are bounded; where lines are left out, the last one says so.
    """
    lines = [f"> {line}" for line in map(clean, text[:LONGEST_QUOTE].splitlines()) if line]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "> …"]


def clean(text: str) -> str:
    """`text` on one line, without control characters, broken characters and those that turn its direction."""
    kept = (c for c in text if c.isspace() or (category(c) not in _BROKEN and c not in _TURNS))
    return " ".join("".join(kept).split())


def is_address(text: str) -> bool:
    """Whether `text` is one plain email address, such as sam.smith@example.org, and nothing besides.

    Quoted names, comments, groups and letters outside ASCII are not taken: mail systems disagree about them.
    """
    local, at, host = text.rpartition("@")
    labels = host.split(".")
    return (
        bool(at)
        and len(text) <= LONGEST_ADDRESS
        and 0 < len(local) <= LONGEST_LOCAL_PART
        and _ATOM.issuperset(local)
        and all(local.split("."))
        and _HOST.issuperset(host)
        and len(labels) > 1
        and all(label and label[0] != "-" and label[-1] != "-" for label in labels)
    )


def lease(timeout: timedelta) -> timedelta:
    """How long a mail belongs to the process that is sending it, when sending may take `timeout`.

    It ends only when the sending has ended, and its outcome was written down. If it ended before, another
    process would send the mail meanwhile.
    """
    return 2 * timeout + WRITES_WITHIN


def next_try(tries: int, *, first_wait: timedelta, at: datetime, for_good: bool) -> datetime | None:
    """When a mail is tried again that failed at `at` for the `tries`th time; None when it is given up.

    `for_good`: the server said that it will never take it.
    """
    if tries >= (MOST_REFUSALS if for_good else MOST_TRIES):
        return None
    return at + WAITS[tries - 1] * first_wait
