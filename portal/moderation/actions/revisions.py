"""What the Hub decides about a provider's changes: agree, send back, refuse; of what is shown already, leave or put back.

Each decides what its reader saw: `seen` is `pages.fingerprint` of the page that carried the form.
"""

from datetime import datetime

from portal.db import commit, db
from portal.listing.catalogue.sections import label_of
from portal.listing.models import Revision
from portal.listing.queries import hold_whole
from portal.listing.rules.revisions import RevisionKind, State, names_of
from portal.mail.rules import Letter
from portal.moderation.actions.minding import hold_listing, let_go
from portal.moderation.catalogue.revisions import AGREED, PUT_BACK, REFUSED, RETURNED, SEEN
from portal.moderation.queries.revisions import seen_of
from portal.moderation.rules import Subject, Unseen
from portal.organisation.queries import list_members
from portal.providers.models import Listing

_OPEN = {State.SUBMITTED, State.LIVE}


def agree(revision_id: int, *, seen: str, by: str, at: datetime, behalf: str) -> None:
    """Let the listing say what a revision says; of what is shown already, say that it may stay.

    Raises:
        LookupError: there is no such revision.
        NotAllowed: whoever decides belongs to the organisation that keeps the listing.
        Unseen: it was decided, taken back or changed since `seen`.
    """
    revision, listing = _held(revision_id, seen=seen, by=by)
    is_live = revision.kind == RevisionKind.LIVE
    revision.agree(listing, at=at)
    what = "look at change" if is_live else "agree to change"
    _told(what, revision, listing, SEEN if is_live else AGREED, by=by, at=at, behalf=behalf)


def send_back(
    revision_id: int, reasons: dict[str, str], *, seen: str, by: str, at: datetime, behalf: str
) -> None:
    """Give a revision back with what is asked for, by field ("" for the whole). Errors as of `agree`.

    Raises:
        ValueError: it is shown already, so there is nothing to give back.
    """
    revision, listing = _held(revision_id, seen=seen, by=by)
    if revision.kind == RevisionKind.LIVE:
        db.session.rollback()
        raise ValueError("What is shown already is put back, or left.")
    revision.send_back(reasons, at=at)
    _told("send change back", revision, listing, RETURNED, by=by, at=at, behalf=behalf, why=reasons)


def refuse(
    revision_id: int, reasons: dict[str, str], *, seen: str, by: str, at: datetime, behalf: str
) -> None:
    """Refuse a revision for good; what is shown already is put back as it was. Errors as of `agree`."""
    revision, listing = _held(revision_id, seen=seen, by=by)
    is_live = revision.kind == RevisionKind.LIVE
    revision.refuse(listing, reasons, at=at)
    what, letter = ("put change back", PUT_BACK) if is_live else ("refuse change", REFUSED)
    _told(what, revision, listing, letter, by=by, at=at, behalf=behalf, why=reasons)


def _held(revision_id: int, *, seen: str, by: str) -> tuple[Revision, Listing]:
    """A revision and its listing, whole, both held and as they are now, where they still are as they were seen."""
    found = db.session.get(Revision, revision_id)
    if found is None:
        raise LookupError(f"There is no revision {revision_id}.")
    hold_listing(found.listing_id, by=by)
    listing = hold_whole(found.listing_id)
    revision = db.session.get_one(Revision, revision_id, populate_existing=True)
    if listing is None or revision.state not in _OPEN or seen_of(revision, listing) != seen:
        db.session.rollback()
        raise Unseen
    return revision, listing


def _told(
    what: str,
    revision: Revision,
    listing: Listing,
    letter: Letter,
    *,
    by: str,
    at: datetime,
    behalf: str,
    why: dict[str, str] | None = None,
) -> None:
    """Write down what was decided, tell the provider's people, and commit."""
    reasons = "\n".join(f"{label_of(name)}: {text}" for name, text in (why or {}).items())
    values = {"listing": listing.name} | ({"reasons": reasons} if reasons else {})
    if listing.organisation_id is not None:
        for place in list_members(listing.organisation_id):
            place.tell(letter.name, at=at, link=f"/listing/{listing.id}", values=values)
    let_go(Subject.REVISION, revision.id)
    listing.changed(
        what,
        by=by,
        at=at,
        behalf=behalf,
        revision=revision.id,
        fields=sorted(why) if why else names_of(revision.said),
    )
    commit()
