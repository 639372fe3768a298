"""The access gate: a request goes in only by a door that some room has declared, and only if it opens.

Every room lists its doors in its `access.py` as endpoint -> method -> Door. What is not listed is shut,
whoever knocks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from blinker import Signal
from flask import Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from portal.db import READING
from portal.web.bodies import open_body

csrf = CSRFProtect()
refused = Signal("Somebody knocked where they may not come in; `status` says what they were told.")
FORM_REFUSED = frozenset({400, 401, 403, 404, 429})
"""What a form is answered that was refused, as against one with a mistake in it."""


@dataclass(frozen=True)
class Door:
    """Who may come in, and what the others are answered.

    `opens` is asked once for each request. `instead` answers those it refuses; without it they get 403.
    Forms behind a `public` door stand on pages that anybody may read and that set no cookie, so they
    carry no token; the browser's word that the form was ours is what guards them.
    A `keyed` door is opened by an emailed key in its address, whoever knocks and in whichever browser: its forms
    work without a cookie, and so carry no token. Its pages tell nobody where they are, not even us.
    """

    name: str
    opens: Callable[[], bool]
    instead: Callable[[], ResponseReturnValue] | None = None
    public: bool = False
    keyed: bool = False


ANYONE = Door("anyone", lambda: True, public=True)

Doors = Mapping[str, Mapping[str, Door]]


def init_app(app: Flask) -> None:
    """Put the gate in front of every request of `app`."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the gate asks for the token itself, by door
    csrf.init_app(app)
    app.extensions["doors"] = {"static": {"GET": ANYONE}}
    app.before_request(_knock)
    app.after_request(_tell)


def declare(app: Flask, doors: Doors) -> None:
    """Add a room's doors."""
    app.extensions["doors"].update({endpoint: dict(methods) for endpoint, methods in doors.items()})


def doors_of(app: Flask) -> dict[str, dict[str, Door]]:
    """Every door that is declared: endpoint -> method -> Door."""
    declared: dict[str, dict[str, Door]] = app.extensions["doors"]
    return declared


def _knock() -> ResponseReturnValue | None:
    g.turned_away = False
    if request.endpoint is None:
        return None  # no such page, or not by this method: the router's own answer stands
    method = {"HEAD": "GET"}.get(request.method, request.method)
    if method == "OPTIONS":
        return None
    door = doors_of(current_app).get(request.endpoint, {}).get(method)
    if door is None:
        g.turned_away = True
        abort(403)
    if method not in READING:
        _refuse_foreign_forms(door)
    if not door.opens():
        g.turned_away = True
        return door.instead() if door.instead else abort(403)
    if method not in READING:
        open_body()
        if not door.public and not door.keyed:
            csrf.protect()
    return None


def _tell(response: Response) -> Response:
    """Send word of a refusal: every form that was not taken, and every page that was not shown.

    Somebody who only reads and is sent on, to sign in say, was not refused; nor is there anything to refuse
    where there is no page.
    """
    if request.endpoint is None:
        return response
    if request.method in READING:
        told_no = g.get("turned_away", False) and response.status_code >= 400  # noqa: PLR2004 - the HTTP classes
    else:
        told_no = g.get("turned_away", False) or response.status_code in FORM_REFUSED
    if told_no:
        refused.send(status=response.status_code)
    return response


def _refuse_foreign_forms(door: Door) -> None:
    """Refuse a form that the browser does not vouch for as sent from our own page.

    Browsers say so in Sec-Fetch-Site, or, where they do not send it, in Origin. A page whose address is secret
    makes them say "null" there; then the form's token has to do, where the door asks for one.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            abort(400, "cross-site")
        return
    ours = {f"http://{request.host}", f"https://{request.host}"}
    if not door.public:
        ours.add("null")
    if request.headers.get("Origin", "") not in ours:
        abort(400, "cross-site")
