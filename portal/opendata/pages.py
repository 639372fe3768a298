"""The files of listings as they are written, and what the pages about them show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.clock import day_of
from portal.opendata.catalogue import COLUMNS, TAKEN
from portal.opendata.models import ImportFile
from portal.opendata.queries import list_open, plan_of
from portal.opendata.rules import Column, Flaw, Outcome, Plan, Planned, as_cell
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing
from portal.providers.queries import count_shown
from portal.providers.rules import UNDISCLOSED
from portal.web.sheets import BOM, written

MOST_SHOWN = 200
BETWEEN = " | "


@dataclass(frozen=True)
class HomePage:
    """What the open data are: how many entries, which columns, and what their codes mean."""

    open: int
    withheld: int
    columns: tuple[Column, ...]
    codes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class LookPage:
    """What taking in a file would do. `counts` are (how many, words)."""

    file: ImportFile
    plan: Plan
    counts: tuple[tuple[int, str], ...]
    flaws: tuple[Flaw, ...]
    rows: tuple[Planned, ...]
    more_flaws: int
    more_rows: int


def home_page(today: date) -> HomePage:
    """What the open data are on `today`."""
    held = sum(1 for _ in list_open(today))
    codes = tuple(
        (column.name, tuple(VOCABULARIES[column.codes].items()))
        for column in COLUMNS
        if column.codes
    )
    return HomePage(held, count_shown(today) - held, COLUMNS, codes)


def listings_file(today: date) -> bytes:
    """The open data on `today` as a CSV file that spreadsheets open rightly."""
    return (BOM + listings_text(list_open(today), today)).encode()


def listings_text(listings: Iterable[Listing], today: date) -> str:
    """These listings as the public sees them on `today`, as a CSV file."""
    rows = (_cells(listing, today) for listing in listings)
    names = [column.name for column in COLUMNS]
    return written(names, ([row[name] for name in names] for row in rows))


def look_page(file: ImportFile, today: date, by: str) -> LookPage:
    """What taking in a file would do now, where `by` (such as "person:7") does it."""
    plan = plan_of(file.text, today, by)
    told = [row for row in plan.rows if row.outcome is not Outcome.SAME]
    return LookPage(
        file=file,
        plan=plan,
        counts=tuple((plan.count(outcome), outcome.value) for outcome in Outcome),
        flaws=plan.flaws[:MOST_SHOWN],
        rows=tuple(told[:MOST_SHOWN]),
        more_flaws=max(0, len(plan.flaws) - MOST_SHOWN),
        more_rows=max(0, len(told) - MOST_SHOWN),
    )


def taken_names() -> tuple[str, ...]:
    """The columns that a file may bring in."""
    return tuple(column.name for column in TAKEN)


def _cells(listing: Listing, today: date) -> Mapping[str, str]:
    """What the public may know of a listing, by column."""
    cells = {column.name: as_cell(_said(listing, column, today)) for column in TAKEN}
    band = listing.price_band_today(today)
    priced = band != UNDISCLOSED
    return cells | {
        "slug": listing.slug,
        "availability": listing.capacity,
        "availability_said_on": as_cell(listing.capacity_said_on if listing.capacity else None),
        "price_band": band if priced else "",
        "price_basis": listing.price_basis if priced else "",
        "price_vat": listing.price_vat if priced else "",
        "price_said_on": as_cell(listing.price_said_on if priced else None),
        "claims": _claims(listing, today),
        "adviser_claims": _adviser_claims(listing, today),
        "claimed": as_cell(listing.is_claimed),
        "confirmed_on": as_cell(listing.confirmed_on),
        "changed_on": day_of(listing.updated_at).isoformat(),
        "example": as_cell(listing.is_example),
    }


def _said(listing: Listing, column: Column, today: date) -> object:
    """A column that a file may also bring in; services that nobody may give are not shown anywhere."""
    if column.field == "service":
        return listing.offer(today).shown
    return listing.codes(column.field) if column.many else getattr(listing, column.field)


def _claims(listing: Listing, today: date) -> str:
    return BETWEEN.join(badge.words for badge in listing.badges(today))


def _adviser_claims(listing: Listing, today: date) -> str:
    words = [
        badge.words
        for adviser in listing.shown_advisers()
        for badge in listing.badges(today, adviser_id=adviser.id)
    ]
    return BETWEEN.join(words)
