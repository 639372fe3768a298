"""Whether a file that somebody sends can be taken, and what is kept of it: never the file itself, but a clean one made of it."""

import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import BoundedSemaphore
from unicodedata import category

from portal.uploads import washing

MOST_BYTES = washing.MOST_WRITTEN
LONGEST_NAME = 120
SECONDS = 30.0
AT_ONCE = 2
HEAD = 1024
"""How much of a file's beginning a browser may look at to guess what it is."""

_PAGES = (b"<html", b"<script", b"<!doctype", b"<svg", b"<body", b"<iframe")
_BLANK = b"\x00\t\n\x0c\r "
_running = BoundedSemaphore(AT_ONCE)


class Why(StrEnum):
    """Why a file is refused, in the words of the page."""

    NONE = "Choose a file"
    EMPTY = "The file is empty"
    TOO_LARGE = "The file must be 10 MB or smaller"
    TYPE = "The file must be a PDF, PNG or JPEG"
    OTHER = "The file is not what its name says it is. Save it as a PDF, PNG or JPEG and send that"
    BROKEN = "The file cannot be read. Open it, save it again as a PDF, PNG or JPEG, and send that"
    LOCKED = "The PDF is locked with a password. Save it without one and send that"
    PAGES = "The PDF has too many pages: send the pages that matter, 100 at most"
    PIXELS = "The picture is too large: it may have 50 million pixels at most"
    BUSY = "It took too long to read the file. Try again, or send a smaller one"
    INFECTED = "The virus scanner found something in this file, so it was not kept"


class Refused(Exception):  # noqa: N818 - it is what happened, not a fault
    """A file cannot be taken; `why` says it in the words of the page."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Type:
    """A kind of file that is taken."""

    kind: str
    media_type: str
    suffixes: tuple[str, ...]
    begins: bytes


PDF = Type("pdf", "application/pdf", (".pdf",), b"%PDF-")
PNG = Type("png", "image/png", (".png",), b"\x89PNG\r\n\x1a\n")
JPEG = Type("jpeg", "image/jpeg", (".jpg", ".jpeg"), b"\xff\xd8\xff")
TYPES = (PDF, PNG, JPEG)


@dataclass(frozen=True)
class Clean:
    """What is kept: the bytes of a clean file, what it is, and what its sender called it, for showing only."""

    name: str
    type: Type
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


def look_at(name: str, data: bytes) -> Clean:
    """The clean file that is made of `data`, which its sender calls `name`.

    The last part of the name, the first bytes and what can be read must all say the same: nothing depends on what
    the browser says it is.

    Raises:
        Refused: it cannot be taken.
    """
    if not data:
        raise Refused(Why.EMPTY)
    if len(data) > MOST_BYTES:
        raise Refused(Why.TOO_LARGE)
    called = plain_name(name)
    type_ = _type_by_name(called)
    if not data.startswith(type_.begins) or _could_be_a_page(data) or _goes_on(data, type_):
        raise Refused(Why.OTHER)
    clean = _wash(data, type_)
    if len(clean) > MOST_BYTES:
        raise Refused(Why.TOO_LARGE)
    return Clean(called, type_, clean)


def type_of(media_type: str) -> Type:
    """The kind of file that is kept under this media type.

    Raises:
        LookupError: none is.
    """
    for one in TYPES:
        if one.media_type == media_type:
            return one
    raise LookupError(media_type)


def plain_name(name: str) -> str:
    """The last part of a file's name, for showing: no folders, no characters that cannot be seen, and short."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if category(c)[0] != "C" and category(c) not in {"Zl", "Zp"})
    path = PurePosixPath(" ".join(kept.split()).strip(". ") or "file")
    return path.stem[: LONGEST_NAME - len(path.suffix[:10])] + path.suffix[:10]


def _type_by_name(name: str) -> Type:
    suffix = PurePosixPath(name).suffix.lower()
    for one in TYPES:
        if suffix in one.suffixes:
            return one
    raise Refused(Why.TYPE)


def _could_be_a_page(data: bytes) -> bool:
    """Whether a program that guesses could take the file for a web page or a script: one file, two meanings."""
    head = data[:HEAD].lower()
    return any(sign in head for sign in _PAGES)


def _goes_on(data: bytes, type_: Type) -> bool:
    """Whether something stands behind the end of a PDF, such as another file."""
    if type_ is not PDF:
        return False
    _, ended, rest = data.rpartition(b"%%EOF")
    return bool(ended) and bool(rest.strip(_BLANK))


def _wash(data: bytes, type_: Type) -> bytes:
    """What the washing program makes of the file."""
    command = [sys.executable, "-I", str(Path(washing.__file__)), type_.kind]
    with _running:
        try:
            done = subprocess.run(  # noqa: S603 - our own program, and no word of it is a stranger's
                command, input=data, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as slow:
            raise Refused(Why.BUSY) from slow
    if done.returncode == 0:
        return done.stdout
    told = done.stderr.decode("ascii", "replace") if done.returncode == washing.UNFIT else "broken"
    raise Refused(_WORDS.get(told, Why.BROKEN))


_WORDS = {"locked": Why.LOCKED, "pages": Why.PAGES, "pixels": Why.PIXELS, "large": Why.TOO_LARGE}
