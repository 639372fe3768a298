"""What a provider or adviser claims, what it rests on, and what that means today."""

from functools import partial

from flask import Flask

from portal.config import SettingsError
from portal.mail import every_day
from portal.uploads import Scanner, Shelf


def init_app(app: Flask) -> None:
    """Say where the files lie that show claims to be true, who scans them, and who looks after them.

    Raises:
        portal.config.SettingsError: PORTAL_VIRUS_SCANNER is no address.
    """
    from portal.credentials.actions import look_after

    settings = app.extensions["settings"]
    app.extensions["uploads"] = Shelf(settings.data_folder / "uploads")
    try:
        scanner = Scanner(settings.virus_scanner) if settings.virus_scanner else None
    except ValueError as wrong:
        words = "PORTAL_VIRUS_SCANNER must be tcp://host:port or unix:///path."
        raise SettingsError(words) from wrong
    app.extensions["scanner"] = scanner
    every_day(app, partial(look_after, by="worker"))
