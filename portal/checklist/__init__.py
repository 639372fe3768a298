"""The commissioning checklist: questions, answers, what follows from them, and the tender brief."""

from flask import Flask

from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.checklist import access, views
    from portal.organisation.access import chosen

    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
    chosen.connect(views.keep_chosen)
