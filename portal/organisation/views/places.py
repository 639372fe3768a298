"""For whom somebody acts: the organisation's home page, choosing another one, leaving."""

from flask import render_template

from portal.organisation.access import place
from portal.organisation.views import blueprint


@blueprint.get("", strict_slashes=False)
def home() -> str:
    """The organisation acted for."""
    return render_template("organisation/home.html", place=place())


@blueprint.get("/choose")
def choose() -> str:
    """Which organisation somebody is from."""
    return render_template("organisation/choose.html")
