"""Forms that ask for an address or a name."""

from wtforms.validators import ValidationError

from portal.mail.rules import is_address
from portal.web.fields import HouseForm, TextField


class EmailForm(HouseForm):
    """An address that a letter is to be sent to."""

    email = TextField(
        "Email address",
        missing="Enter your email address",
        most=254,
        input_type="email",
        autocomplete="email",
    )

    def validate_email(self, field: TextField) -> None:
        """Refuse what no letter could be sent to.

        Raises:
            ValidationError: it is that; the error is the sentence to show.
        """
        if not is_address(str(field.data)):
            raise ValidationError(
                "Enter an email address in the correct format, like name@example.com"
            )


class NewEmailForm(EmailForm):
    """A new address of somebody who has `present`."""

    email = TextField(
        "New email address",
        missing="Enter the new email address",
        most=254,
        input_type="email",
        autocomplete="email",
    )

    def __init__(self, present: str) -> None:
        super().__init__()
        self.present = present

    def validate_email(self, field: TextField) -> None:
        """Refuse also the address that the person has.

        Raises:
            ValidationError: as above.
        """
        super().validate_email(field)
        if str(field.data).lower() == self.present:
            raise ValidationError("That is the address you use now. Enter another one")


class NameForm(HouseForm):
    """What a person is called."""

    name = TextField(
        "Your name",
        missing="Enter your name",
        called="Name",
        most=120,
        autocomplete="name",
        is_name=True,
    )
