"""Take an item of the queue, let it go, note something on it; and hold what somebody decides about."""

from datetime import datetime

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.moderation.actions.refusing import allow
from portal.moderation.models import DeskMark, DeskNote
from portal.moderation.queries.queue import find_listing_of, find_objection, list_notes
from portal.moderation.rules import Subject
from portal.providers.models import Listing


def hold_listing(listing_id: int, *, by: str) -> Listing:
    """A listing that somebody of the Hub decides about, held until the transaction ends.

    Raises:
        LookupError: there is no such listing.
        NotAllowed: whoever decides belongs to the organisation that keeps it or asks for it.
    """
    listing = Listing.held(listing_id)
    if listing is None:
        raise LookupError(f"There is no listing {listing_id}.")
    allow(find_objection(listing_id, by))
    return listing


def assign(
    subject: Subject,
    subject_id: int,
    person_id: int | None,
    *,
    seen: int,
    by: str,
    at: datetime,
    behalf: str,
) -> bool:
    """Let somebody have an item, or nobody (None); False where it is not with `seen` any more (0 for nobody).

    Raises:
        LookupError: there is no such item.
    """
    about = _about(subject, subject_id)
    mark = db.session.get(DeskMark, (subject.value, subject_id), populate_existing=True)
    has = mark.person_id if mark is not None else 0
    if has == (person_id or 0):
        commit()
        return True
    if has != seen:
        commit()
        return False
    if mark is not None:
        db.session.delete(mark)
        db.session.flush()
    if person_id is not None:
        row = DeskMark(kind=subject.value, subject_id=subject_id, person_id=person_id, at=at)
        db.session.add(row)
    what = "take item" if person_id is not None else "let item go"
    AuditEvent.record(what, about, by=by, at=at, behalf=behalf, item=subject.value)
    commit()
    return True


def let_go(subject: Subject, subject_id: int) -> None:
    """Forget who had an item, because it is done with; the caller commits."""
    mark = db.session.get(DeskMark, (subject.value, subject_id))
    if mark is not None:
        db.session.delete(mark)


def note(
    subject: Subject,
    subject_id: int,
    text: str,
    *,
    person_id: int,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Note something on an item, for the Hub only. What stands there already as its last note is not noted twice.

    Raises:
        LookupError: there is no such item.
    """
    about = _about(subject, subject_id)
    notes = list_notes(subject, subject_id)
    if notes and (notes[-1][0].person_id, notes[-1][0].text) == (person_id, text):
        commit()
        return
    row = DeskNote(kind=subject.value, subject_id=subject_id, person_id=person_id, text=text, at=at)
    db.session.add(row)
    AuditEvent.record("note on item", about, by=by, at=at, behalf=behalf, item=subject.value)
    commit()


def _about(subject: Subject, subject_id: int) -> str:
    """The listing that an item is about, held, as the journal writes it."""
    listing_id = find_listing_of(subject, subject_id)
    if listing_id is None or Listing.held(listing_id) is None:
        raise LookupError(f"There is no {subject.value} {subject_id}.")
    return f"listing:{listing_id}"
