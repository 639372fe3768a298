"""Mail that the portal owes people: written with the change it tells of, delivered after it, tried again on failure."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask

from portal.mail.rules import Letter

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def register(app: Flask, letters: Iterable[Letter]) -> None:
    """Add a room's letters, each under its name.

    Raises:
        ValueError: a name is not words joined by hyphens, or another letter has it.
    """
    registered = app.extensions.setdefault("letters", {})
    for letter in letters:
        if not _NAME.fullmatch(letter.name) or registered.get(letter.name, letter) is not letter:
            raise ValueError(f"{letter.name} cannot be the name of a letter.")
        registered[letter.name] = letter


def every_day(app: Flask, work: Callable[[datetime], object]) -> None:
    """Let whoever delivers mail also do this once a day, in the morning: it is given the moment.

    Each process does it, so it must do no harm to do it twice, or twice at once.
    """
    app.extensions.setdefault("every_day", []).append(work)


def init_app(app: Flask) -> None:
    """Open the room: its table, its letter, the way that mail goes, and who delivers it.

    Raises:
        portal.config.SettingsError: the settings name no way that mail could go.
    """
    from portal.mail import models  # noqa: F401 - its tables
    from portal.mail.actions.ways import way_of
    from portal.mail.actions.working import Worker
    from portal.mail.catalogue import LETTERS

    settings = app.extensions["settings"]
    register(app, LETTERS)
    app.extensions["mail_way"] = way_of(settings)
    if settings.mail_worker == "embedded" and settings.mode != "test":
        app.extensions["mail_worker"] = Worker(app)
        app.after_request(app.extensions["mail_worker"].look_after)
