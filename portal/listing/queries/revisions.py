"""Reads of what a provider wants to change: the listing as it would be, who saved last, and what the Hub said."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import number_in
from portal.listing.models import Revision
from portal.listing.queries import find_kept
from portal.listing.rules.claims import Decision
from portal.providers.models import Listing

SAVES = ("edit listing", "say at once", "edit adviser")
NEWS = timedelta(days=60)
"""For how long a refusal is shown to the provider."""


def find_as_it_would_be(listing_id: int, organisation_id: int, at: datetime) -> Listing | None:
    """A kept listing with its open edit agreed, cut off from the database: nothing of it can be written."""
    listing, edit = find_kept(listing_id, organisation_id), Revision.open_of(listing_id)
    if listing is None:
        return None
    db.session.expunge(listing)
    if edit is not None:
        db.session.expunge(edit)
        edit.agree(listing, at=at)
    return listing


def find_saver(listing_id: int) -> Person | None:
    """Who saved something of this listing last, if they still have their account."""
    last = (
        select(AuditEvent.actor)
        .where(AuditEvent.subject == f"listing:{listing_id}", AuditEvent.action.in_(SAVES))
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )
    number = number_in(db.session.scalar(last) or "", "person")
    person = db.session.get(Person, number) if number is not None else None
    return person if person is not None and person.erased_at is None else None


def list_refused(listing_id: int, at: datetime) -> list[Revision]:
    """What the Hub refused or put back in the last 60 days, the newest first."""
    rows = select(Revision).where(
        Revision.listing_id == listing_id,
        Revision.decision == Decision.REFUSED.value,
        Revision.decided_at >= at - NEWS,
    )
    return list(db.session.scalars(rows.order_by(Revision.decided_at.desc(), Revision.id.desc())))
