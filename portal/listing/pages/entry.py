"""The page of one kept listing: what is done and missing, what the Hub asks for, and what schools see of it."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, url_for

from portal.listing.catalogue.sections import LABELS, TITLES, Told, in_words, label_of
from portal.listing.models import Revision, lacking_of, shows_at_once, standing_of
from portal.listing.queries import find_kept
from portal.listing.queries.freshness import kept_of
from portal.listing.queries.revisions import list_refused
from portal.listing.rules.freshness import facts_of
from portal.listing.rules.revisions import (
    ADVISER,
    MAY_WITHDRAW,
    SECTIONS,
    Section,
    State,
    Values,
    merged,
    missing,
    says_something,
    sections_with,
)
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus, needs_confirming
from portal.web.filters import day

Task = tuple[str, str, str, str, str]
"""Title, address, hint, status, tone, as the macro of tasks takes them."""
Reason = tuple[str, str, str]
"""What it is about, what the Hub says, and where that is changed."""

WHERE = {
    ListingStatus.STUB: "Schools see only the name of this listing until the Hub has agreed to what you enter.",
    ListingStatus.DRAFT: "Schools do not see this listing yet. They will once the Hub has agreed to it.",
    ListingStatus.SUBMITTED: "Schools do not see this listing yet. They will once the Hub has agreed to it.",
    ListingStatus.PUBLISHED: "Schools see this listing.",
    ListingStatus.SUSPENDED: "The Hub has taken this listing out of the directory. Ask the Hub what has to change.",
    ListingStatus.ARCHIVED: "You took this listing out of the directory. Schools do not see it.",
}
STALE = "Schools see this listing last, with a note that it may be out of date: say that it is still correct."
UNLISTED = "Schools do not see this listing, because nobody has said for too long that it is still correct."


@dataclass(frozen=True)
class Person:
    """One adviser on the list of people."""

    adviser: Adviser
    label: str
    supervisor: str
    status: str


@dataclass(frozen=True)
class EntryPage:
    """One kept listing."""

    listing: Listing
    where: str
    is_public: bool
    state: State | None
    sent_at: datetime | None
    checked: tuple[Task, ...]
    at_once: tuple[Task, ...]
    done: int
    total: int
    missing: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    refused: tuple[tuple[str, tuple[Reason, ...]], ...]
    changes: tuple[Told, ...]
    fresh: tuple[str, ...]
    may_confirm: bool
    may_withdraw: bool
    may_bring_back: bool

    @property
    def may_send(self) -> bool:
        """Whether there is something to send to the Hub."""
        waits = self.state in {State.DRAFT, State.RETURNED}
        return waits and bool(self.changes) and not self.missing


@dataclass(frozen=True)
class PeoplePage:
    """The advisers of a kept listing."""

    listing: Listing
    people: tuple[Person, ...]
    with_hub: bool
    reason: str


def entry_page(
    listing_id: int, organisation_id: int, today: date, now: datetime
) -> EntryPage | None:
    """The page of a kept listing; None where this organisation keeps none of that number."""
    listing, edit = find_kept(listing_id, organisation_id), Revision.open_of(listing_id)
    if listing is None:
        return None
    standing = standing_of(listing)
    shown = merged(standing, edit.said if edit is not None else {})
    changes = edit.changes(listing) if edit is not None else ()
    reasons = edit.reasons if edit is not None else {}
    changed, status = {one.name for one in changes}, ListingStatus(listing.listing_status)
    is_public = listing.may_be_listed(today)
    tasks = _Tasks(listing, shown, changed, set(reasons), shows_at_once(listing))
    needing = [one for one in SECTIONS if one.needed and not (one.live and tasks.is_live)]
    lacking = [(one, name) for name in lacking_of(listing, edit) for one in sections_with([name])]
    return EntryPage(
        listing=listing,
        where=_where(listing, today),
        is_public=is_public,
        state=edit.state if edit is not None else None,
        sent_at=edit.submitted_at if edit is not None else None,
        checked=tasks.of(live=False),
        at_once=tasks.of(live=True),
        done=len(needing) - len({section.slug for section, _ in lacking}),
        total=len(needing),
        missing=tuple((LABELS[name], section_href(listing, section)) for section, name in lacking),
        reasons=reasons_of(listing, reasons),
        refused=tuple(
            (day(one.decided_at), reasons_of(listing, one.reasons))
            for one in list_refused(listing_id, now)
        ),
        changes=in_words(changes),
        fresh=_fresh(listing, today),
        may_confirm=status is ListingStatus.PUBLISHED,
        may_withdraw=status in MAY_WITHDRAW,
        may_bring_back=status is ListingStatus.ARCHIVED,
    )


def people_page(listing_id: int, organisation_id: int) -> PeoplePage | None:
    """The advisers of a kept listing; None where this organisation keeps none of that number."""
    listing, edit = find_kept(listing_id, organisation_id), Revision.open_of(listing_id)
    if listing is None:
        return None
    people = tuple(_person(one, edit) for one in listing.advisers if one.left_at is None)
    with_hub = edit is not None and edit.state is State.SUBMITTED
    reason = edit.reasons.get("people", "") if edit is not None else ""
    return PeoplePage(listing, people, with_hub, reason)


def reasons_of(listing: Listing, reasons: dict[str, str]) -> tuple[Reason, ...]:
    """What the Hub says of each field, and where it is changed; first what concerns the whole."""
    order = ["", *(name for section in SECTIONS for name in section.names)]
    names = sorted(reasons, key=lambda name: order.index(name) if name in order else len(order))
    return tuple((label_of(name), reasons[name], _href(listing, name)) for name in names)


def section_href(listing: Listing, section: Section) -> str:
    """The address of a section's form."""
    return url_for("listing.section", listing_id=listing.id, slug=section.slug)


def _href(listing: Listing, name: str) -> str:
    if name.startswith(ADVISER) or name == "people":
        return url_for("listing.people", listing_id=listing.id)
    found = next(sections_with([name]), None)
    return f"{section_href(listing, found)}#reason-{name}" if found is not None else ""


@dataclass(frozen=True)
class _Tasks:
    """The sections with how far each has come."""

    listing: Listing
    shown: Values
    changed: set[str]
    asked: set[str]
    is_live: bool

    def of(self, *, live: bool) -> tuple[Task, ...]:
        """The sections of one group, then the pages that stand beside them."""
        rows = [self._task(one) for one in SECTIONS if (one.live and self.is_live) is live]
        return tuple(rows) if live else (*rows, self._people(), *self._credentials())

    def _task(self, section: Section) -> Task:
        names, lacking = set(section.names), missing(self.shown, section)
        status, tone = "Complete", "done"
        if lacking:
            status, tone = "Something is missing", "todo"
        elif not says_something(self.shown, section):
            status, tone = "Optional", "todo"
        elif names & self.changed:
            status, tone = "Changed", "started"
        if names & self.asked:
            status, tone = "The Hub asks for a change", "due-soon"
        hint = f"Missing: {', '.join(LABELS[name].lower() for name in lacking)}" if lacking else ""
        return (TITLES[section.slug], section_href(self.listing, section), hint, status, tone)

    def _people(self) -> Task:
        present = [one for one in self.listing.advisers if one.left_at is None]
        address = url_for("listing.people", listing_id=self.listing.id)
        status, tone, hint = f"{len(present)} listed", "done", ""
        if not present:
            status, tone = "Nobody listed", "todo"
            hint = "Personal guidance is shown only with a qualified adviser"
        elif any(name.startswith(ADVISER) for name in self.changed):
            status, tone = "Changed", "started"
        if any(name.startswith(ADVISER) or name == "people" for name in self.asked):
            status, tone = "The Hub asks for a change", "due-soon"
        return (TITLES["people"], address, hint, status, tone)

    def _credentials(self) -> tuple[Task, ...]:
        if "listing.credentials" not in current_app.view_functions:
            return ()
        held = [one for one in self.listing.credentials if one.withdrawn_at is None]
        waits = sum(one.accepted_at is None for one in held)
        status = f"{waits} wait for the Hub" if waits else f"{len(held)} recorded"
        address = url_for("listing.credentials", listing_id=self.listing.id)
        return (
            (
                TITLES["credentials"],
                address,
                "",
                status,
                "started" if waits or not held else "done",
            ),
        )


def _person(adviser: Adviser, edit: Revision | None) -> Person:
    entry = edit.entry_of(adviser) if edit is not None else {}
    label = entry.get("label", adviser.label)
    supervisor = entry.get("supervisor", adviser.supervisor)
    status = "Waits for the Hub" if adviser.accepted_at is None else "Shown"
    if adviser.accepted_at is not None and (label, supervisor) != (
        adviser.label,
        adviser.supervisor,
    ):
        status = f"Shown as “{adviser.label}” until the Hub has agreed"
    return Person(adviser, label, supervisor, status)


def _where(listing: Listing, today: date) -> str:
    status = ListingStatus(listing.listing_status)
    if status is ListingStatus.PUBLISHED and not listing.may_be_listed(today):
        return UNLISTED
    stale = needs_confirming(status, listing.confirmed_on, today)
    return STALE if status is ListingStatus.PUBLISHED and stale else WHERE[status]


def _fresh(listing: Listing, today: date) -> tuple[str, ...]:
    """How long what it says holds, and what its provider and its advisers hold."""
    return tuple(due.words(today) for due in facts_of(kept_of(listing), today))
