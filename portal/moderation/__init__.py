"""The Hub's desk: organisations and their people, what happened, and the mail that the portal sends."""

from flask import Flask

from portal.mail import register
from portal.web.gate import declare


def init_app(app: Flask) -> None:
    """Open the room. Each file of views puts its pages on the blueprint when it is imported."""
    from portal.moderation import models  # noqa: F401 - its tables
    from portal.moderation.access import DOORS
    from portal.moderation.catalogue import LETTERS
    from portal.moderation.views import (  # noqa: F401 - each puts its pages on the blueprint
        blueprint,
        checks,
        claims,
        desk,
        listings,
        organisations,
        queue,
        registers,
        revisions,
    )

    app.register_blueprint(blueprint)
    declare(app, DOORS)
    register(app, LETTERS)
