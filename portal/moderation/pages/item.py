"""What every page of an item shows beside the item itself: who has taken it, what was noted, who may decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from portal.moderation.queries.queue import (
    find_listing_of,
    find_mark,
    find_objection,
    list_notes,
)
from portal.moderation.rules import Refusal, Subject

PAGES = {
    Subject.REVISION: ("moderation.revision", "revision_id"),
    Subject.CREDENTIAL: ("moderation.check", "credential_id"),
    Subject.MISTAKE: ("moderation.mistake", "mistake_id"),
    Subject.CLAIM: ("moderation.claim", "claim_id"),
    Subject.LISTING: ("moderation.listing", "listing_id"),
}
"""The endpoint of an item's page, and what its number is called there."""


@dataclass(frozen=True)
class Note:
    """One note, for the Hub only."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True)
class ItemPage:
    """Who has an item, and what was noted. `objection` says why the reader may not decide it; None if they may."""

    subject: Subject
    subject_id: int
    taken_by: str
    taken_id: int
    taken_at: datetime | None
    is_mine: bool
    notes: tuple[Note, ...]
    objection: Refusal | None
    query: Mapping[str, str]


def item_page(
    subject: Subject, subject_id: int, person_id: int, query: Mapping[str, str] | None = None
) -> ItemPage:
    """What stands beside an item for this reader, one of the Hub's staff.

    `query` is what the queue was asked for, to go on with it from here.
    """
    found = find_mark(subject, subject_id)
    listing_id = find_listing_of(subject, subject_id)
    return ItemPage(
        subject,
        subject_id,
        taken_by=found[1].name if found else "",
        taken_id=found[1].id if found else 0,
        taken_at=found[0].at if found else None,
        is_mine=found is not None and found[1].id == person_id,
        notes=tuple(Note(who, row.at, row.text) for row, who in list_notes(subject, subject_id)),
        objection=find_objection(listing_id, f"person:{person_id}") if listing_id else None,
        query=query or {},
    )


def item_href(subject: Subject, subject_id: int, query: Mapping[str, str] | None = None) -> str:
    """The address of an item's page; `query` is what the queue was asked for, to go on with it from there."""
    endpoint, called = PAGES[subject]
    return url_for(endpoint, **{called: subject_id}, **(query or {}))  # type: ignore[arg-type]  # its stub takes None only for _anchor
