"""Writes of a provider's advisers: somebody new waits for the Hub, a new name does too, and whoever leaves goes at once."""

from datetime import datetime

from portal.credentials.rules import Kind, Problem, is_in_training
from portal.db import commit, db
from portal.journal.models import Receipt
from portal.listing.actions.editing import begin_edit, merged_said
from portal.listing.actions.keeping import NotKept, audit, editable, kept
from portal.listing.models import Revision, entry_of, standing_of
from portal.listing.rules.revisions import (
    RevisionKind,
    State,
    fingerprint,
    without_repeats,
)
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingRefused, adviser_problems

MOST = 60
"""Of how many advisers a listing tells at most."""


class EntryChanged(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody changed the adviser's entry since its form was opened; `now` holds what it says."""

    def __init__(self, now: dict[str, str]) -> None:
        super().__init__("the entry was changed")
        self.now = now


def add_adviser(
    listing_id: int,
    label: str,
    supervisor: str,
    *,
    key: str,
    outcome: str,
    keeper_id: int,
    person_id: int | None,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Add somebody who meets pupils; they wait for the Hub with the rest of the changes. Their number.

    `key` is the form's, and `outcome` the address that it leads to.

    Raises:
        NotKept, WithTheHub: as said there.
        ListingRefused: with a problem for each field that cannot be recorded.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(key, outcome, at)
    listing = kept(listing_id, keeper_id)
    edit = editable(listing_id) or begin_edit(listing_id, person_id, at)
    problems = list(adviser_problems(label, supervisor, ""))
    if len([one for one in listing.advisers if one.left_at is None]) >= MOST:
        problems.append(Problem("label", f"A listing has room for {MOST} advisers"))
    if problems:
        db.session.rollback()
        raise ListingRefused(problems)
    adviser = Adviser(listing_id=listing_id, label=label, supervisor=supervisor)
    db.session.add(adviser)
    edit.saved_at = at
    db.session.flush()
    audit("add adviser", listing_id, adviser=adviser.id, by=by, at=at, behalf=behalf)
    commit()
    return adviser.id


def edit_adviser(
    listing_id: int,
    adviser_id: int,
    entry: dict[str, str],
    *,
    seen: str,
    keeper_id: int,
    person_id: int | None,
    take_back: bool = False,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Change what an adviser is called and who supervises them; the public copy waits for the Hub.

    `seen` is the fingerprint of the entry when its form was opened; `entry` has "label" and "supervisor".

    Raises:
        NotKept, WithTheHub: as said there; also where the adviser is not one of the listing's.
        EntryChanged: the entry does not say that any more, nor what was typed.
        ListingRefused: with a problem for each field that cannot be recorded.
    """
    listing = kept(listing_id, keeper_id)
    adviser = _own(listing, adviser_id)
    edit = Revision.open_of(listing_id, RevisionKind.EDIT)
    now = edit.entry_of(adviser) if edit is not None else entry_of(adviser)
    if now == entry:
        commit()
        return
    if fingerprint(now, now) != seen:
        db.session.rollback()
        raise EntryChanged(now)
    _refuse_unsound(listing, adviser_id, entry)
    edit = editable(listing_id, take_back=take_back) or begin_edit(listing_id, person_id, at)
    _enter(listing, adviser, entry, edit)
    edit.saved_at = at
    audit("edit adviser", listing_id, adviser=adviser_id, by=by, at=at, behalf=behalf)
    commit()


def _enter(listing: Listing, adviser: Adviser, entry: dict[str, str], edit: Revision) -> None:
    """Put the entry where it waits for the Hub: in the edit, or in the row that nobody sees yet."""
    if adviser.accepted_at is None:
        adviser.label, adviser.supervisor = entry["label"], entry["supervisor"]
        return
    said = merged_said(edit.said, {"advisers": {str(adviser.id): entry}})
    edit.said = without_repeats(standing_of(listing), said)


def _refuse_unsound(listing: Listing, adviser_id: int, entry: dict[str, str]) -> None:
    training = training_of(listing, adviser_id)
    problems = adviser_problems(entry["label"], entry["supervisor"], training)
    if problems:
        db.session.rollback()
        raise ListingRefused(problems)


def remove_adviser(
    listing_id: int, adviser_id: int, *, keeper_id: int, by: str, at: datetime, behalf: str
) -> str:
    """Take an adviser off the listing, at once; what they were called. What they held stays on record.

    Raises:
        NotKept: the organisation does not keep the listing, or the adviser is not one of its own.
        WithTheHub: the adviser is among the changes that lie before the Hub.
    """
    listing = kept(listing_id, keeper_id)
    adviser = _own(listing, adviser_id, also_left=True)
    label = adviser.label
    if adviser.left_at is not None:
        commit()
        return label
    waits = adviser.accepted_at is None
    edit = editable(listing_id) if waits else Revision.open_of(listing_id, RevisionKind.EDIT)
    adviser.left_at = at
    if edit is not None and edit.state is not State.SUBMITTED and edit.said.get("advisers"):
        people = {k: one for k, one in edit.said["advisers"].items() if k != str(adviser_id)}
        edit.said = merged_said({**edit.said, "advisers": people}, {})
    listing.changed("remove adviser", by=by, at=at, behalf=behalf, adviser=adviser_id)
    commit()
    return label


def training_of(listing: Listing, adviser_id: int) -> str:
    """The code of what an adviser is training for; empty for nothing."""
    held = (
        one.status
        for one in listing.credentials
        if one.adviser_id == adviser_id
        and one.kind == Kind.QUALIFICATION
        and one.withdrawn_at is None
    )
    return next((code for code in held if is_in_training(code)), "")


def _own(listing: Listing, adviser_id: int, *, also_left: bool = False) -> Adviser:
    """An adviser of the listing who has not left; or who has, where that is as good."""
    for one in listing.advisers:
        if one.id == adviser_id and (also_left or one.left_at is None):
            return one
    db.session.rollback()
    raise NotKept(adviser_id)
