"""The careers guidance portal: one Flask application, assembled from its rooms."""

from importlib import import_module

from flask import Flask

from portal.config import Settings, shipped

__version__ = "0.1.0"

ROOMS = (
    *("journal", "mail", "reference", "guidance", "account", "organisation"),
    *("credentials", "providers", "enquiries", "listing", "checklist"),
    *("opendata", "moderation", "site"),
)
"""The rooms that have pages or tables, low to high."""


def create_app(settings: Settings | None = None) -> Flask:
    """The portal with `settings`, or with those of the environment.

    Raises:
        portal.config.SettingsError: a setting is missing or unsafe.
    """
    from portal import commands, db, web

    settings = settings or Settings.from_environment()
    settings.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = Flask(
        "portal", template_folder=str(shipped("templates")), static_folder=str(shipped("static"))
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "hide_parameters": True
    }  # values stay out of every log
    web.init_app(app, settings)
    db.init_app(app)
    for room in ROOMS:
        import_module(f"portal.{room}").init_app(app)
    commands.init_app(app)
    return app
