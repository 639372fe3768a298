"""The page that lists every fact about the world that the portal relies on."""

from flask import Blueprint, render_template

from portal.reference.queries import list_facts

blueprint = Blueprint("reference", __name__, url_prefix="/reference")


@blueprint.get("", strict_slashes=False)
def facts() -> str:
    """Dates and sources."""
    return render_template("reference/facts.html", facts=list_facts())
