"""What every page shares and that knows no room: gate, headers, errors, logs, templates, fields, paging."""

from flask import Flask

from portal.config import Settings
from portal.web import (
    addresses,
    assets,
    errors,
    filters,
    frame,
    gate,
    limits,
    logs,
    openid,
    security,
    templating,
)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up what every page of `app` shares."""
    logs.init_app(app, settings)
    security.init_app(app, settings)
    addresses.init_app(app)
    templating.init_app(app)
    assets.init_app(app)
    filters.init_app(app)
    frame.init_app(app)
    gate.init_app(app)
    limits.init_app(app, settings)
    openid.init_app(app, settings)
    errors.init_app(app)
