"""Everything about one listing, and one mistake that was reported about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal.credentials.catalogue import KIND_WORDS, STATE_WORDS
from portal.journal.queries import list_trail
from portal.journal.rules import Line, Wanted
from portal.listing.rules.claims import claim_state
from portal.mail.rules import is_address
from portal.moderation.pages.item import ItemPage, item_href, item_page
from portal.moderation.pages.trail import lines_of, trail_href
from portal.moderation.queries.listings import find_keeper, find_reminded_at, list_claims_to
from portal.moderation.queries.revisions import list_revisions
from portal.moderation.rules import Refusal, Subject
from portal.moderation.rules.settling import Settled, may_remind, may_suspend
from portal.organisation.models import Organisation
from portal.providers.catalogue import LISTING_STATUSES, MISTAKES
from portal.providers.models import Listing, MistakeReport
from portal.providers.queries import list_mistake_reports
from portal.providers.rules import ListingStatus, needs_confirming

LATEST = 15
Entry = tuple[str, str, str]
"""One line of a list: what it is called, its address, and what is said of it."""


@dataclass(frozen=True)
class ListingPage:
    """One listing. `unremindable` and `unstoppable` say why that cannot be done; None where it can."""

    listing: Listing
    status: str
    keeper: Organisation | None
    is_public: bool
    is_stale: bool
    is_stopped: bool
    unstoppable: Refusal | None
    unremindable: Refusal | None
    reminded_at: datetime | None
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    lines: tuple[Line, ...]
    trail_href: str
    item: ItemPage


@dataclass(frozen=True)
class MistakePage:
    """One report. `can_answer` says that whoever reported it left an address, `can_pass_on` that somebody keeps the listing."""

    report: MistakeReport
    listing: Listing
    keeper: Organisation | None
    what: str
    settled: str
    can_answer: bool
    can_pass_on: bool
    is_public: bool
    item: ItemPage

    @property
    def may_decide(self) -> bool:
        """Whether its reader may settle it now."""
        return self.report.settled_at is None and self.item.objection is None


def listing_page(
    listing: Listing,
    person_id: int,
    *,
    today: date,
    at: datetime,
    query: Mapping[str, str],
) -> ListingPage:
    """Everything about one whole listing, for this reader."""
    status = ListingStatus(listing.listing_status)
    reminded_at = find_reminded_at(listing.id)
    wanted = Wanted(subject=f"listing:{listing.id}")
    is_shown_once = status is ListingStatus.PUBLISHED
    return ListingPage(
        listing,
        status=LISTING_STATUSES[status],
        keeper=find_keeper(listing),
        is_public=listing.may_be_listed(today),
        is_stale=is_shown_once and needs_confirming(status, listing.confirmed_on, today),
        is_stopped=status is ListingStatus.SUSPENDED,
        unstoppable=may_suspend(status),
        unremindable=may_remind(listing.organisation_id, reminded_at, at),
        reminded_at=reminded_at,
        groups=_groups(listing, today),
        lines=lines_of(list_trail(wanted, most=LATEST)),
        trail_href=trail_href(wanted),
        item=item_page(Subject.LISTING, listing.id, person_id, query),
    )


def mistake_page(
    report: MistakeReport,
    listing: Listing,
    person_id: int,
    *,
    today: date,
    query: Mapping[str, str],
) -> MistakePage:
    """One report about a whole listing, for this reader."""
    keeper = find_keeper(listing)
    return MistakePage(
        report,
        listing,
        keeper,
        what=MISTAKES[report.what],
        settled=Settled[report.settled].value if report.settled else "",
        can_answer=is_address(report.contact),
        can_pass_on=keeper is not None,
        is_public=listing.may_be_listed(today),
        item=item_page(Subject.MISTAKE, report.id, person_id, query),
    )


def _groups(listing: Listing, today: date) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """What belongs to a listing, in groups that are not empty; each with the way to its own page."""
    groups = (
        ("Changes", _revisions(listing)),
        ("Claims", _credentials(listing, today)),
        ("Requests to keep it", _claims(listing)),
        ("Reported mistakes", _mistakes(listing)),
    )
    return tuple(group for group in groups if group[1])


def _revisions(listing: Listing) -> tuple[Entry, ...]:
    return tuple(
        (
            f"Change {one.id}",
            item_href(Subject.REVISION, one.id),
            one.state.value,
        )
        for one in list_revisions(listing.id)
    )


def _credentials(listing: Listing, today: date) -> tuple[Entry, ...]:
    return tuple(
        (
            f"{KIND_WORDS[one.kind]} {one.id}",
            item_href(Subject.CREDENTIAL, one.id),
            "taken back" if one.withdrawn_at else STATE_WORDS[one.record().state(today)],
        )
        for one in listing.credentials
    )


def _claims(listing: Listing) -> tuple[Entry, ...]:
    return tuple(
        (
            f"Request {one.id}",
            item_href(Subject.CLAIM, one.id),
            claim_state(
                organisation_id=one.organisation_id,
                decision=one.decision,
                decided_at=one.decided_at,
                ended_at=one.ended_at,
            ).value,
        )
        for one in list_claims_to(listing.id)
    )


def _mistakes(listing: Listing) -> tuple[Entry, ...]:
    return tuple(
        (
            f"Report {one.id}",
            item_href(Subject.MISTAKE, one.id),
            Settled[one.settled].value if one.settled else "not settled",
        )
        for one in list_mistake_reports(listing.id)
    )
