"""What a moderator says of claims: what a look found, when and where; or that many were found again."""

from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError

from portal.clock import today
from portal.moderation.actions.checks import Look
from portal.moderation.catalogue.checks import FINDINGS
from portal.moderation.rules.checks import Finding
from portal.web.fields import (
    Choice,
    DateField,
    HouseForm,
    LongTextField,
    ManyChoices,
    TextField,
)

SOURCE = "What did you look at?"
SOURCE_HINT = (
    "For example: the certificate, the CDI register, the matrix directory. Schools do not see it."
)
WHERE = "Enter what you looked at"


class CheckForm(HouseForm):
    """One decision about a claim."""

    finding = Choice(
        "What did you find?",
        choices=tuple((finding.value, words) for finding, words in FINDINGS.items()),
        missing="Choose what you found",
    )
    checked_on = DateField("When did you look?", called="The day", default=today)
    source = TextField(SOURCE, hint=SOURCE_HINT, called="What you looked at", most=300)
    reason = LongTextField(
        "Why, for the provider",
        called="The reason",
        hint="Needed unless it is shown as checked or as stated. It goes into the letter to the provider.",
        most=1_000,
        rows=3,
    )
    note = LongTextField(
        "Note for the Hub",
        called="The note",
        hint="Kept with the check. Do not write down what a certificate says of a person.",
        most=500,
        rows=2,
    )

    @property
    def look(self) -> Look:
        """What was found; only of a form that is right."""
        return Look(
            Finding(self.finding.data),
            self.checked_on.data or today(),
            self.source.data,
            self.note.data,
            self.reason.data,
        )

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether it is right: a look has a day and a place, and whatever is not shown as checked has a reason."""
        right = bool(super().validate(*args, **options))
        if not self.finding.data:
            return right
        finding, owed = Finding(self.finding.data), []
        if finding.result is not None:
            owed += [(self.checked_on, "Enter the day on which you looked"), (self.source, WHERE)]
        if finding.owes_reason:
            owed.append((self.reason, "Enter the reason, for the provider"))
        for field, words in owed:
            if not field.data and not field.errors:
                field.errors, right = [words], False
        return right


class RecheckForm(HouseForm):
    """One day and one place, for all that are ticked; subclasses made by `recheck_form` have what can be ticked."""

    checked_on = DateField(
        "When did you look?",
        called="The day",
        default=today,
        missing="Enter the day on which you looked",
    )
    source = TextField(
        "Where did you look?", hint=SOURCE_HINT, called="Where you looked", most=300, missing=WHERE
    )

    def validate_checked_on(self, field: DateField) -> None:
        """Refuse a day that is still to come.

        Raises:
            wtforms.ValidationError: it is one.
        """
        if field.data > today():
            raise ValidationError("The day must be today or in the past")


def recheck_form(claims: Sequence[tuple[str, str, str]]) -> RecheckForm:
    """The form for these claims: (number, whose and what, how it stands)."""

    class Form(RecheckForm):
        claims_seen = ManyChoices(
            "Which did you find there?", choices=tuple(claims), missing="Tick those that you found"
        )

    return Form()
