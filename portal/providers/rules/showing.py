"""What of a listing may be shown on a day: old word is not shown as new."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from portal.credentials.rules import months_after

BOROUGHS = ("HAL", "KNO", "LIV", "SHN", "SEF", "WIR")
WHOLE_REGION = "LCR_ALL"
UNDISCLOSED = "P0"

# How long a provider's word is good for; proposals of this portal, not facts about the world.
CONFIRM_MONTHS = 6
GRACE_DAYS = 30
CAPACITY_DAYS = 90
PRICE_MONTHS = 12


class ListingStatus(StrEnum):
    """How far a listing has come."""

    STUB = "STUB"
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    PUBLISHED = "PUBLISHED"
    SUSPENDED = "SUSPENDED"
    ARCHIVED = "ARCHIVED"


def may_be_listed(status: str, confirmed_on: date | None, today: date) -> bool:
    """Whether the public may see a listing on `today`.

    An unclaimed stub has nobody to confirm it, so only published listings go stale: six months
    after the provider confirmed it, and thirty days' grace.
    """
    if status == ListingStatus.STUB:
        return True
    if status != ListingStatus.PUBLISHED or confirmed_on is None:
        return False
    return today <= months_after(confirmed_on, CONFIRM_MONTHS) + timedelta(days=GRACE_DAYS)


def needs_confirming(status: str, confirmed_on: date | None, today: date) -> bool:
    """Whether a shown listing should say that it may be out of date."""
    if status == ListingStatus.STUB or confirmed_on is None:
        return False
    return months_after(confirmed_on, CONFIRM_MONTHS) < today


def is_capacity_fresh(said_on: date | None, today: date) -> bool:
    """Whether what was said about free time is at most 90 days old."""
    return said_on is not None and today <= said_on + timedelta(days=CAPACITY_DAYS)


def price_today(band: str, valid_to: date | None, said_on: date | None, today: date) -> str:
    """The price band that still holds; undisclosed (P0) once its own date or a year has passed."""
    if said_on is None or today > months_after(said_on, PRICE_MONTHS):
        return UNDISCLOSED
    return UNDISCLOSED if valid_to is not None and valid_to < today else band


def boroughs_of(areas: Iterable[str]) -> tuple[str, ...]:
    """The area codes with "all six boroughs" spelt out, each once, in the order given."""
    spelt: dict[str, None] = {}
    for area in areas:
        spelt |= dict.fromkeys(BOROUGHS if area == WHOLE_REGION else (area,))
    return tuple(spelt)
