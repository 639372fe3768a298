"""Writes of what a listing says: a section is saved into the open edit, or shown at once where it may be."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from portal.clock import day_of
from portal.credentials.rules import Problem
from portal.db import commit, db
from portal.listing.actions.keeping import audit, editable, kept
from portal.listing.models import Revision, shows_at_once, standing_of
from portal.listing.rules.privacy import privacy_problems
from portal.listing.rules.revisions import (
    DAYS,
    SAID_ON,
    RevisionKind,
    Section,
    Values,
    fingerprint,
    merged,
    value_in,
    without_repeats,
)
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing
from portal.providers.rules import ListingRefused, Particulars, listing_problems


class SectionChanged(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody saved the section since its form was opened; `now` holds what it says."""

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("the section was changed")
        self.now = now


def save_section(
    listing_id: int,
    section: Section,
    typed: Mapping[str, Any],
    *,
    seen: str,
    keeper_id: int,
    person_id: int | None,
    take_back: bool = False,
    by: str,
    at: datetime,
    behalf: str,
) -> bool:
    """Save one section, as JSON keeps its values by name; whether that is public at once.

    `seen` is the fingerprint of what it said when its form was opened; `take_back`: take the edit back from the Hub.

    Raises:
        NotKept, WithTheHub: the organisation does not keep the listing; the changes lie before the Hub.
        SectionChanged: the section does not say that any more, nor what was typed; nothing is saved.
        ListingRefused: with a problem for each field that cannot be recorded.
    """
    listing = kept(listing_id, keeper_id)
    signed: dict[str, Any] = {"by": by, "at": at, "behalf": behalf}
    shown = _shown(listing, at_once=(at_once := section.live and shows_at_once(listing)))
    if fingerprint(shown, section.names) == fingerprint(typed, section.names):
        if at_once:
            _say_again(listing, section, **signed)
        commit()
        return at_once
    said = _checked(shown, section, typed, seen, at)
    if at_once:
        _live(listing, person_id, at).say_at_once(listing, said, at)
        listing.changed("say at once", **signed, fields=list(section.names))
    else:
        edit = editable(listing_id, take_back=take_back) or begin_edit(listing_id, person_id, at)
        _enter(listing, said, edit, at)
        audit("edit listing", listing_id, **signed, fields=list(section.names))
    commit()
    return at_once


def _enter(listing: Listing, said: dict[str, Any], edit: Revision, at: datetime) -> None:
    """Put what was said into the edit; what stands already is not repeated there."""
    edit.said = without_repeats(standing_of(listing), merged_said(edit.said, said))
    edit.saved_at = at


def _checked(
    shown: dict[str, Any], section: Section, typed: Mapping[str, Any], seen: str, at: datetime
) -> dict[str, Any]:
    """What was typed as the edit keeps it, where nobody saved the section meanwhile and all of it can be recorded."""
    if fingerprint(shown, section.names) != seen:
        db.session.rollback()
        raise SectionChanged({name: value_in(shown, name) for name in section.names})
    said = {**_shaped(section, typed), **_dated(section, at)}
    _refuse_unsound(merged(shown, said), section, at)
    return said


def _shown(listing: Listing, *, at_once: bool) -> dict[str, Any]:
    """What the forms show: what stands, with the open edit applied where the section belongs to it."""
    edit = None if at_once else Revision.open_of(listing.id, RevisionKind.EDIT)
    return merged(standing_of(listing), edit.said if edit is not None else {})


def begin_edit(listing_id: int, person_id: int | None, at: datetime) -> Revision:
    """An empty edit; the caller says what is to change, and commits."""
    edit = Revision(
        listing_id=listing_id,
        kind=RevisionKind.EDIT.value,
        said={},
        was={},
        reasons={},
        made_by=person_id,
        made_at=at,
        saved_at=at,
    )
    db.session.add(edit)
    return edit


def merged_said(before: Values, said: Values) -> dict[str, Any]:
    """What an edit says once `said` is added; it has terms and advisers only where it says something of them."""
    whole = merged(before, said)
    return {
        name: value for name, value in whole.items() if value or name not in {"terms", "advisers"}
    }


def _live(listing: Listing, person_id: int | None, at: datetime) -> Revision:
    found = Revision.open_of(listing.id, RevisionKind.LIVE)
    if found is not None:
        return found
    live = begin_edit(listing.id, person_id, at)
    live.kind = RevisionKind.LIVE.value
    return live


def _shaped(section: Section, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as a revision keeps it: vocabularies under "terms"."""
    said: dict[str, Any] = {name: typed[name] for name in section.fields}
    if section.terms:
        said["terms"] = {name: list(typed[name]) for name in section.terms}
    return said


def _dated(section: Section, at: datetime) -> dict[str, Any]:
    """The day of the word, where the section has one."""
    day = SAID_ON.get(section.slug)
    return {} if day is None else {day: day_of(at).isoformat()}


def _say_again(listing: Listing, section: Section, *, by: str, at: datetime, behalf: str) -> None:
    """Whoever saves their availability as it stands says that it is still so; of other sections nothing changes."""
    day = SAID_ON.get(section.slug)
    if day is not None and getattr(listing, day) != day_of(at):
        setattr(listing, day, day_of(at))
        listing.changed("confirm availability", by=by, at=at, behalf=behalf)


def _refuse_unsound(said: Values, section: Section, at: datetime) -> None:
    """Refuse what this section may not say; what others say is refused where it is typed."""
    own = {one.name for one in fields(Particulars)}
    values: dict[str, Any] = {
        name: date.fromisoformat(value) if name in DAYS and value else value
        for name, value in said.items()
        if name in own
    }
    found: list[Problem] = [
        *listing_problems(Particulars(**values), VOCABULARIES, day_of(at)),
        *privacy_problems(said),
    ]
    ours = [problem for problem in found if problem.field in section.names]
    if ours:
        db.session.rollback()
        raise ListingRefused(ours)
