"""Writes of the signposts: the starting set, and an editor's correction."""

from dataclasses import asdict
from datetime import date, datetime

from portal.db import commit, db
from portal.guidance.catalogue.signposts import SIGNPOSTS
from portal.guidance.models import Signpost
from portal.journal.models import AuditEvent


class UnknownSignpost(LookupError):  # noqa: N818 - it names what was asked for
    """No signpost has this slug."""


def add_missing_signposts(*, by: str, at: datetime) -> int:
    """Add those signposts of the catalogue that the table lacks; return how many. Corrections stay."""
    known = set(db.session.scalars(db.select(Signpost.slug)))
    missing = [signpost for signpost in SIGNPOSTS if signpost.slug not in known]
    for signpost in missing:
        db.session.add(Signpost(**asdict(signpost)))
        AuditEvent.record("add signpost", f"signpost:{signpost.slug}", by=by, at=at)
    commit()
    return len(missing)


def correct_signpost(
    slug: str, text: str, *, source: str, source_url: str, checked_on: date, by: str, at: datetime
) -> None:
    """Replace what a signpost says and what it rests on.

    Raises:
        UnknownSignpost: no signpost is called `slug`.
        portal.db.Conflict: somebody corrected it at the same moment.
    """
    signpost = db.session.get(Signpost, slug)
    if signpost is None:
        raise UnknownSignpost(slug)
    signpost.text, signpost.source, signpost.source_url = text, source, source_url
    signpost.checked_on = checked_on
    AuditEvent.record("correct signpost", f"signpost:{slug}", by=by, at=at)
    commit()
