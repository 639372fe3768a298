"""The form that takes a table, as a CSV file or as pasted text."""

from typing import Any

from wtforms import ValidationError

from portal.web.fields.base import HouseField, HouseForm
from portal.web.fields.files import FileField, Sent
from portal.web.fields.text import LongTextField
from portal.web.sheets import Sheet, SheetRefused, decoded, read_sheet
from portal.web.text import clean_text

LONGEST_PASTE = 400_000
LONGEST_NAME = 120


class SheetForm(HouseForm):
    """A table, as a file or as pasted text; where both are sent, the file counts.

    Once it is right, `sheet` holds its rows, `text` what they were read from and `called` what the file is called.
    A file whose form is wrong comes back as pasted text, because no browser keeps a chosen file.
    """

    file = FileField("CSV file", accept=".csv,text/csv", hint="Up to 512 kB.")
    pasted = LongTextField(
        "Or paste the rows",
        hint="With the headings in the first row, as you copy them from a spreadsheet.",
        most=LONGEST_PASTE,
        rows=8,
    )
    sheet: Sheet
    text: str = ""

    @property
    def called(self) -> str:
        """What the file is called."""
        sent: Sent | None = self.file.data
        return clean_text(sent.name)[:LONGEST_NAME] if sent is not None else "Pasted rows"

    def validate_file(self, field: HouseField) -> None:
        """Read the file, if one was sent: an empty field is not asked.

        Raises:
            wtforms.ValidationError: it holds no table.
        """
        sent: Sent = field.data
        try:
            self.text = decoded(sent.data)
            self.sheet = read_sheet(self.text)
        except SheetRefused as wrong:
            raise ValidationError(str(wrong)) from wrong

    def validate_pasted(self, field: HouseField) -> None:
        """Read what was pasted, unless a file counts.

        Raises:
            wtforms.ValidationError: it holds no table.
        """
        if self.file.data is not None:
            return
        self.text = str(field.data)
        try:
            self.sheet = read_sheet(self.text)
        except SheetRefused as wrong:
            raise ValidationError(str(wrong)) from wrong

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether it is right; a form with neither a file nor rows is not."""
        right = bool(super().validate(*args, **options))
        if self.file.data is None and not self.pasted.data and not self.pasted.errors:
            self.file.errors = ["Choose a CSV file, or paste its rows"]
            right = False
        if not right and self.file.data is not None:
            self.pasted.typed = clean_text(self.text, lines=True)
        return right
