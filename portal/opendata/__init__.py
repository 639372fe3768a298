"""Listings in and out as CSV files."""

from flask import Flask

from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.opendata import access, models  # noqa: F401 - its tables
    from portal.opendata.views import blueprint

    app.register_blueprint(blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
