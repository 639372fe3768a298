"""People who sign in: how they prove who they are, where they are signed in, and what is kept of them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask, request
from sqlalchemy.orm.exc import ObjectDeletedError

from portal.account.rules.leaving import Tie
from portal.account.rules.personal import Register
from portal.mail import register
from portal.web.gate import declare, refused
from portal.web.limits import declare_costs


def tie(
    app: Flask,
    *,
    binds: Callable[[int], tuple[str, ...]],
    cut: Callable[[int, str, datetime], None],
) -> None:
    """Let a room above say what a person must hand over before their account can go; see `Tie`."""
    app.extensions["ties"].append(Tie(binds, cut))


def keep(app: Flask, kept: Register) -> None:
    """Say what is kept of people, table by table: all that this room shows, hands out, erases and sweeps follows."""
    app.extensions["register"] = kept


def name_with(app: Flask, names_of: Callable[[int], Iterable[str]]) -> None:
    """Let a room above say which names belong to a person: a password made of them is refused."""
    app.extensions["names_of_person"].append(names_of)


def init_app(app: Flask) -> None:
    """Open the room. Each file of views puts its pages on the blueprint when it is imported."""
    from portal.account import access
    from portal.account.catalogue.letters import LETTERS
    from portal.account.catalogue.second import LETTERS as SECOND_LETTERS
    from portal.account.views import (  # noqa: F401 - each puts its pages on the blueprint
        blueprint,
        data,
        details,
        joining,
        outside,
        passkeys,
        passwords,
        second,
        security,
        signing,
    )

    app.extensions["ties"] = []
    app.extensions["names_of_person"] = []
    access.init_app(app)
    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
    register(app, (*LETTERS, *SECOND_LETTERS))
    refused.connect(_record)


def _record(_sender: object, *, status: int) -> None:
    """Record a refusal of somebody signed in. What strangers are refused is not recorded: nobody could act on it."""
    from portal.account.access import signed
    from portal.account.actions.refusals import record_refusal
    from portal.clock import now

    row = signed()
    if row is None:
        return
    try:
        behalf = f"organisation:{row.organisation_id}" if row.organisation_id is not None else ""
        by = f"person:{row.person_id}"
    except ObjectDeletedError:  # signed out from elsewhere at this moment: a stranger by now
        return
    what = f"{request.method} {request.endpoint}"
    record_refusal(what, status=status, by=by, at=now(), behalf=behalf)
