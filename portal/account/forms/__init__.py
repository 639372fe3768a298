"""What people type to sign in and to keep their account, a file for each part of it."""

from portal.account.forms.signing import PasswordForm, SignInForm

__all__ = ["PasswordForm", "SignInForm"]
