"""The organisation's pages: home and choosing one, setting one up, its people, joining, leaving."""

from flask import Blueprint

blueprint = Blueprint("organisation", __name__, url_prefix="/organisation")
