"""What happened for the organisation acted for."""

from flask import abort, render_template, request

from portal.organisation import pages
from portal.organisation.access import place
from portal.organisation.views import blueprint
from portal.web.paging import asked_page


@blueprint.get("/trail")
def trail() -> str:
    """What was done for the organisation, and to it."""
    number = asked_page(request.args.get("page", "1")) or abort(404)
    page = pages.trail_page(place().organisation, number)
    return render_template("organisation/trail.html", page=page)
