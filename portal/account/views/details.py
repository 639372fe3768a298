"""Change the name and the address of an account."""

from contextlib import suppress

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account import access
from portal.account.actions import details
from portal.account.actions.joining import AlreadyJoined, LinkUsed
from portal.account.forms import NameForm, NewEmailForm
from portal.account.models import Purpose
from portal.account.queries import find_key
from portal.account.views import blueprint
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.journal.queries import find_outcome
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.security import secret_address


@blueprint.route("/change-name", methods=["GET", "POST"])
def change_name() -> ResponseReturnValue:
    """Change what you are called."""
    form = NameForm(name=access.person().name)
    if not form.validate_on_submit():
        shown = render_template("account/change_name.html", form=form)
        return shown, 422 if form.is_submitted() else 200
    details.change_name(access.person(), form.name.data, by=access.by(), at=now())
    flash("Your name is changed.", "success")
    return redirect(url_for("account.home"), 303)


@blueprint.route("/change-email", methods=["GET", "POST"])
def change_email() -> ResponseReturnValue:
    """Ask for a link to another address; it is used only once the link is followed."""
    form, key = NewEmailForm(access.person().email or ""), form_key()
    outcome = url_for("account.check_email", about="email")
    if not form.validate_on_submit():
        shown = render_template("account/change_email.html", form=form, email=access.person().email)
        return shown, 422 if form.is_submitted() else 200
    if find_outcome(key) is None:
        who, by = access.person(), access.by()
        with suppress(AlreadySent):
            details.ask_for_email(who, form.email.data, form=key, outcome=outcome, by=by, at=now())
    return redirect(outcome, 303)


@blueprint.route("/new-email/<key>", methods=["GET", "POST"])
def change_email_finish(key: str) -> ResponseReturnValue:
    """Agree to use the address that the link was sent to. Somebody else who is signed in may not."""
    link, row, form = find_key(Purpose.NEW_EMAIL, key, now()), access.signed(), HouseForm()
    outcome = url_for("account.home" if row is not None else "account.sign_in")
    if link is None:
        flash("That link does not work any more.", "notice")
        return secret_address(redirect(outcome, 303))
    if row is not None and row.person_id != link.person_id:
        abort(403)
    if not form.validate_on_submit():
        shown = render_template("account/change_email_finish.html", form=form, email=link.email)
        return secret_address((shown, 422 if form.is_submitted() else 200))
    try:
        details.finish_email(key, at=now())
    except LinkUsed:
        flash("That link does not work any more.", "notice")
    except AlreadyJoined:
        flash("Somebody has made an account with that address meanwhile.", "notice")
    else:
        flash("Your email address is changed. Sign in with it from now on.", "success")
    return secret_address(redirect(outcome, 303))
