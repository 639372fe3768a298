"""The guidance pages."""

from flask import Blueprint, abort, render_template

from portal.guidance.catalogue import TOPICS
from portal.guidance.pages import topic_page

blueprint = Blueprint("guidance", __name__, url_prefix="/guidance")


@blueprint.get("", strict_slashes=False)
def contents() -> str:
    """The list of topics."""
    return render_template("guidance/contents.html", topics=TOPICS)


@blueprint.get("/<slug>")
def topic(slug: str) -> str:
    """One topic."""
    page = topic_page(slug)
    if page is None:
        abort(404)
    return render_template("guidance/topic.html", page=page)
