"""What waits for the Hub in the peopled world: changes, a reported mistake, a listing to confirm and a stopped one."""

from datetime import timedelta

from portal.clock import now, today
from portal.db import db
from portal.listing.models import Revision
from portal.moderation.queries.revisions import seen_of
from portal.organisation.rules import Kind, Role
from portal.providers.models import Listing, MistakeReport
from portal.providers.queries import one_listing
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation, make_person
from tests.builders import add_provider


def make_queue() -> dict[str, str]:
    """The words for what waits; the provider that keeps these listings is none of the personas'."""
    keeper = make_organisation("The provider of the queue", Kind.PROVIDER)
    for name in ("Quentin Queue", "Quincy Queue"):
        join(keeper, make_person(name), Role.ADMINISTRATOR)
    queued = _listing("Queue Lane Careers", keeper)
    stale = _listing("Quiet Lane Careers", keeper, days_ago=200)
    stopped = _listing("Quarry Lane Careers", keeper, ListingStatus.SUSPENDED)
    edit, live = _revision(queued, "edit"), _revision(queued, "live")
    report = MistakeReport(
        listing_id=queued, what="AREA", details="It left Halton.", contact="r@example.org", at=now()
    )
    db.session.add(report)
    db.session.commit()
    whole = one_listing(queued)
    assert whole is not None
    return {
        "QUEUED_LISTING": str(queued),
        "QUEUE_KEEPER": str(keeper),
        "STALE_LISTING": str(stale),
        "STOPPED_LISTING": str(stopped),
        "EDIT": str(edit.id),
        "EDIT_SEEN": seen_of(edit, whole),
        "LIVE": str(live.id),
        "MISTAKE": str(report.id),
    }


def _listing(
    name: str,
    keeper: int,
    status: ListingStatus = ListingStatus.PUBLISHED,
    *,
    days_ago: int = 0,
) -> int:
    number = add_provider(
        name,
        status=status,
        confirmed_on=today() - timedelta(days=days_ago),
        website="https://a.example",
    )
    db.session.get_one(Listing, number).organisation_id = keeper
    db.session.commit()
    return number


def _revision(listing_id: int, kind: str) -> Revision:
    """A change that waits: an edit of the summary, or a new website that is shown already."""
    at = now()
    is_edit = kind == "edit"
    said = (
        {"summary": "Guidance by day and night."} if is_edit else {"website": "https://b.example"}
    )
    row = Revision(
        listing_id=listing_id,
        kind=kind,
        said=said,
        was={} if is_edit else {"website": "https://a.example"},
        made_at=at,
        saved_at=at,
        submitted_at=at if is_edit else None,
    )
    db.session.add(row)
    if not is_edit:
        db.session.get_one(Listing, listing_id).website = "https://b.example"
    db.session.commit()
    return row
