"""Sign in by another service that vouches for people, such as DfE Sign-in.

Coming back from there is a GET, which writes nothing: what the service says is kept in the visit until the person
agrees to it.
"""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.account.access import by, person, signed, vouch, vouched
from portal.account.actions.outside import (
    AddressInUse,
    LinkedElsewhere,
    join_vouched,
    link_vouched,
    take_word,
    unlink_vouched,
)
from portal.account.actions.signing import start_sign_in
from portal.account.queries import find_person
from portal.account.queries.outside import find_vouched
from portal.account.views import blueprint
from portal.account.views.coming_in import browser, come_in
from portal.clock import now
from portal.journal.models import AlreadySent
from portal.mail.rules import is_address
from portal.web.fields import HouseForm
from portal.web.openid import NotVouched, Vouched, ask, hear


def _service() -> str:
    return str(current_app.extensions["settings"].openid_name)


def _not_vouched() -> ResponseReturnValue:
    flash(f"{_service()} did not confirm who you are. Try again, or sign in another way.", "notice")
    return redirect(url_for("account.sign_in"), 303)


@blueprint.get("/outside")
def outside() -> ResponseReturnValue:
    """Send the visitor to the other service."""
    try:
        return ask("account.outside_return")
    except NotVouched:
        return _not_vouched()


@blueprint.get("/outside/return")
def outside_return() -> ResponseReturnValue:
    """Hear from the other service who this is, and ask them to agree to go on as that."""
    try:
        said = hear()
    except NotVouched:
        return _not_vouched()
    if not is_address(said.email):
        return _not_vouched()
    vouch(said)
    return redirect(url_for("account.outside_agree"))


@blueprint.get("/outside/agree")
def outside_agree() -> str:
    """Say what going on means: sign in, make an account, or connect the service to the account signed in to."""
    (said, _), row = vouched(), signed()
    return render_template(
        "account/outside_agree.html",
        said=said,
        service=_service(),
        here=row.person if row is not None else None,
        known=find_vouched(said.issuer, said.subject),
        is_taken=find_person(said.email) is not None,
        form=HouseForm(),
    )


@blueprint.post("/outside/agree")
def outside_go_on() -> ResponseReturnValue:
    """Go on as the person that the other service vouched for."""
    said, once = vouched()
    try:
        take_word(once, at=now())
    except AlreadySent:
        return _not_vouched()
    if signed() is not None:
        return _connect(said)
    known = find_vouched(said.issuer, said.subject)
    try:
        who = known or join_vouched(said, at=now())
    except AddressInUse:
        flash(
            f"Sign in with your password, then connect {_service()} on your account's page.",
            "notice",
        )
        return redirect(url_for("account.sign_in"), 303)
    row = start_sign_in(who, browser=browser(), at=now(), way="come from another service")
    return come_in(*row)


@blueprint.post("/outside/disconnect")
def outside_disconnect() -> ResponseReturnValue:
    """Stop the other service vouching for whoever is signed in."""
    if person().password_hash is None:
        flash("Set a password first: without one you could not sign in any more.", "notice")
    else:
        unlink_vouched(person(), service=_service(), by=by(), at=now())
        flash(f"{_service()} no longer signs you in here.", "success")
    return redirect(url_for("account.home"), 303)


def _connect(said: Vouched) -> ResponseReturnValue:
    try:
        link_vouched(person(), said, service=_service(), by=by(), at=now())
    except LinkedElsewhere:
        flash(f"Somebody else's account here is connected to that {_service()} account.", "notice")
    else:
        flash(f"You can now sign in with {_service()}.", "success")
    return redirect(url_for("account.home"), 303)
