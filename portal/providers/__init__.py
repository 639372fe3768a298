"""The public directory: find, look at, shortlist and compare providers."""

from flask import Flask

from portal.search import Index
from portal.web.gate import declare
from portal.web.limits import declare_costs


def init_app(app: Flask) -> None:
    """Open the room, with its search index."""
    from portal.organisation.access import chosen
    from portal.providers import access, indexing, views
    from portal.providers.pages import listing_page
    from portal.web.frame import tell_shortlist

    app.extensions["search"] = Index(app.extensions["settings"].search_folder)
    app.after_request(indexing.look_after)
    app.extensions["public_listing"] = (
        listing_page  # for whoever shows a listing before it is public
    )
    app.register_blueprint(views.blueprint)
    declare(app, access.DOORS)
    declare_costs(app, access.COSTS)
    tell_shortlist(app, views.shortlist_count)
    chosen.connect(views.keep_chosen)
