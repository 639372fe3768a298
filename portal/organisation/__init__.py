"""Schools, providers and the Hub as those who use the portal: their people, roles, invitations and hand-over."""

from flask import Flask

from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room. Each file of views puts its pages on the blueprint when it is imported."""
    from flask_login import user_logged_in

    from portal.account import name_with, tie
    from portal.mail import register
    from portal.organisation import access
    from portal.organisation.actions.erasing import take_out
    from portal.organisation.catalogue import LETTERS
    from portal.organisation.queries import list_names
    from portal.organisation.queries.binding import list_binding
    from portal.organisation.views import (  # noqa: F401 - each puts its pages on the blueprint
        arriving,
        blueprint,
        founding,
        joining,
        people,
        places,
        trail,
    )

    access.init_app(app)
    tie(app, binds=list_binding, cut=take_out)
    name_with(app, list_names)
    register(app, LETTERS)
    user_logged_in.connect(arriving.arrive, app)
    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
