"""Who is signed in, and the doors that ask for it. Other rooms build their doors with `door`."""

from collections.abc import Callable
from secrets import token_hex

from flask import Flask, abort, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal.account.models import Person, SignIn
from portal.account.queries import find_sign_in
from portal.account.rules import VOUCHED_LASTS, is_fresh
from portal.clock import now
from portal.db import READING
from portal.web.errors import respond
from portal.web.gate import ANYONE, Door, Doors
from portal.web.limits import CONTACT, EXPORT, REGISTRATION, RESET, SIGN_IN, Costs
from portal.web.openid import Vouched, is_on

HALF_KEY = "half"
VOUCHED_KEY = "vouched"
KEPT = ("draft", "begun", "checklist", "shortlist")
"""What of a visit outlives signing in: what the person chose before."""


class Signed(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A sign-in as Flask-Login sees it: its id is the key in the cookie, not the person's number."""

    def __init__(self, row: SignIn, key: str) -> None:
        self.row = row
        self.key = key

    def get_id(self) -> str:
        """The key that the cookie carries."""
        return self.key


def init_app(app: Flask) -> None:
    """Let Flask-Login find out who is signed in."""
    manager = LoginManager()
    manager.session_protection = (
        None  # the sign-in's own row is the protection; phones change address
    )
    manager.user_loader(_load)
    manager.init_app(app)


def _load(key: str) -> Signed | None:
    row = find_sign_in(key, now())
    return Signed(row, key) if row is not None else None


def signed() -> SignIn | None:
    """The sign-in of this request, if it still holds."""
    return current_user.row if current_user.is_authenticated else None


def signed_in() -> SignIn:
    """The sign-in of this request; behind a door of this room there is one."""
    row = signed()
    return row if row is not None else abort(403)


def person() -> Person:
    """Who is signed in; behind a door of this room there is somebody."""
    return signed_in().person


def by() -> str:
    """Who is signed in, as the journal writes it."""
    return f"person:{signed_in().person_id}"


def enter(row: SignIn, key: str) -> None:
    """Put a new sign-in into this visit. Nothing else of the visit stays but what the person chose: its token is new."""
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    if row.is_half:
        session[HALF_KEY] = key
    else:
        login_user(Signed(row, key))


def renew(key: str) -> None:
    """Let this visit carry the new key of its sign-in: copies of the cookie made before open nothing any more."""
    session["_user_id"] = key


def leave() -> None:
    """Forget in this visit who was signed in; what the person chose before stays, as it does on entering."""
    kept = {name: session[name] for name in KEPT if name in session}
    logout_user()
    session.clear()
    session.update(kept)
    g.pop("half", None)


def half() -> SignIn | None:
    """The sign-in of this visit whose second factor is still asked for."""
    if "half" not in g:
        key = session.get(HALF_KEY)
        g.half = find_sign_in(key, now(), half=True) if key else None
    row: SignIn | None = g.half
    return row


def vouch(said: Vouched) -> None:
    """Keep in this visit whom another service vouches for, until the person agrees to go on as that."""
    until = (now() + VOUCHED_LASTS).timestamp()
    session[VOUCHED_KEY] = {"said": vars(said), "once": token_hex(16), "until": until}


def find_vouched_for() -> tuple[Vouched, str] | None:
    """Whom another service vouched for in this visit in the last minutes, and the word by which that counts once."""
    held = session.get(VOUCHED_KEY)
    if held is None or now().timestamp() >= held["until"]:
        return None
    return Vouched(**held["said"]), str(held["once"])


def vouched() -> tuple[Vouched, str]:
    """The same; behind the door VOUCHED there is somebody."""
    return find_vouched_for() or abort(403)


def ask_to_sign_in() -> ResponseReturnValue:
    """Send somebody who reads to the sign-in page; answer a form with what was typed in it, so that nothing is lost."""
    if request.method not in READING:
        return respond(401)
    if session.pop("_user_id", None) is not None:
        flash(
            "You are not signed in here any more: twelve hours have passed, it was ended from elsewhere, or your role "
            "has changed. Sign in to go on.",
            "notice",
        )
    return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")))


def ask_again() -> ResponseReturnValue:
    """Ask somebody who is signed in to prove again who they are."""
    if request.method in READING:
        return redirect(url_for("account.prove", next=request.full_path.rstrip("?")))
    return respond(401)


def door(
    name: str,
    opens: Callable[[], bool] = lambda: True,
    *,
    fresh: bool = False,
    otherwise: int | Callable[[], ResponseReturnValue] = 403,
) -> Door:
    """A door for people who are signed in and for whom `opens` holds.

    `fresh` asks them to have proved who they are in the last ten minutes. `otherwise` answers those for whom
    `opens` does not hold: 404 where the door is that of one object, 403 where it is that of a function.
    """

    def comes_in() -> bool:
        row = signed()
        return row is not None and opens() and (not fresh or is_fresh(row.proved_at, now()))

    def instead() -> ResponseReturnValue:
        if signed() is None:
            return ask_to_sign_in()
        if opens():
            return ask_again()
        if callable(otherwise):
            return otherwise()
        return abort(otherwise)

    return Door(name, comes_in, instead)


def _ask_outside_again() -> ResponseReturnValue:
    flash("Start again: you have ten minutes to go on from the other service.", "notice")
    return redirect(url_for("account.sign_in"), 303)


def _ask_for_first_factor() -> ResponseReturnValue:
    if signed() is None:  # whoever sent the right code twice is signed in, and needs no telling
        flash("Start again: you have ten minutes for both steps.", "notice")
    return redirect(url_for("account.sign_in"))


VISITOR = Door("anyone, whose forms carry the token of their visit", lambda: True)
SIGNED_IN = door("anybody signed in")
FRESH = door("anybody who proved who they are in the last ten minutes", fresh=True)
OUTSIDE = Door(
    "anyone, where another service may vouch for people", is_on, lambda: abort(404), public=True
)
VOUCHED = Door(
    "whoever another service vouched for in this visit; if signed in, only with a fresh proof of who they are",
    lambda: (
        find_vouched_for() is not None
        and ((row := signed()) is None or is_fresh(row.proved_at, now()))
    ),
    lambda: ask_again() if find_vouched_for() is not None else _ask_outside_again(),
)
HALF = Door(
    "somebody whose second factor is asked for", lambda: half() is not None, _ask_for_first_factor
)

DOORS: Doors = {
    "account.security": {"GET": SIGNED_IN},
    "account.end_sign_in": {"POST": SIGNED_IN},
    "account.end_others": {"POST": SIGNED_IN},
    "account.authenticator": {"GET": FRESH, "POST": FRESH},
    "account.remove_authenticator": {"GET": FRESH, "POST": FRESH},
    "account.recovery_codes": {"GET": FRESH, "POST": FRESH},
    "account.add_passkey": {"GET": FRESH, "POST": FRESH},
    "account.remove_passkey": {"GET": FRESH, "POST": FRESH},
    "account.second_step": {"GET": HALF, "POST": HALF},
    "account.recover": {"GET": HALF, "POST": HALF},
    "account.passkey": {"GET": VISITOR, "POST": VISITOR},
    "account.prove_passkey": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account.home": {"GET": SIGNED_IN},
    "account.data": {"GET": SIGNED_IN},
    "account.export": {"GET": FRESH, "POST": FRESH},
    "account.erase": {"GET": FRESH, "POST": FRESH},
    "account.sign_in": {"GET": VISITOR, "POST": VISITOR},
    "account.sign_out": {"POST": VISITOR},
    "account.sign_up": {"GET": VISITOR, "POST": VISITOR},
    "account.sign_up_finish": {"GET": VISITOR, "POST": VISITOR},
    "account.check_email": {"GET": ANYONE},
    "account.reset": {"GET": VISITOR, "POST": VISITOR},
    "account.reset_finish": {"GET": VISITOR, "POST": VISITOR},
    "account.prove": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account.change_name": {"GET": SIGNED_IN, "POST": SIGNED_IN},
    "account.change_email": {"GET": FRESH, "POST": FRESH},
    "account.change_email_finish": {"GET": VISITOR, "POST": VISITOR},
    "account.change_password": {"GET": FRESH, "POST": FRESH},
    "account.outside": {"GET": OUTSIDE},
    "account.outside_return": {"GET": OUTSIDE},
    "account.outside_agree": {"GET": VOUCHED},
    "account.outside_go_on": {"POST": VOUCHED},
    "account.outside_disconnect": {"POST": FRESH},
}

COSTS: Costs = {
    "account.sign_in": {"POST": SIGN_IN},
    "account.second_step": {"POST": SIGN_IN},
    "account.recover": {"POST": SIGN_IN},
    "account.passkey": {"POST": SIGN_IN},
    "account.prove": {"POST": SIGN_IN},
    "account.prove_passkey": {"POST": SIGN_IN},
    "account.change_password": {"POST": SIGN_IN},
    "account.outside_return": {"GET": SIGN_IN},
    "account.outside_go_on": {"POST": SIGN_IN},
    "account.reset": {"POST": RESET},
    "account.reset_finish": {"POST": RESET},
    "account.sign_up": {"POST": REGISTRATION},
    "account.sign_up_finish": {"POST": REGISTRATION},
    "account.change_email": {"POST": CONTACT},
    "account.change_email_finish": {"POST": RESET},
    "account.export": {"POST": EXPORT},
}
