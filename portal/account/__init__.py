"""People who sign in: how they prove who they are, where they are signed in, and what is kept of them."""

from flask import Flask, request

from portal.web.gate import declare, refused


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.account import access
    from portal.account.views import blueprint

    access.init_app(app)
    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    refused.connect(_record)


def _record(_sender: object, *, status: int) -> None:
    """Record a refusal of somebody signed in. What strangers are refused is not recorded: nobody could act on it."""
    from portal.account.access import signed
    from portal.account.actions.refusals import record_refusal
    from portal.clock import now

    row = signed()
    if row is not None:
        behalf = f"organisation:{row.organisation_id}" if row.organisation_id is not None else ""
        what = f"{request.method} {request.endpoint}"
        by = f"person:{row.person_id}"
        record_refusal(what, status=status, by=by, at=now(), behalf=behalf)
