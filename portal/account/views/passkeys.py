"""Passkeys: sign in by one, prove by one who one is, add one, remove one."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import person, renew, signed, signed_in
from portal.account.actions.factors import LastStep
from portal.account.actions.passkeys import add_passkey as add
from portal.account.actions.passkeys import handle_of, prove_by_passkey, sign_in_by_passkey
from portal.account.actions.passkeys import remove_passkey as remove
from portal.account.forms.second import AddPasskeyForm, PasskeyForm
from portal.account.queries.factors import one_passkey
from portal.account.rules.passkeys import Refused
from portal.account.views import blueprint
from portal.account.views.coming_in import browser, come_in, then
from portal.account.views.security import KEPT_STEP, added
from portal.clock import now
from portal.web.fields import HouseForm


def sign_in_form() -> PasskeyForm:
    """The form that signs in whoever's passkey it is."""
    return PasskeyForm("sign in")


def prove_form() -> PasskeyForm | None:
    """The form by which whoever is signed in proves it by a passkey of theirs; None where they have none."""
    has = [passkey.credential for passkey in person().passkeys]
    return PasskeyForm("prove", has=has) if has else None


@blueprint.route("/passkey", methods=["GET", "POST"])
def passkey() -> ResponseReturnValue:
    """Sign in by a passkey alone: it asks for a finger, a face or a PIN, and so counts as both steps."""
    form = sign_in_form()
    if signed() is not None:
        return redirect(then(), 303)
    if form.validate_on_submit():
        try:
            row, key = sign_in_by_passkey(form.answer(), form.home, browser=browser(), at=now())
        except Refused as refused:
            form.form_errors.append(refused.why.value)
        else:
            return come_in(row, key)
    shown = render_template("account/passkey.html", form=form, next=then())
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/prove-passkey", methods=["GET", "POST"])
def prove_passkey() -> ResponseReturnValue:
    """Prove again who one is, by a passkey in place of the password."""
    form = prove_form()
    if form is None:
        return redirect(url_for("account.prove", next=then()), 303)
    if form.validate_on_submit():
        try:
            prove_by_passkey(signed_in(), form.answer(), form.home, at=now())
        except Refused as refused:
            form.form_errors.append(refused.why.value)
        else:
            return redirect(then(), 303)
    shown = render_template("account/prove_passkey.html", form=form, next=then())
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/passkeys/add", methods=["GET", "POST"])
def add_passkey() -> ResponseReturnValue:
    """Make a passkey on the person's device, and keep it under a name."""
    row, who = signed_in(), person()
    form = AddPasskeyForm(
        handle=handle_of(who.id),
        account=who.email or "",
        person=who.name,
        has=[passkey.credential for passkey in who.passkeys],
        data={"name": row.browser},
    )
    if form.validate_on_submit():
        try:
            renew(add(row, form.answer(), form.home, name=form.name.data, at=now()))
        except Refused as refused:
            form.form_errors.append(refused.why.value)
        else:
            return added("Your passkey is added.")
    shown = render_template("account/add_passkey.html", form=form)
    return shown, 422 if form.is_submitted() else 200


@blueprint.route("/passkeys/<int:passkey_id>/remove", methods=["GET", "POST"])
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Remove one of the person's passkeys, once they have confirmed that."""
    form, row = HouseForm(), signed_in()
    held = one_passkey(passkey_id, person_id=row.person_id) or abort(404)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("account/remove_passkey.html", form=form, passkey=held), status
    try:
        key = remove(row, passkey_id, at=now())
    except LastStep:
        flash(KEPT_STEP, "notice")
    else:
        if key is not None:
            renew(key)
        flash("The passkey is removed here. Remove it from your device too.", "success")
    return redirect(url_for("account.security"), 303)
