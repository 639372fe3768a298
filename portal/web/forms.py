"""The key that each rendered form carries, so that sending it twice has one effect."""

import re
from uuid import uuid4

from flask import request

FORM_KEY = "form_key"
_SHAPE = re.compile(r"[0-9a-f]{32}")


def form_key() -> str:
    """The key of the form being sent; a new one where the form carried none that we could have made."""
    sent = request.form.get(FORM_KEY, "")
    return sent if _SHAPE.fullmatch(sent) else uuid4().hex
