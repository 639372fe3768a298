"""Fields for words: one line, or many with a limit that is counted on the page."""

import re
from collections.abc import Callable
from typing import Any, ClassVar

from portal.web.fields.base import HouseField
from portal.web.text import clean_text

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_WEB = re.compile(r"https?://[^\s/.:]+(\.[^\s/.:]+)+(:[0-9]{1,5})?(/\S*)?", re.IGNORECASE)


def _email(text: str) -> str:
    if len(text) > 254 or not _EMAIL.fullmatch(text):  # noqa: PLR2004 - the longest address that mail can carry
        raise ValueError("Enter an email address in the correct format, like name@example.com")
    return text


def _web(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    if not _WEB.fullmatch(address):
        raise ValueError("Enter a web address in the correct format, like https://www.example.org")
    return address


_ADDRESS = re.compile(r"://|[wW]{3}\.|@|\w\.(?:[a-z]{2,}|[A-Z]{2,})\b")


def plain_name(text: str) -> str:
    """`text` as a name that may stand in a letter to others: "" where a mail program would make a link of it."""
    name = clean_text(text)[:120]
    return "" if _ADDRESS.search(name) else name


_CHECKS: dict[str, Callable[[str], str]] = {"email": _email, "url": _web}


class TextField(HouseField):
    """One line of text. Data: the text, "" when empty.

    `input_type` is text, email, tel, url or search; e-mail and web addresses are checked for their
    form, and a web address without a scheme is taken as https. `width` is how many characters the
    control looks made for: 2, 3, 4, 5, 10, 20 or 30. A text that `is_name` may stand in a letter to
    others: it holds nothing that a mail program would make a link of.
    """

    kind: ClassVar[str] = "text"
    nothing: ClassVar[str] = ""

    def __init__(
        self,
        *args: Any,
        most: int = 200,
        width: int = 0,
        input_type: str = "text",
        autocomplete: str = "",
        is_name: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.most = most
        self.is_name = is_name
        self.width = width
        self.input_type = input_type
        self.autocomplete = autocomplete
        self.inputmode = self.prefix = self.suffix = ""

    def read(self, typed: str) -> str:
        """The text, checked for its length and form."""
        if len(typed) > self.most:
            raise ValueError(f"{self.called} must be {self.most:,} characters or fewer")
        if self.is_name and _ADDRESS.search(typed):
            raise ValueError("Enter a name without a web or email address")
        check = _CHECKS.get(self.input_type)
        return check(typed) if check else typed


class LongTextField(HouseField):
    """Text of several lines, at most `most` characters. Data: the text, "" when empty."""

    kind: ClassVar[str] = "long"
    nothing: ClassVar[str] = ""

    def __init__(self, *args: Any, most: int = 4_000, rows: int = 5, **options: Any) -> None:
        super().__init__(*args, **options)
        self.most = most
        self.rows = rows

    def clean(self, raw: object) -> str:
        """`raw` with its line breaks."""
        return clean_text(raw, lines=True)

    def read(self, typed: str) -> str:
        """The text, if it is not too long."""
        if len(typed) > self.most:
            over = len(typed) - self.most
            raise ValueError(
                f"{self.called} must be {self.most:,} characters or fewer: it is {over:,} too long"
            )
        return typed
