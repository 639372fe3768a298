"""Mail that the portal owes people: written with the change it tells of, delivered after it, tried again on failure."""

import re
from collections.abc import Iterable

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


def init_app(app: Flask) -> None:
    """Open the room: its table is part of the database from the start."""
    from portal.mail import models  # noqa: F401
    from portal.mail.catalogue import LETTERS

    register(app, LETTERS)
