"""The account room's pages, a file for each part of them; each adds its own to the blueprint."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")

# The pages import the blueprint, so they come after it; a line for each file.
from portal.account.views import (  # noqa: E402
    data,  # noqa: F401
    details,  # noqa: F401
    joining,  # noqa: F401
    outside,  # noqa: F401
    passkeys,  # noqa: F401
    passwords,  # noqa: F401
    second,  # noqa: F401
    security,  # noqa: F401
    signing,  # noqa: F401
)
