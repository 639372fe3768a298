"""Reads of the signposts."""

from sqlalchemy import select

from portal.db import db
from portal.guidance.models import Signpost

REGION = "LCR_ALL"


def list_signposts(*, boroughs: bool) -> list[Signpost]:
    """The signposts of single boroughs, or those for everybody in the region; by title."""
    mine = Signpost.area != REGION if boroughs else Signpost.area == REGION
    return list(db.session.scalars(select(Signpost).where(mine).order_by(Signpost.title)))


def one_signpost(slug: str) -> Signpost | None:
    """The signpost called `slug`."""
    return db.session.get(Signpost, slug)
