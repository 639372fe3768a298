"""People who sign in: how they prove who they are, where they are signed in, and what is kept of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.account import access

    access.init_app(app)
