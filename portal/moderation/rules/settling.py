"""How a reported mistake is settled, and when a listing is stopped, opened again or its provider reminded."""

from datetime import date, datetime
from enum import StrEnum

from portal.moderation.rules.organisations import Refusal
from portal.moderation.rules.queue import REMIND_EVERY
from portal.providers.rules import ListingStatus

_SHOWN = frozenset({ListingStatus.STUB, ListingStatus.PUBLISHED})


class Settled(StrEnum):
    """How the Hub settled a report."""

    MENDED = "mended"
    NOTHING_WRONG = "nothing is wrong"
    PASSED_ON = "passed to the provider"


def may_suspend(status: str) -> Refusal | None:
    """Why a listing may not be stopped; None if it may."""
    return None if status in _SHOWN else Refusal.NOT_SHOWN


def status_lifted(confirmed_on: date | None) -> ListingStatus:
    """What a stopped listing is once it is opened again: a mere name if nobody ever stood by more than that."""
    return ListingStatus.STUB if confirmed_on is None else ListingStatus.PUBLISHED


def may_remind(
    organisation_id: int | None, reminded_at: datetime | None, at: datetime
) -> Refusal | None:
    """Why the provider may not be reminded now; None if it may."""
    if organisation_id is None:
        return Refusal.NOBODY_KEEPS_IT
    if reminded_at is not None and at - reminded_at < REMIND_EVERY:
        return Refusal.REMINDED
    return None
