"""What a provider decides of its own listing: send the changes to the Hub, take them back, drop them, withdraw, bring back, confirm."""

from datetime import datetime

from portal.clock import day_of
from portal.db import commit, db
from portal.listing.actions.keeping import audit, kept
from portal.listing.catalogue.deciding import WITHDRAWN
from portal.listing.models import Revision, lacking_of
from portal.listing.rules.revisions import (
    MAY_WITHDRAW,
    RevisionKind,
    State,
    names_of,
    status_brought_back,
)
from portal.organisation.queries import list_members
from portal.providers.rules import ListingStatus


class NotReady(Exception):  # noqa: N818 - it is what happened, not a fault
    """The changes cannot go to the Hub yet: `lacking` names the fields that say nothing; without any, nothing changed."""

    def __init__(self, lacking: tuple[str, ...]) -> None:
        super().__init__("not ready")
        self.lacking = lacking


def submit(
    listing_id: int, *, keeper_id: int, person_id: int | None, by: str, at: datetime, behalf: str
) -> None:
    """Send the open edit to the Hub. What is there already is not sent again.

    Raises:
        NotKept: the organisation does not keep the listing.
        NotReady: something that schools need is missing, or nothing is to change.
    """
    listing = kept(listing_id, keeper_id)
    edit = Revision.open_of(listing_id, RevisionKind.EDIT)
    if edit is not None and edit.state is State.SUBMITTED:
        commit()
        return
    lacking = lacking_of(listing, edit)
    if edit is None or lacking or not edit.changes(listing):
        db.session.rollback()
        raise NotReady(lacking)
    edit.submit(person_id=person_id, at=at)
    detail = {"revision": edit.id, "fields": names_of(edit.said)}
    audit("send listing to the Hub", listing_id, by=by, at=at, behalf=behalf, **detail)
    commit()


def take_back(listing_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str) -> bool:
    """Take the changes back from the Hub; whether they lay there.

    Raises:
        NotKept: the organisation does not keep the listing.
    """
    kept(listing_id, keeper_id)
    edit = Revision.open_of(listing_id, RevisionKind.EDIT)
    waits = edit is not None and edit.state is State.SUBMITTED
    if edit is not None and waits:
        edit.take_back()
        detail = {"revision": edit.id}
        audit("take listing back from the Hub", listing_id, by=by, at=at, behalf=behalf, **detail)
    commit()
    return waits


def discard(listing_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str) -> bool:
    """Drop every change that is not agreed yet, people who wait among them; whether there was one.

    Raises:
        NotKept: the organisation does not keep the listing.
    """
    listing = kept(listing_id, keeper_id)
    edit = Revision.open_of(listing_id, RevisionKind.EDIT)
    if edit is not None:
        detail = {"revision": edit.id, "fields": names_of(edit.said)}
        edit.discard(listing, at=at)
        audit("drop changes", listing_id, by=by, at=at, behalf=behalf, **detail)
    commit()
    return edit is not None


def withdraw(
    listing_id: int, *, keeper_id: int, person_id: int | None, by: str, at: datetime, behalf: str
) -> bool:
    """Take the listing out of the directory at once, and tell the colleagues; whether it is out now.

    Raises:
        NotKept: the organisation does not keep the listing.
    """
    listing = kept(listing_id, keeper_id)
    if listing.listing_status in MAY_WITHDRAW:
        was, listing.listing_status = listing.listing_status, ListingStatus.ARCHIVED.value
        listing.changed("withdraw listing", by=by, at=at, behalf=behalf, was=was)
        people = list_members(keeper_id)
        names = {one.person_id: one.person.name for one in people}
        told = {"person": names.get(person_id or 0, "A colleague"), "listing": listing.name}
        for one in people:
            if one.person_id != person_id:
                one.tell(WITHDRAWN.name, at=at, link=f"/listing/{listing_id}", values=told)
    is_out = listing.listing_status == ListingStatus.ARCHIVED
    commit()
    return is_out


def bring_back(
    listing_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str
) -> ListingStatus:
    """Bring a withdrawn listing back as the Hub last agreed it; what it is now.

    Raises:
        NotKept: the organisation does not keep the listing.
    """
    listing = kept(listing_id, keeper_id)
    if listing.listing_status == ListingStatus.ARCHIVED:
        status = status_brought_back(was_agreed=listing.confirmed_on is not None)
        listing.listing_status = status.value
        listing.changed("bring listing back", by=by, at=at, behalf=behalf, status=status.value)
    status = ListingStatus(listing.listing_status)
    commit()
    return status


def confirm(listing_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str) -> bool:
    """Record that the provider looked at its published listing today and stands by it; whether the Hub has agreed it.

    What the Hub never agreed is not confirmed: that would put it before schools.

    Raises:
        NotKept: the organisation does not keep the listing.
    """
    listing, today = kept(listing_id, keeper_id), day_of(at)
    was_agreed = listing.confirmed_on is not None
    is_published = listing.listing_status == ListingStatus.PUBLISHED and was_agreed
    if is_published and listing.confirmed_on != today:
        listing.confirmed_on = today
        listing.changed("confirm listing", by=by, at=at, behalf=behalf)
    commit()
    return is_published
