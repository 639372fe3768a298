"""What waits for the Hub. It is read from what there is each time, and kept nowhere.

The directory of a region is small: everything that waits fits in memory, and one order rules all kinds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from portal.account.models import Person
from portal.clock import LONDON
from portal.credentials.models import Credential
from portal.credentials.rules import Kind, months_after
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import ListingClaim, Revision
from portal.moderation.models import DeskMark
from portal.moderation.queries.queue import is_asked, list_asking
from portal.moderation.rules import REMIND_EVERY, Item, Waiting, oldest_first, recheck_from
from portal.providers.models import Adviser, Listing, MistakeReport
from portal.providers.rules import ListingStatus, needs_confirming
from portal.providers.rules.showing import CONFIRM_MONTHS

REMIND = "remind provider to confirm"
"""What the journal calls it when the Hub reminds a provider."""
_NEW = (ListingStatus.DRAFT.value, ListingStatus.SUBMITTED.value)
_SHOWN = (ListingStatus.STUB.value, ListingStatus.PUBLISHED.value)
_about = (Listing.id, Listing.name, Listing.organisation_id)


def list_waiting(today: date, at: datetime) -> list[Waiting]:
    """Everything that waits, oldest first, each with who has taken it."""
    found = [*_revisions(), *_unchecked(), *_rechecks(today), *_mistakes(), *_claims()]
    found += _stale(today, at)
    marks = {
        (mark.kind, mark.subject_id): (mark.person_id, name)
        for mark, name in db.session.execute(
            select(DeskMark, Person.name).join(Person, Person.id == DeskMark.person_id)
        )
    }
    asking = list_asking()
    return oldest_first(_told(one, marks, asking) for one in found)


def _told(
    one: Waiting, marks: dict[tuple[str, int], tuple[int, str]], asking: dict[int, set[int]]
) -> Waiting:
    taken_id, taken_by = marks.get((one.subject.value, one.subject_id), (0, ""))
    theirs = one.theirs | asking.get(one.listing_id, set())
    return replace(one, taken_id=taken_id, taken_by=taken_by, theirs=frozenset(theirs))


def _one(item: Item, subject_id: int, since: datetime, about: Sequence[Any]) -> Waiting:
    """An item about a listing, which `about` names: its number, its name, the organisation that keeps it."""
    listing_id, name, keeper = about
    theirs = frozenset(() if keeper is None else (keeper,))
    return Waiting(item, subject_id, listing_id, name, since, theirs=theirs)


def _revisions() -> Iterator[Waiting]:
    is_sent = and_(
        Revision.kind == "edit",
        Revision.submitted_at.is_not(None),
        or_(Revision.returned_at.is_(None), Revision.submitted_at > Revision.returned_at),
    )
    rows = (
        select(Revision, Listing.listing_status, *_about)
        .join(Listing, Listing.id == Revision.listing_id)
        .where(Revision.decided_at.is_(None), or_(Revision.kind == "live", is_sent))
    )
    for row, status, *about in db.session.execute(rows):
        if row.kind == "live":
            yield _one(Item.LIVE, row.id, row.made_at, about)
        else:
            yield _one(
                Item.NEW if status in _NEW else Item.EDIT,
                row.id,
                row.submitted_at or row.saved_at,
                about,
            )


def _unchecked() -> Iterator[Waiting]:
    """Claims that nobody has looked at yet."""
    rows = (
        select(Credential.id, Credential.recorded_at, *_about)
        .join(Listing, Listing.id == Credential.listing_id)
        .outerjoin(Adviser, Adviser.id == Credential.adviser_id)
        .where(
            Credential.accepted_at.is_(None),
            Credential.withdrawn_at.is_(None),
            Adviser.left_at.is_(None),
        )
    )
    return (_one(Item.CHECK, row[0], row[1], row[2:]) for row in db.session.execute(rows))


def _rechecks(today: date) -> Iterator[Waiting]:
    """Claims that the public sees and that are to be looked at again; of renewals of one thing only the newest."""
    rows = (
        select(Credential, *_about)
        .join(Listing, Listing.id == Credential.listing_id)
        .outerjoin(Adviser, Adviser.id == Credential.adviser_id)
        .where(
            Credential.kind.in_((Kind.CDI.value, Kind.MATRIX.value)),
            Credential.withdrawn_at.is_(None),
            Adviser.left_at.is_(None),
            Listing.listing_status.in_(_SHOWN),
        )
        .options(selectinload(Credential.checks))
        .order_by(Credential.id)
    )
    newest = {
        (row.listing_id, row.adviser_id, row.kind): (row, about)
        for row, *about in db.session.execute(rows)
    }
    for row, about in newest.values():
        due = recheck_from(row.record(), today) if row.accepted_at is not None else None
        if due is not None:
            yield _one(Item.CHECK, row.id, _start(due), about)


def _mistakes() -> Iterator[Waiting]:
    rows = (
        select(MistakeReport.id, MistakeReport.at, *_about)
        .join(Listing, Listing.id == MistakeReport.listing_id)
        .where(MistakeReport.settled_at.is_(None))
    )
    return (_one(Item.MISTAKE, row[0], row[1], row[2:]) for row in db.session.execute(rows))


def _claims() -> Iterator[Waiting]:
    rows = (
        select(ListingClaim.id, ListingClaim.made_at, *_about)
        .join(Listing, Listing.id == ListingClaim.listing_id)
        .where(*is_asked())
    )
    return (_one(Item.CLAIM, row[0], row[1], row[2:]) for row in db.session.execute(rows))


def _stale(today: date, at: datetime) -> Iterator[Waiting]:
    """Listings that nobody confirmed for too long, and whose provider was not reminded lately."""
    reminded = set(
        db.session.scalars(
            select(AuditEvent.subject).where(
                AuditEvent.action == REMIND, AuditEvent.at > at - REMIND_EVERY
            )
        )
    )
    rows = select(
        Listing.id, Listing.name, Listing.organisation_id, Listing.confirmed_on, Listing.created_at
    ).where(Listing.listing_status == ListingStatus.PUBLISHED.value)
    for number, name, keeper, confirmed_on, created_at in db.session.execute(rows):
        about = (number, name, keeper)
        if f"listing:{number}" in reminded:
            continue
        if confirmed_on is None:
            yield _one(Item.STALE, number, created_at, about)
        elif needs_confirming(ListingStatus.PUBLISHED, confirmed_on, today):
            since = months_after(confirmed_on, CONFIRM_MONTHS) + timedelta(days=1)
            yield _one(Item.STALE, number, _start(since), about)


def _start(day: date) -> datetime:
    """The moment at which a day begins in Liverpool."""
    return datetime.combine(day, time.min, LONDON)
