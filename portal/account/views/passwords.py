"""Choose a new password: by a mailed link, or signed in."""

from contextlib import suppress

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import person, renew, signed_in
from portal.account.actions import passwords
from portal.account.actions.joining import LinkUsed
from portal.account.forms import EmailForm, NewPasswordForm
from portal.account.models import Purpose
from portal.account.queries import find_key
from portal.account.views import blueprint
from portal.account.views.coming_in import client, without_link
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.web.forms import form_key
from portal.web.security import secret_address

NO_LINK = "That link does not work any more. Ask for a new one."


@blueprint.route("/reset", methods=["GET", "POST"])
def reset() -> ResponseReturnValue:
    """Ask for a link to choose a new password. The answer is the same whether or not there is an account."""
    form, key = EmailForm(), form_key()
    outcome = url_for("account.check_email", about="reset")
    if not form.validate_on_submit():
        shown = render_template("account/reset.html", form=form)
        return shown, 422 if form.is_submitted() else 200
    if find_outcome(key) is None:
        with suppress(AlreadySent):
            passwords.ask_for_reset(
                form.email.data, client=client(), form=key, outcome=outcome, at=now()
            )
    return redirect(outcome, 303)


@blueprint.route("/reset/<key>", methods=["GET", "POST"])
def reset_finish(key: str) -> ResponseReturnValue:
    """Choose a new password; sending the form uses the link up and signs out every browser of the account."""
    sent, outcome = form_key(), url_for("account.sign_in")
    link = find_key(Purpose.RESET, key, now())
    if link is None:
        return without_link(sent, "account.reset", NO_LINK)
    form = NewPasswordForm(link.email, person_id=link.person_id)
    if not form.validate_on_submit():
        shown = render_template("account/reset_finish.html", form=form, email=link.email)
        return secret_address((shown, 422 if form.is_submitted() else 200))
    try:
        passwords.finish_reset(key, form.password.data, form=sent, outcome=outcome, at=now())
    except (LinkUsed, AlreadySent):
        return without_link(sent, "account.reset", NO_LINK)
    flash("Your password is changed. Sign in with it.", "success")
    return secret_address(redirect(outcome, 303))


@blueprint.route("/change-password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Choose a new password."""
    who = person()
    form = NewPasswordForm(who.email or "", person_id=who.id)
    if form.validate_on_submit():
        try:
            renew(passwords.change_password(signed_in(), form.password.data, at=now()))
        except passwords.SamePassword:
            form.refuse()
        else:
            flash("Your password is changed. Other browsers are signed out.", "success")
            return redirect(url_for("account.home"), 303)
    shown = render_template("account/change_password.html", form=form, email=who.email)
    return shown, 422 if form.is_submitted() else 200
