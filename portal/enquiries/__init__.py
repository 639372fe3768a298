"""A school asks a provider something through the portal, and both see the thread."""

from flask import Flask

from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.enquiries import access
    from portal.enquiries.catalogue import LETTERS
    from portal.enquiries.views import blueprint
    from portal.mail import register

    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
    register(app, LETTERS)
