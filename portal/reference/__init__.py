"""Facts about the world that the portal relies on, each with its source and the day it was checked."""

from flask import Flask

from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.reference import access, views

    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
