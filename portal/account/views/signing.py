"""Sign in, sign out, prove who you are, and the account's first page."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.account.forms import PasswordForm, SignInForm
from portal.account.views import blueprint


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The account's first page: what is kept of the person and what they can change."""
    return render_template("account/home.html")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in by address and password."""
    form = SignInForm()
    return render_template(
        "account/sign_in.html", form=form
    ), 422 if request.method == "POST" else 200


@blueprint.route("/prove", methods=["GET", "POST"])
def prove() -> ResponseReturnValue:
    """Prove again who you are, before what could lock you out."""
    form = PasswordForm()
    return render_template(
        "account/prove.html", form=form
    ), 422 if request.method == "POST" else 200
