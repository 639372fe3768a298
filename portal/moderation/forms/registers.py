"""What the Hub sends of a public register: a list with its source and day, and the ticks of what is to be recorded."""

from typing import Any

from wtforms import HiddenField, ValidationError

from portal.clock import today
from portal.moderation.rules.entries import EntriesRefused, read_entries
from portal.moderation.rules.registers import Comparison, Entry, Register, keys_of
from portal.web.fields import Choice, DateField, HouseForm, ManyChoices, SheetForm, TextField


class RegisterForm(SheetForm):
    """A list from a register. Once it is right, `entries` holds its rows."""

    register = Choice(
        "Which register is it from?",
        missing="Choose the register",
        choices=tuple((one.name, one.value) for one in Register),
    )
    source = TextField(
        "Where did you take it from?",
        called="Where you took it from",
        hint="In words or as a web address. It stands beside each check that you record.",
        missing="Enter where you took it from",
        most=300,
    )
    seen_on = DateField(
        "When did you see it?",
        default=today,
        called="The day",
        hint="Each check is dated with this day. For example, 27 3 2027.",
        missing="Enter the day on which you saw it",
    )
    entries: tuple[Entry, ...] = ()

    def validate_seen_on(self, field: DateField) -> None:
        """Refuse a day that has not come yet.

        Raises:
            wtforms.ValidationError: it has not.
        """
        if field.data > today():
            raise ValidationError("The day must be today or in the past")

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether it is right, its rows too."""
        right = super().validate(*args, **options)
        field = self.file if self.file.data is not None else self.pasted
        if self.text and not field.errors:
            try:
                self.entries = read_entries(self.sheet)
            except EntriesRefused as wrong:
                field.errors, right = [str(wrong)], False
        return right


class ApplyForm(HouseForm):
    """What is to be recorded of a comparison; `apply_form` adds `record`, which holds the names of findings."""

    version = HiddenField()
    seen = HiddenField()

    def validate_record(self, field: ManyChoices) -> None:
        """Refuse two rows of the list for one claim.

        Raises:
            wtforms.ValidationError: there are.
        """
        about = [key.partition("-")[0] for key in field.data]
        if len(set(about)) < len(about):
            raise ValidationError("Tick one row of the list for each person or provider")

    @property
    def asked_version(self) -> int:
        """The version of the list that was looked at; 0, which none has, for what is no number."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - far more than is ever counted


def apply_form(comparison: Comparison) -> ApplyForm:
    """The form for what a comparison found; of what is shown first, only what is certain is ticked."""
    record = ManyChoices(
        "Record",
        choices=tuple((key, key) for key in keys_of(comparison.findings)),
        missing="Tick what you want to record, or leave the list as it is",
    )
    form: ApplyForm = type("ApplyForm", (ApplyForm,), {"record": record})()
    if not form.is_submitted():
        form.record.data = [one.key for one in comparison.findings if one.is_ticked]
    return form
