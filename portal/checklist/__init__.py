"""The commissioning checklist: questions, answers, what follows from them, and the tender brief."""

from flask import Flask

from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.checklist import access, views

    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
