"""Forms to sign in and to prove again who one is."""

from portal.web.fields import HouseForm, PasswordField, TextField


class SignInForm(HouseForm):
    """Address and password."""

    email = TextField(
        "Email address",
        missing="Enter your email address",
        most=254,
        input_type="email",
        autocomplete="username",
    )
    password = PasswordField("Password", missing="Enter your password")

    def refuse(self) -> None:
        """Say that they are wrong, but not which of them."""
        self.email.errors = ["The email address or the password is not right"]


class PasswordForm(HouseForm):
    """The password alone, of somebody who is signed in."""

    password = PasswordField("Password", missing="Enter your password")

    def refuse(self) -> None:
        """Say that it is wrong."""
        self.password.errors = ["The password is not right"]
