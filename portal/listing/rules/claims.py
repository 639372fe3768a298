"""Where a claim to keep a listing stands, which listings may be taken over, and how often anybody may ask."""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.journal.rules import Limit
from portal.providers.rules import ListingStatus

OFFER_LASTS = timedelta(days=14)
LONGEST_CONNECTION = 1_000
LONGEST_REASON = 1_000
ASKING_TO_KEEP = Limit("asking to keep a listing", 10, timedelta(days=1))
MAKING_LISTINGS = Limit("making a listing", 10, timedelta(days=1))

TAKEN_ADDRESSES = frozenset({"compare", "shortlist"})
"""Pages of the directory, which no listing's address may hide behind."""

TAKEN_OVER = frozenset({ListingStatus.STUB, ListingStatus.PUBLISHED})
"""How far a listing has come that anybody may ask for; any other only the Hub can offer."""


class Decision(StrEnum):
    """How a claim or a revision was decided."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ClaimState(StrEnum):
    """Where a claim stands, in the words of the page."""

    OFFERED = "offered by the Hub"
    WAITING = "waiting for the Hub"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


def claim_state(
    *,
    organisation_id: int | None,
    decision: str,
    decided_at: datetime | None,
    ended_at: datetime | None,
) -> ClaimState:
    """Where a claim stands; the values are those of its row."""
    if ended_at is not None:
        return ClaimState.ENDED
    if decided_at is not None:
        return ClaimState[Decision(decision).name]
    return ClaimState.WAITING if organisation_id is not None else ClaimState.OFFERED


class Refusal(StrEnum):
    """Why a listing may not be taken over, in the words of the page."""

    KEPT = "An organisation keeps this listing already. If that is wrong, tell the Careers Hub."
    WAITING = "You have asked for this listing already. The Careers Hub has not decided yet."
    NOT_OPEN = "This listing cannot be taken over at present. Ask the Careers Hub."
    GONE = "This is not open any more."
    OWN_OFFER = "Whoever offered this listing belongs to your organisation. Somebody else at the Careers Hub has to offer it."


class KeepingRefused(Exception):  # noqa: N818 - it is what happened, not a fault
    """A listing may not be taken over; `why` says so in the words of the page."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def may_ask(*, kept: bool, status: str, waits: bool) -> Refusal | None:
    """Why an organisation may not ask to keep a listing; None if it may.

    `waits` says that it has asked, and the Hub has not decided.
    """
    if kept:
        return Refusal.KEPT
    if status not in TAKEN_OVER:
        return Refusal.NOT_OPEN
    return Refusal.WAITING if waits else None


def may_take_up(
    *, state: ClaimState, kept: bool, status: str, offered_by_own: bool
) -> Refusal | None:
    """Why an organisation may not take up what the Hub offers; None if it may.

    `offered_by_own` says that the one at the Hub who offered it belongs to that organisation.
    """
    if state is not ClaimState.OFFERED:
        return Refusal.GONE
    if kept:
        return Refusal.KEPT
    if status == ListingStatus.SUSPENDED:
        return Refusal.NOT_OPEN
    return Refusal.OWN_OFFER if offered_by_own else None
