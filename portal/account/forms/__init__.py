"""What people type to sign in and to keep their account, a file for each part of it."""

from portal.account.forms.details import EmailForm, NameForm, NewEmailForm
from portal.account.forms.passwords import NewPasswordForm, SignUpFinishForm
from portal.account.forms.signing import PasswordForm, SignInForm

__all__ = [
    "EmailForm",
    "NameForm",
    "NewEmailForm",
    "NewPasswordForm",
    "PasswordForm",
    "SignInForm",
    "SignUpFinishForm",
]
