"""Forms in which a password is chosen. Each refuses the same ones, so none is a way round."""

from typing import Any

from wtforms.validators import ValidationError

from portal.account.queries.passwords import find_weakness
from portal.account.rules.passwords import LONGEST, SHORTEST
from portal.web.fields import HouseForm, PasswordField, TextField


class NewPasswordForm(HouseForm):
    """A new password of whoever has this address; `person_id` where they have an account."""

    password = PasswordField(
        "New password",
        missing="Enter a new password",
        hint=f"At least {SHORTEST} characters. Three words that have nothing to do with each other are easy to "
        "remember and hard to guess.",
        called="Password",
        most=LONGEST,
        autocomplete="new-password",
    )

    def __init__(self, email: str, *, person_id: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.email = email
        self.person_id = person_id

    def refuse(self) -> None:
        """Say that it is the one that the person has."""
        self.password.errors = ["That is the password you have now. Choose another"]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the person that are typed in this form."""
        return ()

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that others would guess.

        Raises:
            ValidationError: it is one; the error is the sentence to show.
        """
        found = find_weakness(
            str(field.data), email=self.email, names=self.names, person_id=self.person_id
        )
        if found:
            raise ValidationError(found)


class SignUpFinishForm(NewPasswordForm):
    """Who the person is, and their first password."""

    name = TextField(
        "Your name",
        missing="Enter your name",
        hint="As colleagues know you, such as Sam Smith.",
        called="Name",
        most=120,
        autocomplete="name",
        is_name=True,
    )

    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.password.label.text = "Choose a password"
        self.password.missing = "Choose a password"

    @property
    def names(self) -> tuple[str, ...]:
        """The name, which the password must not be made of."""
        return (self.name.data,)
