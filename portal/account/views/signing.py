"""Sign in, sign out, prove who you are, and the account's first page."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import half, leave, person, signed, signed_in
from portal.account.actions.proving import WrongPassword, prove_by_password, sign_in_by_password
from portal.account.actions.signing import end_sign_in, record_seen
from portal.account.forms import PasswordForm, SignInForm
from portal.account.queries.outside import is_linked
from portal.account.views import blueprint
from portal.account.views.coming_in import browser, client, come_in, then
from portal.account.views.passkeys import prove_form, sign_in_form
from portal.clock import now


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The account's first page: what is kept of the person and what they can change."""
    linked = is_linked(person().id)
    return render_template("account/home.html", person=person(), linked=linked)


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in by address and password."""
    if signed() is not None:
        return redirect(then(), 303)
    form = SignInForm()
    if form.validate_on_submit():
        email, password = form.email.data, form.password.data
        try:
            row, key = sign_in_by_password(
                email, password, client=client(), browser=browser(), at=now()
            )
        except WrongPassword:
            form.refuse()
        else:
            return come_in(row, key)
    page = {"form": form, "passkey": sign_in_form(), "next": then()}
    return render_template("account/sign_in.html", **page), 422 if form.is_submitted() else 200


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Sign out in this browser, also half way in. Whoever is not signed in any more is told the same."""
    row = signed() or half()
    if row is not None:
        end_sign_in(row.id, person_id=row.person_id, at=now())
    leave()
    flash("You are signed out.", "success")
    response = redirect(url_for("account.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.route("/prove", methods=["GET", "POST"])
def prove() -> ResponseReturnValue:
    """Prove again who you are, before what could lock you out."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            prove_by_password(signed_in(), form.password.data, client=client(), at=now())
        except WrongPassword:
            form.refuse()
        else:
            return redirect(then(), 303)
    page = {"form": form, "person": person(), "passkey": prove_form(), "next": then()}
    return render_template("account/prove.html", **page), 422 if form.is_submitted() else 200


@blueprint.after_app_request
def _note_use(response: Response) -> Response:
    """Note once a minute that a sign-in is in use; but for styles and scripts, and where the database has failed."""
    if request.endpoint not in {None, "static"} and response.status_code < 500:  # noqa: PLR2004 - HTTP's classes
        row = signed()
        if row is not None:
            record_seen(row, now())
    return response
