"""Reads of listings as files have them, and of the files that wait to be taken in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.listing.queries.claims import list_asked_by
from portal.opendata.catalogue import CODES, NEEDED, TAKEN
from portal.opendata.models import ImportFile
from portal.opendata.rules import Plan, Standing, make_plan, slug_in, tidy, why_left
from portal.providers.models import Listing
from portal.providers.queries import BATCH, list_everything_shown, whole
from portal.providers.rules import Particulars
from portal.web.sheets import Sheet, read_sheet

LATEST = 20


def list_open(today: date) -> Iterator[Listing]:
    """Every listing that the open data hold on `today`, by id: shown, and not kept from search engines."""
    return (listing for listing in list_everything_shown(today) if not listing.noindex)


def find_file(file_id: int) -> ImportFile | None:
    """A file that was sent."""
    return db.session.get(ImportFile, file_id)


def list_files() -> list[ImportFile]:
    """The latest files that were sent, newest first."""
    return list(db.session.scalars(select(ImportFile).order_by(ImportFile.id.desc()).limit(LATEST)))


def plan_of(text: str, today: date, by: str) -> Plan:
    """What taking in the text of a file would do now, where `by` (such as "person:7") does it.

    Raises:
        portal.web.sheets.SheetRefused: it cannot be read as rows.
    """
    sheet = tidy(read_sheet(text))
    return make_plan(
        sheet,
        columns=TAKEN,
        needed=NEEDED,
        standing=_standing(sheet, list_asked_by(by)),
        codes=CODES,
        today=today,
    )


def _standing(sheet: Sheet, own: set[int]) -> dict[str, Standing]:
    slugs = list(dict.fromkeys(slug_in(row.cells) for row in sheet.rows))
    found = {}
    for start in range(0, len(slugs), BATCH):
        chosen = whole().where(Listing.slug.in_(slugs[start : start + BATCH]))
        for listing in db.session.scalars(chosen.order_by(Listing.id)):
            found[listing.slug] = _standing_of(listing, own)
    return found


def _standing_of(listing: Listing, own: set[int]) -> Standing:
    is_kept = listing.organisation_id is not None or listing.is_claimed
    return Standing(
        listing.id,
        listing.version_id,
        {column.field: _value(listing, column.field) for column in TAKEN},
        why_left(
            listing.listing_status,
            is_kept=is_kept,
            is_own=listing.id in own,
            is_example=listing.is_example,
        ),
    )


def _value(listing: Listing, name: str) -> Any:
    if name in Particulars.__dataclass_fields__:
        return getattr(listing, name)
    return listing.codes(name)
