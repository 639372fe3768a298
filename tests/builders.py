"""Listings for tests, made through the same actions as everybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from portal.credentials.rules import Claim, Kind, Result, Seen
from portal.providers.actions import add_adviser, add_listing, record_check, record_credential
from portal.providers.rules import ListingStatus, Particulars, slug_of

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)

TERMS: Mapping[str, Sequence[str]] = {
    "area": ("WIR", "LIV"),
    "setting": ("MS_11_16",),
    "year": ("Y10", "Y11"),
    "service": ("PG1", "PG_FU", "PARENT_EVE"),
    "specialism": ("POST16",),
    "mode": ("F2F_SCHOOL",),
    "language": ("pl",),
}


def add_provider(
    name: str = "Lantern Lane Careers",
    *,
    status: ListingStatus = ListingStatus.PUBLISHED,
    confirmed_on: date | None = DAY,
    is_example: bool = False,
    terms: Mapping[str, Sequence[str]] = TERMS,
    **more: Any,
) -> int:
    """A published listing of a charity on Merseyside; `more` are further particulars."""
    said = replace(
        Particulars(name, "ORG_CHARITY", summary="Guidance for schools.", terms=terms),
        **more,
    )
    return add_listing(
        said,
        slug=slug_of(name),
        status=status,
        claimed_on=None if status is ListingStatus.STUB else DAY,
        confirmed_on=confirmed_on,
        is_example=is_example,
        by="test",
        at=AT,
    )


def add_person(listing_id: int, qualification: str = "Q7_QCD", cdi: str = "RCDP_CURRENT") -> int:
    """An adviser, whose claims nobody has checked."""
    return add_adviser(
        listing_id,
        "Lead adviser",
        qualification=qualification,
        cdi_status=cdi,
        supervisor="Head of guidance" if qualification == "Q_TRAINEE" else "",
        by="test",
        at=AT,
    )


def add_matrix(listing_id: int, due: date, *, checked_on: date | None = None) -> int:
    """A matrix certificate that falls due on `due`; checked by the Hub when a day is given."""
    claim = Claim(Kind.MATRIX, "HELD", DAY, "2023", date(2026, 1, 1), due)
    credential_id = record_credential(listing_id, claim, by="test", at=AT)
    if checked_on is not None:
        check(credential_id, checked_on)
    return credential_id


def check(credential_id: int, on: date, result: Result = Result.CONFIRMED) -> int:
    """A look of the Hub at the evidence."""
    return record_check(credential_id, Seen(on, "the Hub", result), by="test", at=AT)
