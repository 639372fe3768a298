"""The home page, the statements about the service, and its health."""

from flask import Blueprint, Response, current_app, jsonify, render_template

from portal.account.rules.personal import Whose
from portal.clock import now
from portal.places import BOROUGHS
from portal.site.catalogue import REGISTER
from portal.site.queries import find_health

blueprint = Blueprint("site", __name__)


@blueprint.get("/")
def home() -> str:
    """What a school can do here."""
    return render_template("site/home.html", boroughs=tuple(BOROUGHS.items()))


@blueprint.get("/site/accessibility")
def accessibility() -> str:
    """How accessible the service is, and how that was found out."""
    return render_template("site/accessibility.html")


@blueprint.get("/site/privacy")
def privacy() -> str:
    """What the service keeps of the people who use it or are listed in it."""
    return render_template("site/privacy.html", register=REGISTER, everybody=tuple(Whose))


@blueprint.get("/healthz")
def healthz() -> Response:
    """Whether the process answers."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether the portal is fit to serve."""
    health = find_health(current_app.extensions["settings"].data_folder, at=now())
    answer = jsonify(
        ready=health.ready,
        database=health.database,
        disk=health.disk,
        search=health.search,
        mail=health.mail,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if health.ready else 503
