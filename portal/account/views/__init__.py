"""The account room's pages, a file for each part of them; each adds its own to the blueprint."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")
