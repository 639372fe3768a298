"""The home page, statements about the service, and its health."""

from flask import Flask

from portal.account import keep
from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.site import access, views
    from portal.site.catalogue import REGISTER

    keep(app, REGISTER)
    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
