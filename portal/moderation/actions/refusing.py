"""How a write of the Hub ends that may not be."""

from portal.db import db
from portal.moderation.rules import NotAllowed, Refusal


def allow(refusal: Refusal | None) -> None:
    """Go on where there is no refusal; else nothing is written.

    Raises:
        NotAllowed: there is one.
    """
    if refusal is not None:
        db.session.rollback()
        raise NotAllowed(refusal)
