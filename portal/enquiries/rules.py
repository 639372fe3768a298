"""Where an enquiry stands, what counts as the same question, and how much may be sent to whom."""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.journal.rules import Limit

LONGEST_TEXT = 2_000
LONGEST_NOTE = 500
PROOF_LASTS = timedelta(days=7)
KEPT = timedelta(days=2 * 365)

_DAY = timedelta(days=1)
FROM_ONE = Limit("enquiries of one school", 10, _DAY)
"""Of one school's people together, or from one address that is not signed in."""
TO_ONE = Limit("enquiries of one school to one listing", 3, _DAY)
TO_LISTING = Limit("enquiries to one listing", 20, _DAY)
"""That reach its keepers, whoever sends them."""
FROM_NETWORK = Limit("enquiries from one network", 30, _DAY)
LINKS_TO = Limit("links to send an enquiry", 5, _DAY)
"""To one address, which somebody else may have typed."""
TURNS = Limit("messages of one side of an enquiry", 10, _DAY)


class Side(StrEnum):
    """Who of the two wrote something."""

    SCHOOL = "school"
    PROVIDER = "provider"


class State(StrEnum):
    """Where an enquiry stands, in words."""

    UNPROVED = "not sent yet"
    WAITING = "not answered yet"
    ANSWERED = "answered"
    CLOSED = "closed"


def state_of(proved_at: datetime | None, closed_at: datetime | None, last: str) -> State:
    """Where an enquiry stands; `last` is the Side that wrote last."""
    if proved_at is None:
        return State.UNPROVED
    if closed_at is not None:
        return State.CLOSED
    return State.ANSWERED if last == Side.PROVIDER else State.WAITING


def proof_is_open(made_at: datetime, at: datetime) -> bool:
    """Whether a question whose address is not proved may still be sent on."""
    return at < made_at + PROOF_LASTS


def alike(text: str) -> str:
    """`text` as it is compared with another: case and white space make no other question of it."""
    return " ".join(text.casefold().split())
