"""What a provider says it or an adviser holds: a form for each kind of claim, and one for a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import ValidationError

from portal.clock import today
from portal.credentials.catalogue import (
    CDI_STATUSES,
    DBS_LEVELS,
    INSURANCE_AMOUNTS,
    INSURANCE_COVERS,
    MATRIX_FRAMEWORKS,
    MATRIX_STATUSES,
    QUALIFICATIONS,
)
from portal.credentials.rules import Claim, ClaimRefused, Kind
from portal.listing.catalogue.credentials import EVERYBODY, NEVER_SHOWN
from portal.web.fields import (
    Choice,
    DateField,
    FileField,
    HouseField,
    HouseForm,
    LongTextField,
    MonthField,
    TextField,
    YesNo,
)

ACCEPT = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"


class CredentialForm(HouseForm):
    """What every claim has. Its fields are called as those of `Claim`, so that a problem hangs where it belongs."""

    status: Choice
    kind: Kind

    @property
    def asked(self) -> list[HouseField]:
        """The fields in the order in which the page asks for them: whose it is comes first."""
        fields = [field for field in self if isinstance(field, HouseField)]
        return sorted(fields, key=lambda field: field.short_name != "adviser")

    @property
    def adviser_id(self) -> int | None:
        """The adviser whose claim it is; None for the organisation's own."""
        chosen = self.said("adviser")
        return int(chosen) if chosen and chosen != EVERYBODY else None

    def said(self, name: str, nothing: Any = "") -> Any:
        """What the field `name` holds; `nothing` where this kind of claim has no such field."""
        field = self._fields.get(name)
        return field.data if field is not None else nothing

    def claim(self, day: date) -> Claim:
        """The claim, as said on `day`."""
        return Claim(
            self.kind,
            self.status.data,
            day,
            framework=self.said("framework"),
            accredited_on=self.said("accredited_on", None),
            review_due=self.said("review_due", None),
            amount=self.said("amount"),
            scope=self.said("scope"),
            update_service=self.said("update_service") == "yes",
        )

    def refuse(self, no: ClaimRefused) -> None:
        """Say at each field why the claim cannot be recorded."""
        for problem in no.problems:
            field = self._fields.get(problem.field, self.status)
            field.errors = [problem.words]


class MatrixForm(CredentialForm):
    """The matrix Standard of an organisation."""

    kind = Kind.MATRIX
    status = Choice(
        "Does your organisation hold the matrix Standard?",
        choices=tuple(MATRIX_STATUSES.items()),
        missing="Choose one",
    )
    framework = Choice("Which framework?", choices=tuple(MATRIX_FRAMEWORKS.items()))
    accredited_on = DateField("Accredited on", hint="The date on the certificate.")
    review_due = DateField("Review due on", hint="At most three years after that.")
    last_cic_on = DateField(
        "Last continuous improvement check",
        hint="Once a year. Leave it empty if there was none yet.",
    )
    scope = LongTextField(
        "What the certificate covers",
        hint="If it is only part of what you do, say which.",
        most=500,
        rows=2,
    )
    number = TextField("Number of the certificate", hint=NEVER_SHOWN, most=60, width=20)

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether it is right; who holds the Standard says since when and until when."""
        right = bool(super().validate(*args, **options))
        if self.status.data != "HELD":
            return right
        words = {
            "accredited_on": "Enter the date of accreditation",
            "review_due": "Enter the date of the next review",
        }
        for name, missing in words.items():
            field = self._fields[name]
            if field.data is None and not field.errors:
                field.errors, right = [missing], False
        return right


class CdiForm(CredentialForm):
    """An adviser's place on the CDI register."""

    kind = Kind.CDI
    status = Choice(
        "How do they stand with the register?",
        choices=tuple(CDI_STATUSES.items()),
        missing="Choose one",
    )
    number = TextField(
        "Registration number, if you have it", called="Registration number",
        hint=f"It helps the Hub find the entry. {NEVER_SHOWN}", most=60, width=20,
    )  # fmt: skip


class QualificationForm(CredentialForm):
    """An adviser's award."""

    kind = Kind.QUALIFICATION
    status = Choice(
        "Which qualification?", choices=tuple(QUALIFICATIONS.items()), missing="Choose one"
    )
    accredited_on = MonthField(
        "Awarded, if you know when", called="Month of the award", hint="For example, 7 2019."
    )
    number = TextField("Number of the certificate", hint=NEVER_SHOWN, most=60, width=20)


class InsuranceForm(CredentialForm):
    """An organisation's cover."""

    kind = Kind.INSURANCE
    status = Choice("Which cover?", choices=tuple(INSURANCE_COVERS.items()), missing="Choose one")
    amount = Choice(
        "How much is covered?", choices=tuple(INSURANCE_AMOUNTS.items()), missing="Choose an amount"
    )
    review_due = DateField(
        "Covered until",
        missing="Enter the last day of the cover",
        hint="The last day on the certificate.",
    )
    number = TextField("Number of the policy", hint=NEVER_SHOWN, most=60, width=20)


class DbsForm(CredentialForm):
    """What a provider declares of DBS checks: the level and the month, and no more."""

    kind = Kind.DBS
    status = Choice("Which level?", choices=tuple(DBS_LEVELS.items()), missing="Choose one")
    accredited_on = MonthField(
        "Issued", called="Month of issue", hint="The month on the certificate, for example 9 2026."
    )
    update_service = YesNo("On the update service?")


FORMS: dict[Kind, type[CredentialForm]] = {
    Kind.MATRIX: MatrixForm,
    Kind.CDI: CdiForm,
    Kind.QUALIFICATION: QualificationForm,
    Kind.INSURANCE: InsuranceForm,
    Kind.DBS: DbsForm,
}


def credential_form(kind: Kind, advisers: Sequence[tuple[str, str]]) -> CredentialForm:
    """The form for a claim of this kind, by one of these (code, words) or, where there are none, by the organisation."""
    if not advisers:
        return FORMS[kind]()

    base: Any = FORMS[kind]

    class Form(base):  # type: ignore[misc]  # which form it is follows from the kind
        adviser = Choice(
            "Whose is it?",
            choices=tuple(advisers),
            missing="Choose whose it is",
            # who works alone need not say so each time
            default=advisers[0][0] if len(advisers) == 1 else None,
        )

    made: CredentialForm = Form()
    return made


class EvidenceForm(HouseForm):
    """One file."""

    file = FileField(
        "Certificate",
        called="The file",
        hint="A PDF, PNG or JPEG of up to 10 MB. A clear photo is fine.",
        missing="Choose a file",
        accept=ACCEPT,
    )


class HistoryForm(HouseForm):
    """Which day to look back to."""

    class Meta(HouseForm.Meta):
        """It is read from the address, and changes nothing."""

        csrf = False

    on = DateField("Day", missing="Enter a day", hint="For example, 27 3 2026.")

    def validate_on(self, field: DateField) -> None:
        """Refuse a day of which nothing can be known.

        Raises:
            wtforms.ValidationError: it is still to come.
        """
        if field.data > today():
            raise ValidationError("Day must be today or in the past")
