"""The second step of signing in: a code of the app, a passkey, or a recovery code."""

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from portal.account.access import half
from portal.account.actions.factors import WrongCode, complete_by_code, complete_by_recovery_code
from portal.account.actions.passkeys import complete_by_passkey
from portal.account.forms.second import CodeForm, PasskeyForm, RecoverForm
from portal.account.models import SignIn
from portal.account.rules.passkeys import Refused
from portal.account.rules.second import FEW_CODES
from portal.account.views import blueprint
from portal.account.views.coming_in import come_in, then
from portal.clock import now


@blueprint.route("/second-step", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """Ask for the second step, after the password was right."""
    row = _half()
    has = [passkey.credential for passkey in row.person.passkeys]
    form, passkey = CodeForm(), PasskeyForm("second step", has=has)
    has_app = row.person.totp_since is not None
    by_passkey = not has_app or bool(request.form.get("passkey"))
    try:
        if by_passkey and passkey.validate_on_submit():
            return come_in(row, complete_by_passkey(row, passkey.answer(), passkey.home, at=now()))
        if not by_passkey and form.validate_on_submit():
            return come_in(row, complete_by_code(row, form.code.data, at=now()))
    except Refused as refused:
        form.form_errors.append(refused.why.value)
    except WrongCode:
        form.code.errors = ["That code is not right, or was used before. Enter the newest one"]
    page = {"form": form, "passkey": passkey if has else None, "has_app": has_app, "next": then()}
    shown = render_template("account/second_step.html", **page)
    return shown, 422 if request.method == "POST" else 200


@blueprint.route("/recover", methods=["GET", "POST"])
def recover() -> ResponseReturnValue:
    """Take a recovery code in place of the second step."""
    form, row = RecoverForm(), _half()
    if form.validate_on_submit():
        try:
            key, left = complete_by_recovery_code(row, form.code.data, at=now())
        except WrongCode:
            form.code.errors = ["That is not one of your recovery codes, or it was used before"]
        else:
            answer = come_in(row, key)
            _tell_left(left)
            return answer
    shown = render_template("account/recover.html", form=form, next=then())
    return shown, 422 if form.is_submitted() else 200


def _half() -> SignIn:
    row = half()
    return row if row is not None else abort(403)


def _tell_left(left: int) -> None:
    codes = "1 recovery code" if left == 1 else f"{left} recovery codes"
    if left <= FEW_CODES:
        flash(f"You have {codes} left. Make new ones under “Sign-in and security”.", "notice")
    else:
        flash(f"You have {codes} left.", "notice")
