"""Schools, providers and the Hub as those who use the portal: their people, roles, invitations and hand-over."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Open the room."""
    from portal.organisation import access

    access.init_app(app)
