"""A provider keeps its own entry: takes it over, edits it section by section, proves what it claims, keeps it fresh."""

from functools import partial

from flask import Flask

from portal.web.bodies import declare_bodies
from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room. Each file of views puts its pages on the blueprint when it is imported."""
    from portal.account import tie
    from portal.listing import access, models  # noqa: F401 - its tables
    from portal.listing.actions.evidence import none_bound, take_files_of
    from portal.listing.actions.reminding import remind
    from portal.listing.catalogue import LETTERS
    from portal.listing.views import (  # noqa: F401 - each puts its pages on the blueprint
        blueprint,
        claims,
        confirming,
        credentials,
        deciding,
        editing,
        evidence,
        home,
        people,
    )
    from portal.mail import every_day, register

    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
    declare_bodies(app, access.BODIES)
    tie(app, binds=none_bound, cut=take_files_of)
    register(app, LETTERS)
    every_day(app, partial(remind, by="worker"))
