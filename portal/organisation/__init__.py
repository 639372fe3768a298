"""Schools, providers and the Hub as those who use the portal: their people, roles, invitations and hand-over."""

from flask import Flask

from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room. Each file of views puts its pages on the blueprint when it is imported."""
    from portal.organisation import access
    from portal.organisation.views import blueprint, places  # noqa: F401

    access.init_app(app)
    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
