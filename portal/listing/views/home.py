"""The listings that a provider keeps."""

from flask import render_template

from portal.listing.queries import list_kept
from portal.listing.views import blueprint
from portal.organisation.access import place


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The listings that this provider keeps."""
    return render_template("listing/home.html", listings=list_kept(place().organisation_id))
