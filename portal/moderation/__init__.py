"""The Hub's desk: organisations and their people, what happened, and the mail that the portal sends."""

from flask import Flask

from portal.mail import register
from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.moderation import access, views
    from portal.moderation.catalogue import LETTERS

    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
    register(app, LETTERS)
