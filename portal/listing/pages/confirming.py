"""What somebody sees who follows the link of a reminder: their listings, and until when each fact counts."""

from dataclasses import dataclass
from datetime import date

from portal.credentials.rules import long_date, months_after
from portal.listing.catalogue.freshness import FACTS
from portal.listing.queries.freshness import find_booking_weeks, kept_of, list_confirmable
from portal.listing.rules.freshness import CONFIRMED, Due, Fact, due_of, facts_of
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing
from portal.providers.rules.showing import PRICE_MONTHS


@dataclass(frozen=True)
class Looked:
    """One listing as it is looked at: what can be ticked, each with its words and dates, and what else is due.

    `slug` is empty where the public page is not there.
    """

    id: int
    version: int
    name: str
    slug: str
    choices: tuple[tuple[str, str, str], ...]
    others: tuple[str, ...]


def looked_at(person_id: int, today: date) -> tuple[Looked, ...]:
    """The published listings of a person's providers, by name."""
    weeks = find_booking_weeks()
    return tuple(_looked(listing, today, weeks) for listing in list_confirmable(person_id))


def _looked(listing: Listing, today: date, weeks: int) -> Looked:
    kept = kept_of(listing)
    own = {due.fact: due for due in facts_of(kept, today) if due.fact in CONFIRMED}
    return Looked(
        id=listing.id,
        version=listing.version_id,
        name=listing.name,
        slug=listing.slug if listing.may_be_listed(today) else "",
        choices=tuple(_choice(listing, own[fact], today) for fact in CONFIRMED if fact in own),
        others=tuple(
            due.words(today, booking_weeks=weeks)
            for due in due_of(kept, today)
            if due.fact not in CONFIRMED
        ),
    )


def _choice(listing: Listing, due: Due, today: date) -> tuple[str, str, str]:
    said, on = {
        Fact.LISTING: ("", listing.confirmed_on),
        Fact.CAPACITY: (
            VOCABULARIES["capacity"].get(listing.capacity, ""),
            listing.capacity_said_on,
        ),
        Fact.PRICE: (VOCABULARIES["price_band"].get(listing.price_band, ""), listing.price_said_on),
    }[due.fact]
    words = f"{FACTS[due.fact]}: {said}" if said else FACTS[due.fact]
    told = "You said so today." if on == today else f"Last said on {long_date(on)}." if on else ""
    until = (
        f"It counted until {long_date(due.due_on)}."
        if due.due_on < today
        else f"It counts until {long_date(due.due_on)}."
    )
    more = ""
    if due.fact is Fact.PRICE and on != today:
        more = f" If you tick it, until {long_date(months_after(today, PRICE_MONTHS))}."
    return due.fact.value, words, f"{told} {until}{more}".strip()
