"""What happened, what is still to be done and how often something was tried: events, receipts, the outbox, tries."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Answer whoever tried something too often with the time to come back."""
    from portal.journal.rules import Throttled
    from portal.web.errors import respond

    app.register_error_handler(Throttled, lambda throttled: respond(429, again_at=throttled.until))
