"""A field for a CSV file, and the form that takes one as a file or as pasted text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms import ValidationError

from portal.web.fields.base import HouseField, HouseForm
from portal.web.fields.text import LongTextField
from portal.web.sheets import Sheet, SheetRefused, decoded, read_sheet
from portal.web.text import clean_text

LONGEST_PASTE = 400_000
LONGEST_NAME = 120


@dataclass(frozen=True)
class SentFile:
    """A CSV file that somebody sent: what they call it, and its text."""

    name: str
    text: str


class CsvField(HouseField):
    """A CSV file. Data: a SentFile, or None when none was chosen."""

    kind: ClassVar[str] = "file"
    accept: ClassVar[str] = ".csv,text/csv"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the file's text; what is no text is an error."""
        self.data = None
        sent = valuelist[0] if valuelist else None
        name = clean_text(getattr(sent, "filename", None))[:LONGEST_NAME]
        if sent is not None and name:
            self.data = SentFile(name, decoded(sent.stream.read()))


class SheetForm(HouseForm):
    """A table, as a file or as pasted text; where both are sent, the file counts.

    Once it is right, `sheet` holds its rows, `text` the text that they were read from and `called` what it is called.
    A file whose form is wrong elsewhere comes back as pasted text, because no browser keeps a chosen file.
    """

    file = CsvField("CSV file", hint="Up to 512 kB.")
    pasted = LongTextField(
        "Or paste the rows",
        hint="With the headings in the first row, as you copy them from a spreadsheet.",
        most=LONGEST_PASTE,
        rows=8,
    )
    sheet: Sheet

    @property
    def text(self) -> str:
        """The text that was sent."""
        sent: SentFile | None = self.file.data
        return sent.text if sent is not None else str(self.pasted.data)

    @property
    def called(self) -> str:
        """What the file is called."""
        sent: SentFile | None = self.file.data
        return sent.name if sent is not None else "Pasted rows"

    def validate_file(self, field: CsvField) -> None:
        """Take up what is missing: an empty field stops at `pre_validate`, so this sees a file that was sent."""
        self._read(field)

    def validate_pasted(self, field: LongTextField) -> None:
        """Read what was pasted, unless a file counts."""
        if self.file.data is None:
            self._read(field)

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether it is right; a form with neither a file nor rows is not."""
        right = bool(super().validate(*args, **options))
        if self.file.data is None and not self.pasted.data and not self.file.errors:
            self.file.errors = ["Choose a CSV file, or paste its rows"]
            right = False
        if not right and self.file.data is not None:
            self.pasted.typed = self.file.data.text
        return right

    def _read(self, field: HouseField) -> None:  # noqa: ARG002 - whichever was sent
        try:
            self.sheet = read_sheet(self.text)
        except SheetRefused as wrong:
            raise ValidationError(str(wrong)) from wrong
