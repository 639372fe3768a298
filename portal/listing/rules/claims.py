"""Where a claim to keep a listing stands, and who may decide it."""

from datetime import datetime
from enum import StrEnum


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
