"""A school asks a provider something through the portal, and both see the thread."""

from flask import Flask

from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.enquiries import access, models  # noqa: F401 - its tables

    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
