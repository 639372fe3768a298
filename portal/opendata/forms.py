"""What is sent to bring listings in: a file, and the word to take in what was looked at."""

from wtforms import HiddenField

from portal.web.fields import HouseForm, SheetForm


class ImportForm(SheetForm):
    """A file of listings."""


class TakeForm(HouseForm):
    """Take in a file: `version` of it, with the plan whose digest is `seen`."""

    version = HiddenField()
    seen = HiddenField()

    @property
    def asked_version(self) -> int:
        """The version that was looked at; 0, which no file has, for what is no number."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - far more than is ever counted
