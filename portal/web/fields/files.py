"""A field for one file; what may be in it is judged by whoever keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.web.fields.base import HouseField


@dataclass(frozen=True)
class Sent:
    """A file that somebody sent: what they call it, unread and unclean, and its bytes."""

    name: str
    data: bytes


class FileField(HouseField):
    """One file. Data: a Sent, or None when none was chosen. No browser keeps a chosen file when a form comes back."""

    kind: ClassVar[str] = "file"

    def __init__(self, *args: Any, accept: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.accept = accept

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the first file; a text under the field's name is none."""
        self.data = None
        for sent in valuelist[:1]:
            if getattr(sent, "filename", None):
                self.data = Sent(sent.filename, sent.stream.read())
