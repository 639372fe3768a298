"""The Hub's desk: organisations and their people, what happened, and the mail that the portal sends."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Open the room."""
