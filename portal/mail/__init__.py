"""Mail that the portal owes people: written with the change it tells of, delivered after it, tried again on failure."""

from collections.abc import Iterable

from flask import Flask

from portal.mail.rules import Letter


def register(app: Flask, letters: Iterable[Letter]) -> None:
    """Add a room's letters, each under its name."""
    app.extensions.setdefault("letters", {}).update({letter.name: letter for letter in letters})


def init_app(app: Flask) -> None:
    """Open the room: its table is part of the database from the start."""
    from portal.mail import models  # noqa: F401

    register(app, ())
