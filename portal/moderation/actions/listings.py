"""Stop a listing, open it again, remind its provider, and settle a reported mistake."""

from datetime import datetime

from portal.clock import day_of
from portal.credentials.rules import long_date
from portal.db import commit, db
from portal.mail.models import Mail
from portal.mail.rules import Letter, is_address
from portal.moderation.actions.minding import hold_listing, let_go
from portal.moderation.actions.refusing import allow
from portal.moderation.catalogue.listings import ANSWER, LIFTED, MISTAKE, PLEASE_CONFIRM, SUSPENDED
from portal.moderation.models import DeskNote
from portal.moderation.queries import REMIND
from portal.moderation.queries.listings import find_reminded_at
from portal.moderation.rules import Refusal, Subject, Unseen
from portal.moderation.rules.settling import Settled, may_remind, may_suspend, status_lifted
from portal.organisation.queries import list_members
from portal.providers.catalogue import MISTAKES
from portal.providers.models import Listing, MistakeReport
from portal.providers.rules import ListingStatus


def suspend(
    listing_id: int, reason: str, *, person_id: int, by: str, at: datetime, behalf: str
) -> None:
    """Take a listing out of the directory at once, note why, and tell its provider.

    Raises:
        LookupError: there is no such listing.
        NotAllowed: it is not shown, or whoever decides belongs to the organisation that keeps it.
    """
    listing = hold_listing(listing_id, by=by)
    allow(may_suspend(listing.listing_status))
    listing.listing_status = ListingStatus.SUSPENDED.value
    text = f"Taken out of the directory: {reason}"
    kept = {"kind": Subject.LISTING.value, "subject_id": listing_id, "person_id": person_id}
    db.session.add(DeskNote(**kept, text=text, at=at))
    _tell(listing, SUSPENDED, at, {"reason": reason})
    listing.changed("stop listing", by=by, at=at, behalf=behalf)
    commit()


def lift(listing_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Put a stopped listing back into the directory as it was, and tell its provider. Errors as of `suspend`."""
    listing = hold_listing(listing_id, by=by)
    is_stopped = listing.listing_status == ListingStatus.SUSPENDED
    allow(None if is_stopped else Refusal.NOT_STOPPED)
    listing.listing_status = status_lifted(listing.confirmed_on).value
    _tell(listing, LIFTED, at)
    listing.changed("open listing again", by=by, at=at, behalf=behalf)
    commit()


def remind(listing_id: int, *, by: str, at: datetime, behalf: str) -> None:
    """Ask a listing's provider to confirm it, at most every two weeks. Errors as of `suspend`."""
    listing = hold_listing(listing_id, by=by)
    allow(may_remind(listing.organisation_id, find_reminded_at(listing_id), at))
    said = listing.confirmed_on
    _tell(listing, PLEASE_CONFIRM, at, {"since": long_date(said) if said else "it was begun"})
    let_go(Subject.LISTING, listing_id)
    listing.changed(REMIND, by=by, at=at, behalf=behalf)
    commit()


def settle(
    mistake_id: int,
    settled: Settled,
    *,
    words: str,
    answer: str,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Settle a report: tell the provider `words` if it is passed on, and answer whoever reported it if asked to.

    Raises:
        LookupError: there is no such report.
        NotAllowed: nobody can be told or answered, or whoever decides belongs to the listing's own organisation.
        Unseen: it is settled already.
    """
    report, listing = _held(mistake_id, by=by)
    is_passed_on = settled is Settled.PASSED_ON
    allow(Refusal.NOBODY_TO_TELL if is_passed_on and listing.organisation_id is None else None)
    allow(Refusal.NO_ADDRESS if answer and not is_address(report.contact) else None)
    report.settled_at, report.settled = at, settled.name
    if is_passed_on:
        _tell(listing, MISTAKE, at, {"what": MISTAKES[report.what].lower(), "details": words})
    if answer:
        told = {"listing": listing.name, "answer": answer}
        link = f"/providers/{listing.slug}" if listing.may_be_listed(day_of(at)) else ""
        Mail.write(ANSWER.name, to=report.contact, at=at, values=told, link=link)
    let_go(Subject.MISTAKE, mistake_id)
    detail = {"report": mistake_id, "outcome": settled.value, "answered": bool(answer)}
    listing.changed("settle mistake", by=by, at=at, behalf=behalf, **detail)
    commit()


def _held(mistake_id: int, *, by: str) -> tuple[MistakeReport, Listing]:
    """A report that waits and its listing, both held."""
    found = db.session.get(MistakeReport, mistake_id)
    if found is None:
        raise LookupError(f"There is no report {mistake_id}.")
    listing = hold_listing(found.listing_id, by=by)
    report = db.session.get_one(MistakeReport, mistake_id, populate_existing=True)
    if report.settled_at is not None:
        db.session.rollback()
        raise Unseen
    return report, listing


def _tell(
    listing: Listing, letter: Letter, at: datetime, values: dict[str, str] | None = None
) -> None:
    """Write a letter to everybody of the organisation that keeps a listing."""
    if listing.organisation_id is not None:
        told = {"listing": listing.name} | (values or {})
        for place in list_members(listing.organisation_id):
            place.tell(letter.name, at=at, link=f"/listing/{listing.id}", values=told)
