"""Revisions as a moderator meets them, and what tells one state of them from another."""

import json
from hashlib import sha256

from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.listing.models import Revision
from portal.providers.models import Listing
from portal.providers.queries import one_listing


def find_revision(revision_id: int) -> tuple[Revision, Listing] | None:
    """A revision with its whole listing."""
    revision = db.session.get(Revision, revision_id)
    listing = one_listing(revision.listing_id) if revision is not None else None
    return (revision, listing) if revision is not None and listing is not None else None


def list_revisions(listing_id: int) -> list[Revision]:
    """Every revision of a listing that was ever sent or shown, newest first."""
    rows = select(Revision).where(Revision.listing_id == listing_id)
    return [one for one in db.session.scalars(rows.order_by(Revision.id.desc())) if _was_sent(one)]


def find_sender(revision: Revision) -> str:
    """The name of whoever sent a revision, if they are still known."""
    number = revision.submitted_by or revision.made_by
    person = db.session.get(Person, number) if number is not None else None
    return person.name if person is not None and person.erased_at is None else ""


def seen_of(revision: Revision, listing: Listing) -> str:
    """What tells this state of a revision, with what it changes of the whole listing, from any other."""
    said = [[one.name, one.old, one.new] for one in revision.changes(listing)]
    text = json.dumps([revision.version_id, revision.state.value, said], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:32]


def _was_sent(revision: Revision) -> bool:
    return revision.kind == "live" or revision.submitted_at is not None
