"""What a letter is: its words as data, filled in when it is sent; and when a failed one is tried again."""

from dataclasses import dataclass, field
from datetime import timedelta

SEND_TIMEOUT = timedelta(seconds=20)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long to wait after the first, second, ... failure. After the last one the letter is given up."""


@dataclass(frozen=True)
class Letter:
    """One kind of letter. `subject` and each of `paragraphs` may name values as {value}.

    `link` is what the link says, where the letter carries one. `why` says why the reader gets it.
    `sample` holds values for the gallery.
    """

    name: str
    subject: str
    paragraphs: tuple[str, ...]
    why: str
    link: str = ""
    sample: dict[str, str] = field(default_factory=dict)
