"""What is known of one item of the queue: whose listing it is about, who has taken it, and what was noted."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.account.models import Person
from portal.credentials.models import Credential
from portal.db import db
from portal.journal.rules import number_in
from portal.listing.models import ListingClaim, Revision
from portal.moderation.models import DeskMark, DeskNote
from portal.moderation.rules import Refusal, Subject, may_decide
from portal.organisation.models import Membership
from portal.providers.models import Listing, MistakeReport

_LISTING_OF: dict[Subject, tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]] = {
    Subject.REVISION: (Revision.id, Revision.listing_id),
    Subject.CREDENTIAL: (Credential.id, Credential.listing_id),
    Subject.MISTAKE: (MistakeReport.id, MistakeReport.listing_id),
    Subject.CLAIM: (ListingClaim.id, ListingClaim.listing_id),
    Subject.LISTING: (Listing.id, Listing.id),
}


def find_listing_of(subject: Subject, subject_id: int) -> int | None:
    """The number of the listing that an item is about; None where there is no such item."""
    number, listing_id = _LISTING_OF[subject]
    return db.session.scalar(select(listing_id).where(number == subject_id))


def list_own(by: str) -> set[int]:
    """The organisations that whoever does something belongs to, such as 'person:7'."""
    mine = Membership.person_id == number_in(by, "person")
    return set(db.session.scalars(select(Membership.organisation_id).where(mine)))


def list_theirs(listing_id: int) -> set[int]:
    """The organisations that keep a listing, or ask for it."""
    keeper = db.session.scalar(select(Listing.organisation_id).where(Listing.id == listing_id))
    asking = select(ListingClaim.organisation_id).where(
        ListingClaim.listing_id == listing_id, *is_asked()
    )
    return {one for one in (keeper, *db.session.scalars(asking)) if one is not None}


def is_asked() -> tuple[ColumnElement[bool], ...]:
    """What holds of a claim by which an organisation asks for a listing, and which the Hub has not decided."""
    return ListingClaim.organisation_id.is_not(None), ListingClaim.decided_at.is_(None)


def list_asking() -> dict[int, set[int]]:
    """The organisations that ask for each listing, by its number; read once for many listings."""
    rows = select(ListingClaim.listing_id, ListingClaim.organisation_id).where(*is_asked())
    found: dict[int, set[int]] = defaultdict(set)
    for listing_id, organisation_id in db.session.execute(rows):
        if organisation_id is not None:
            found[listing_id].add(organisation_id)
    return found


def objection_to(
    listing: Listing, asking: dict[int, set[int]], own: Collection[int]
) -> Refusal | None:
    """The same as `find_objection`, for one of many: `asking` and `own` were read once."""
    keeper = set() if listing.organisation_id is None else {listing.organisation_id}
    return may_decide(keeper | asking.get(listing.id, set()), own)


def find_objection(listing_id: int, by: str) -> Refusal | None:
    """Why whoever does it may not decide about this listing; None if they may."""
    return may_decide(list_theirs(listing_id), list_own(by))


def find_mark(subject: Subject, subject_id: int) -> tuple[DeskMark, Person] | None:
    """Who has taken an item, if anybody has."""
    rows = select(DeskMark, Person).join(Person, Person.id == DeskMark.person_id)
    found = db.session.execute(
        rows.where(DeskMark.kind == subject, DeskMark.subject_id == subject_id)
    ).one_or_none()
    return (found[0], found[1]) if found is not None else None


def list_notes(subject: Subject, subject_id: int) -> list[tuple[DeskNote, str]]:
    """What was noted on an item, oldest first, each with who wrote it; nobody's name for somebody erased."""
    rows = (
        select(DeskNote, Person.name, Person.erased_at)
        .outerjoin(Person, Person.id == DeskNote.person_id)
        .where(DeskNote.kind == subject, DeskNote.subject_id == subject_id)
        .order_by(DeskNote.id)
    )
    return [
        (note, name if name and erased_at is None else "Somebody who has left")
        for note, name, erased_at in db.session.execute(rows)
    ]
