"""One listing as the Hub looks at it: who keeps it, what was reported, when its provider was reminded."""

from datetime import datetime

from sqlalchemy import select

from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import ListingClaim
from portal.moderation.queries.waiting import REMIND
from portal.organisation.models import Organisation
from portal.providers.models import Listing, MistakeReport
from portal.providers.queries import one_listing


def find_keeper(listing: Listing) -> Organisation | None:
    """The organisation whose people keep a listing, if there is one."""
    number = listing.organisation_id
    return db.session.get(Organisation, number) if number is not None else None


def find_mistake(mistake_id: int) -> tuple[MistakeReport, Listing] | None:
    """A report with its whole listing."""
    report = db.session.get(MistakeReport, mistake_id)
    listing = one_listing(report.listing_id) if report is not None else None
    return (report, listing) if report is not None and listing is not None else None


def find_reminded_at(listing_id: int) -> datetime | None:
    """When the Hub last reminded a listing's provider to confirm it."""
    return db.session.scalar(
        select(AuditEvent.at)
        .where(AuditEvent.subject == f"listing:{listing_id}", AuditEvent.action == REMIND)
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )


def list_claims_to(listing_id: int) -> list[ListingClaim]:
    """Every word that a listing is an organisation's, newest first."""
    rows = select(ListingClaim).where(ListingClaim.listing_id == listing_id)
    return list(db.session.scalars(rows.order_by(ListingClaim.id.desc())))
