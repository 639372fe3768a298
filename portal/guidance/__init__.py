"""Pages that explain the field in plain words, and the dated signposts to public support."""

from flask import Flask

from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.guidance import access, views

    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
