"""Second steps and where somebody is signed in: look, add, take away, end."""

import segno
from flask import abort, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import person, renew, signed_in
from portal.account.actions.factors import (
    LastStep,
    WrongCode,
    make_recovery_codes,
    switch_off_authenticator,
    switch_on_authenticator,
)
from portal.account.actions.signing import end_other_sign_ins
from portal.account.actions.signing import end_sign_in as end_one
from portal.account.forms.second import CodeForm
from portal.account.pages.security import security_page
from portal.account.queries.factors import count_recovery_codes, is_of_another
from portal.account.rules.second import in_groups, new_secret, secret_address
from portal.account.views import blueprint
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.web.fields import HouseForm
from portal.web.forms import form_key
from portal.web.keys import seal, unseal

NEW_SECRET = "authenticator"  # noqa: S105 - the name of its place in the visit, where it lies sealed
KEPT_STEP = "The Careers Hub's staff need a second step. Add another one, then remove this one."


@blueprint.get("/security")
def security() -> str:
    """The person's second steps, and the browsers in which they are signed in."""
    return render_template("account/security.html", page=security_page(signed_in(), now()))


@blueprint.post("/sign-ins/<int:sign_in_id>/end")
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """Sign one of the person's browsers out."""
    if is_of_another(sign_in_id, person_id=person().id):
        abort(404)
    if end_one(sign_in_id, person_id=person().id, at=now()):
        flash("That browser is signed out.", "success")
    else:
        flash("That browser was signed out already.", "notice")
    return redirect(url_for("account.security"), 303)


@blueprint.post("/sign-ins/end-others")
def end_others() -> ResponseReturnValue:
    """Sign the person out everywhere but here."""
    end_other_sign_ins(person().id, keep=signed_in().id, at=now())
    flash("You are signed out everywhere but in this browser.", "success")
    return redirect(url_for("account.security"), 303)


@blueprint.route("/authenticator", methods=["GET", "POST"])
def authenticator() -> ResponseReturnValue:
    """Show an authenticator app its secret, and switch it on once it answers with a right code."""
    form, secret, row = CodeForm(), _new_secret(), signed_in()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            renew(switch_on_authenticator(row, secret, form.code.data, at=now()))
        except WrongCode:
            form.code.errors = [
                "That is not the code the app shows now. Check that your phone's clock is right"
            ]
        else:
            session.pop(NEW_SECRET)
            return added("Your authenticator app is set up.")
    service = current_app.extensions["settings"].service_name
    address = secret_address(secret, account=row.person.email or "", service=service)
    picture = segno.make(address).svg_data_uri(scale=4, border=4, light="#fff")
    shown = {"picture": picture, "secret": in_groups(secret), "since": row.person.totp_since}
    return render_template("account/authenticator.html", form=form, **shown), status


@blueprint.route("/authenticator/remove", methods=["GET", "POST"])
def remove_authenticator() -> ResponseReturnValue:
    """Ask for codes of the authenticator app no more, once the person has confirmed that."""
    form, row = HouseForm(), signed_in()
    if not form.validate_on_submit():
        if row.person.totp_since is None:
            return redirect(url_for("account.security"))
        status = 422 if form.is_submitted() else 200
        return render_template("account/remove_authenticator.html", form=form), status
    try:
        key = switch_off_authenticator(row, at=now())
    except LastStep:
        flash(KEPT_STEP, "notice")
    else:
        if key is not None:
            renew(key)
        flash("Your authenticator app is not asked for any more.", "success")
    return redirect(url_for("account.security"), 303)


@blueprint.route("/recovery-codes", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes and show them, this once."""
    form, row, codes = HouseForm(), signed_in(), None
    if not row.person.has_second_factor:
        flash("Add a second step first. Recovery codes are for when you cannot give it.", "notice")
        return redirect(url_for("account.security"), 303)
    if form.validate_on_submit():
        try:
            codes = make_recovery_codes(row, form_key=form_key(), at=now())
        except AlreadySent:
            flash("Codes are shown once only. Make new ones if you do not have them.", "notice")
            return redirect(url_for("account.recovery_codes"), 303)
    left = count_recovery_codes(row.person_id)
    page = {"codes": codes, "left": left, "made_at": now()}
    shown = render_template("account/recovery_codes.html", form=form, **page)
    return shown, 422 if form.is_submitted() and codes is None else 200


def added(words: str) -> ResponseReturnValue:
    """Go on from having added a second step: to recovery codes where there are none."""
    flash(f"{words} Every other browser is signed out.", "success")
    has_codes = count_recovery_codes(person().id) > 0
    return redirect(url_for("account.security" if has_codes else "account.recovery_codes"), 303)


def _new_secret() -> str:
    """The secret for a new app, the same until it is switched on: it lies sealed in the visit, and is this person's."""
    whose, _, secret = (unseal(session.get(NEW_SECRET, "")) or "").partition(":")
    if whose != str(signed_in().person_id):
        secret = new_secret()
        session[NEW_SECRET] = seal(f"{signed_in().person_id}:{secret}")
    return secret
