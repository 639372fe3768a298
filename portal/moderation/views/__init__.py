"""The pages of the Hub's desk; each file puts its own on this blueprint."""

from flask import Blueprint, abort, request

from portal.moderation.rules import NotAllowed, Refusal
from portal.web.fields import HouseForm
from portal.web.gate import refused
from portal.web.paging import asked_page

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


def page_asked() -> int:
    """The page of a list that the address asks for; 404 for one that no list has."""
    return asked_page(request.args.get("page", "1")) or abort(404)


def refuse(form: HouseForm, no: NotAllowed) -> int:
    """Say on the form why the Hub may not do it; the status to answer with. It is a refusal, as a door's is."""
    form.form_errors.append(str(no))
    if no.why is Refusal.OWN:
        return 403  # which the gate tells of
    refused.send(status=422)
    return 422
