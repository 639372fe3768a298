"""What people type about organisations and who belongs to them."""

from collections.abc import Sequence
from decimal import Decimal

from wtforms import ValidationError

from portal.account.queries.passwords import find_weakness
from portal.account.rules.passwords import SHORTEST
from portal.mail.rules import is_address
from portal.organisation.catalogue import ROLE_HINTS, ROLE_PHRASES, ROLES
from portal.organisation.models import Invitation
from portal.organisation.pages import LeavePage
from portal.organisation.rules import Role
from portal.web.fields import Choice, HouseForm, PasswordField, TextField, WholeNumberField

FIRST_URN, LAST_URN = 100_000, 999_999
ROLE_CHOICES = tuple((role.value, words, ROLE_HINTS[role]) for role, words in ROLES.items())


def plain_address(_form: HouseForm, field: TextField) -> None:
    """Refuse an address that no mail system is sure to take.

    Raises:
        wtforms.ValidationError: it is one.
    """
    if not is_address(field.data):
        raise ValidationError("Enter an email address in the correct format, like name@example.com")


class UrnField(WholeNumberField):
    """A school's number: a figure of six digits, and no count."""

    def check_bounds(self, value: Decimal) -> None:
        """Refuse what has not six digits.

        Raises:
            ValueError: it has more or fewer.
        """
        if not FIRST_URN <= value <= LAST_URN:
            raise ValueError(f"{self.called} must be six digits, like 123456")


class NewSchoolForm(HouseForm):
    """A school that the portal does not know."""

    name = TextField(
        "Name of the school or college",
        called="Name",
        is_name=True,
        missing="Enter the name of the school or college",
        most=120,
    )
    urn = UrnField(
        "Unique reference number (URN), if you know it",
        called="URN",
        hint="Six digits, such as 123456. We pass it on to the Hub, which checks who you are.",
        width=10,
    )


class NewProviderForm(HouseForm):
    """A provider of careers guidance."""

    name = TextField(
        "Name of the provider",
        called="Name",
        is_name=True,
        hint="The name that schools know you by. If you work alone, your own name.",
        missing="Enter the name of the provider",
        most=120,
    )


class InviteForm(HouseForm):
    """Whom to invite, and in which role."""

    email = TextField(
        "Email address",
        [plain_address],
        hint="Their own address at work: whoever can read its mail can join.",
        missing="Enter an email address",
        most=254,
        width=30,
        input_type="email",
    )
    role = Choice("Role", choices=ROLE_CHOICES, missing="Choose a role")


class ChangeRoleForm(HouseForm):
    """Another role for somebody."""

    role = Choice("Role", choices=ROLE_CHOICES, missing="Choose a role")

    @property
    def phrase(self) -> str:
        """The role that was chosen, as a sentence says it."""
        return ROLE_PHRASES[Role(self.role.data)]


class JoinForm(HouseForm):
    """The name and password of somebody who joins and has no account."""

    name = TextField(
        "Your name",
        called="Name",
        is_name=True,
        missing="Enter your name",
        most=120,
        autocomplete="name",
    )
    password = PasswordField(
        "Choose a password",
        called="Password",
        hint=f"{SHORTEST} characters or more. Three words that nobody would put together are good.",
        missing="Enter a password",
        autocomplete="new-password",
    )
    email = organisation = ""

    @classmethod
    def of(cls, invitation: Invitation) -> "JoinForm":
        """The form of whoever was invited; their password must not be made of what others know of them."""
        form = cls()
        form.email, form.organisation = invitation.email, invitation.organisation.name
        return form

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that others would guess.

        Raises:
            wtforms.ValidationError: with the reason.
        """
        names = (self.organisation, self.name.data)
        why = find_weakness(field.data, email=self.email, names=names)
        if why:
            raise ValidationError(why)


def leave_form(page: LeavePage) -> HouseForm:
    """The form to leave; the last administrator says in it who comes next."""
    return _hand_over_form(page.others) if page.hands_over else HouseForm()


def _hand_over_form(others: Sequence[tuple[str, str]]) -> HouseForm:
    class HandOverForm(HouseForm):
        next_id = Choice(
            "Who is the next administrator?",
            choices=tuple(others),
            missing="Choose who is the next administrator",
        )

    return HandOverForm()
