"""The organisation's pages: home and choosing one, setting one up, its people, joining, leaving."""

from flask import Blueprint, request, url_for

from portal.web.addresses import local_address

blueprint = Blueprint("organisation", __name__, url_prefix="/organisation")

LONGEST_ADDRESS = 400
"""A receipt keeps no more of where a form led."""


def onward() -> str:
    """Where a form asks to go on to, if that is a page of ours; the organisation's home page otherwise."""
    asked = request.form.get("next", "")
    home = url_for("organisation.home")
    return local_address(asked, home) if len(asked) <= LONGEST_ADDRESS else home
