"""The public directory: find, look at, shortlist and compare providers."""

from flask import Flask

from portal.search import Index
from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room, with its search index."""
    from portal.providers import access, indexing, views

    app.extensions["search"] = Index(app.extensions["settings"].search_folder)
    app.after_request(indexing.look_after)
    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
