"""Make an account: give an address, wait for the letter, finish behind its link."""

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import signed
from portal.account.actions.joining import (
    AlreadyJoined,
    LinkUsed,
    NewPerson,
    ask_to_join,
    finish_sign_up,
)
from portal.account.forms import EmailForm, SignUpFinishForm
from portal.account.models import Purpose
from portal.account.queries import find_key
from portal.account.views import blueprint
from portal.account.views.coming_in import browser, client, come_in, then, without_link
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.web.forms import form_key
from portal.web.security import secret_address

NO_LINK = "That link does not work any more. If your account is made, sign in. If not, ask for a new link."


@blueprint.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    """Ask for a link by which to make an account. The answer is the same whether or not there is one."""
    if signed() is not None:
        return redirect(then(), 303)
    form, key, outcome = EmailForm(), form_key(), url_for("account.check_email")
    if not form.validate_on_submit():
        shown = render_template("account/sign_up.html", form=form)
        return shown, 422 if form.is_submitted() else 200
    if find_outcome(key) is None:
        with suppress(AlreadySent):
            ask_to_join(form.email.data, client=client(), form=key, outcome=outcome, at=now())
    return redirect(outcome, 303)


@blueprint.get("/check-email")
def check_email() -> str:
    """Say that a letter is on its way, and what to do when it does not come."""
    about = request.args.get("about", "")
    return render_template("account/check_email.html", about=about)


@blueprint.route("/sign-up/<key>", methods=["GET", "POST"])
def sign_up_finish(key: str) -> ResponseReturnValue:
    """Say who you are and choose a password; sending the form makes the account and uses the link up."""
    sent, outcome = form_key(), then(url_for("organisation.choose"))
    link = find_key(Purpose.SIGN_UP, key, now())
    if link is None:
        return without_link(sent, "account.sign_up", NO_LINK)
    form = SignUpFinishForm(link.email)
    if not form.validate_on_submit():
        shown = render_template("account/sign_up_finish.html", form=form, email=link.email)
        return secret_address((shown, 422 if form.is_submitted() else 200))
    who = NewPerson(form.name.data, form.password.data, browser())
    try:
        row, cookie_key = finish_sign_up(key, who, form=sent, outcome=outcome, at=now())
    except (LinkUsed, AlreadySent):
        return without_link(sent, "account.sign_up", NO_LINK)
    except AlreadyJoined:
        flash("There is an account with that address already. Sign in.", "notice")
        return secret_address(redirect(url_for("account.sign_in"), 303))
    return secret_address(come_in(row, cookie_key, outcome))
