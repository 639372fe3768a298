"""The pages of a provider's own listing; each file puts its own on this blueprint."""

from flask import Blueprint

blueprint = Blueprint("listing", __name__, url_prefix="/listing")
