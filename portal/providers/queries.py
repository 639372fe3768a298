"""Reads of the directory. What the public may not see is left out here, by the rule of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from portal.credentials.models import Credential
from portal.db import db
from portal.providers.models import Listing, ListingTerm, MistakeReport, Shortlisted
from portal.providers.rules import ListingStatus, Standing, may_be_listed

MOST_COMPARED = 6
BATCH = 500
# Those that the rule may let through on some day; the rule itself decides with the date.
SHOWABLE = (ListingStatus.STUB.value, ListingStatus.PUBLISHED.value)


@dataclass(frozen=True)
class Shown:
    """One address for the site map."""

    slug: str
    updated_on: date


def find_listing(slug: str, today: date) -> Listing | None:
    """The listing with this slug, whole, if the public may see it on `today`."""
    listing = db.session.scalar(whole().where(Listing.slug == slug))
    return listing if listing is not None and listing.may_be_listed(today) else None


def one_listing(listing_id: int) -> Listing | None:
    """The listing with this id, whole, whether or not the public may see it."""
    return db.session.scalar(whole().where(Listing.id == listing_id))


def one_by_slug(slug: str) -> Listing | None:
    """The listing with this slug, whole, whether or not the public may see it."""
    return db.session.scalar(whole().where(Listing.slug == slug))


def find_standing(listing_id: int, day: date) -> Standing | None:
    """What was shown of a provider's claims at the end of `day`, by what was known then; None for no such listing.

    Whether the listing itself was in the directory on that day is not asked.
    """
    listing = one_listing(listing_id)
    return listing.standing(day) if listing is not None else None


def list_by_ids(ids: Sequence[int], today: date) -> list[Listing]:
    """Those of `ids` that the public may see on `today`, whole, in the order given."""
    found = {listing.id: listing for listing in list_whole(ids)}
    kept = (found[i] for i in dict.fromkeys(ids) if i in found)
    return [listing for listing in kept if listing.may_be_listed(today)]


def list_by_slugs(slugs: Sequence[str], today: date) -> list[Listing]:
    """Those of `slugs` that the public may see on `today`, whole, in the order given."""
    rows = db.session.scalars(whole().where(Listing.slug.in_(slugs)).order_by(Listing.id))
    found = {listing.slug: listing for listing in rows if listing.may_be_listed(today)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]


def list_whole(ids: Sequence[int]) -> list[Listing]:
    """The listings with these ids, whole, by id, whether or not the public may see them."""
    return list(db.session.scalars(whole().where(Listing.id.in_(ids)).order_by(Listing.id)))


def list_everything_shown(today: date) -> Iterator[Listing]:
    """Every listing that the public may see on `today`, whole, by id, fetched batch by batch."""
    ids = list_shown_ids(today)
    for start in range(0, len(ids), BATCH):
        yield from list_whole(ids[start : start + BATCH])


def list_shown_ids(today: date) -> list[int]:
    """The ids of every listing that the public may see on `today`, in order."""
    rows = db.session.execute(
        select(Listing.id, Listing.listing_status, Listing.confirmed_on)
        .where(Listing.listing_status.in_(SHOWABLE))
        .order_by(Listing.id)
    )
    return [
        listing_id
        for listing_id, status, confirmed in rows
        if may_be_listed(status, confirmed, today)
    ]


def list_unplaced(today: date) -> list[tuple[str, str]]:
    """Name and slug of each listing that the public may see on `today` but that no place leads to; by name.

    They are the unclaimed ones: nobody has said yet where they work.
    """
    rows = db.session.execute(
        select(Listing.name, Listing.slug, Listing.listing_status, Listing.confirmed_on)
        .where(
            Listing.listing_status == ListingStatus.STUB.value,
            ~Listing.terms.any(ListingTerm.vocabulary == "area"),
        )
        .order_by(Listing.name)
    )
    return [
        (name, slug)
        for name, slug, status, confirmed in rows
        if may_be_listed(status, confirmed, today)
    ]


def list_addresses(today: date) -> list[Shown]:
    """The addresses that search engines may keep, by slug; `noindex` listings are left out."""
    rows = db.session.execute(
        select(Listing.slug, Listing.updated_at, Listing.listing_status, Listing.confirmed_on)
        .where(Listing.listing_status.in_(SHOWABLE), Listing.noindex.is_(False))
        .order_by(Listing.slug)
    )
    return [
        Shown(slug, updated.date())
        for slug, updated, status, confirmed in rows
        if may_be_listed(status, confirmed, today)
    ]


def count_shown(today: date) -> int:
    """How many listings the public may see on `today`."""
    return len(list_shown_ids(today))


def list_shortlisted(organisation_id: int) -> dict[int, str]:
    """Number -> slug of each listing on a school's shortlist, in the order in which they were put there."""
    rows = (
        select(Listing.id, Listing.slug)
        .join(Shortlisted, Shortlisted.listing_id == Listing.id)
        .where(Shortlisted.organisation_id == organisation_id)
        .order_by(Shortlisted.at, Listing.id)
    )
    return {one.id: one.slug for one in db.session.execute(rows)}


def list_mistake_reports(listing_id: int) -> list[MistakeReport]:
    """What was reported about a listing, oldest first."""
    rows = select(MistakeReport).where(MistakeReport.listing_id == listing_id)
    return list(db.session.scalars(rows.order_by(MistakeReport.id)))


def count_mistake_reports() -> int:
    """How many reports there are."""
    return db.session.scalar(select(func.count()).select_from(MistakeReport)) or 0


def whole() -> Select[Listing]:
    """Listings with everything that a page may ask of them: five queries however many there are."""
    return select(Listing).options(
        selectinload(Listing.terms),
        selectinload(Listing.advisers),
        selectinload(Listing.credentials).selectinload(Credential.checks),
    )
