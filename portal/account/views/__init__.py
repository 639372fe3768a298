"""The account room's pages, a file for each part of them; each adds its own to the blueprint."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")

# The pages import the blueprint, so they come after it; a line for each file.
from portal.account.views import signing  # noqa: E402, F401
