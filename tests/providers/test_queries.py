"""Reads of the directory: what may be shown, in the order asked for, in a constant number of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import InvalidRequestError

from portal.credentials.rules import Claim, Kind
from portal.db import db
from portal.providers.actions import record_credential
from portal.providers.indexing import entry_of
from portal.providers.models import Listing
from portal.providers.queries import (
    count_mistake_reports,
    count_shown,
    find_listing,
    list_addresses,
    list_by_ids,
    list_by_slugs,
    list_everything_shown,
    list_shown_ids,
    one_by_slug,
    one_listing,
)
from portal.providers.rules import ListingStatus
from tests.builders import AT, DAY, add_matrix, add_person, add_provider


@contextmanager
def counted() -> Iterator[list[str]]:
    """The reads sent to the database meanwhile."""
    sent: list[str] = []

    def note(*arguments: object) -> None:
        if str(arguments[2]).startswith("SELECT"):
            sent.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def one_of_each_status() -> dict[str, int]:
    ids = {}
    for status in ListingStatus:
        confirmed = None if status is ListingStatus.STUB else DAY
        ids[status.value] = add_provider(status.value, status=status, confirmed_on=confirmed)
    return ids


def test_only_stubs_and_published_listings_are_shown(database: Flask) -> None:
    ids = one_of_each_status()
    shown = [ids["STUB"], ids["PUBLISHED"]]
    assert list_shown_ids(DAY) == shown
    assert [one.id for one in list_by_ids(list(ids.values()), DAY)] == shown
    assert [one.id for one in list_everything_shown(DAY)] == shown
    assert count_shown(DAY) == 2
    for status, listing_id in ids.items():
        found = find_listing(status.lower(), DAY)
        assert (found is not None) is (listing_id in shown)
        assert one_by_slug(status.lower()) is not None


def test_listings_come_in_the_order_asked_for_each_once_and_unknown_ids_are_dropped(
    database: Flask,
) -> None:
    ids = [add_provider(f"Provider {n}") for n in range(4)]
    asked = [ids[2], 999, ids[0], ids[2]]
    assert [one.id for one in list_by_ids(asked, DAY)] == [ids[2], ids[0]]
    slugs = ["provider-3", "nobody", "provider-1", "provider-3"]
    assert [one.slug for one in list_by_slugs(slugs, DAY)] == ["provider-3", "provider-1"]
    assert list_by_ids([], DAY) == list_by_slugs([], DAY) == []


def test_a_listing_leaves_on_its_day_without_anybody_doing_anything(database: Flask) -> None:
    listing_id = add_provider(confirmed_on=date(2026, 5, 24))
    last = date(2026, 12, 24)
    assert list_shown_ids(last) == [listing_id]
    assert list_shown_ids(last + timedelta(days=1)) == []
    assert find_listing("lantern-lane-careers", last + timedelta(days=1)) is None


def test_search_engines_get_the_addresses_that_may_be_kept(database: Flask) -> None:
    add_provider("Shy", noindex=True)
    add_provider("Bold")
    add_provider("Stale", confirmed_on=date(2025, 1, 1))
    assert [(shown.slug, shown.updated_on) for shown in list_addresses(DAY)] == [("bold", DAY)]


def test_codes_come_in_the_order_of_the_catalogue(database: Flask) -> None:
    terms = {"area": ("WIR", "REMOTE", "HAL"), "year": ("Y11", "Y7")}
    listing = one_listing(add_provider(terms=terms))
    assert listing is not None
    assert listing.codes("area") == ("HAL", "WIR", "REMOTE")
    assert listing.codes("year") == ("Y7", "Y11")
    assert listing.codes("service") == ()


def test_badges_show_what_this_reader_may_see_and_only_what_counts(database: Flask) -> None:
    listing_id = add_provider()
    adviser_id = add_person(listing_id)
    add_matrix(listing_id, date(2027, 1, 1), checked_on=DAY)
    add_matrix(listing_id, date(2028, 1, 1))
    for cover, ends in (("PL", date(2027, 1, 1)), ("PI", date(2026, 11, 23))):
        claim = Claim(Kind.INSURANCE, cover, DAY, review_due=ends)
        record_credential(listing_id, claim, by="test", at=AT)
    listing = one_listing(listing_id)
    assert listing is not None
    assert [b.state for b in listing.badges(DAY)] == ["DUE_SOON"]
    insured = listing.badges(DAY, signed_in=True)[1:]
    assert [b.name for b in insured] == ["Public liability insurance"]
    kinds = [b.kind for b in listing.badges(DAY, adviser_id=adviser_id)]
    assert kinds == [Kind.CDI, Kind.QUALIFICATION]


def test_a_price_is_public_only_by_choice(database: Flask) -> None:
    price: dict[str, Any] = {"price_band": "P3", "price_basis": "DAY", "price_said_on": DAY}
    shy = one_listing(add_provider("Shy", **price))
    open_ = one_listing(add_provider("Open", **price, price_public=True))
    assert shy is not None
    assert open_ is not None
    assert (shy.price_band_today(DAY), open_.price_band_today(DAY)) == ("P0", "P3")
    assert shy.price_band_today(DAY, signed_in=True) == "P3"


def test_nothing_is_loaded_behind_a_pages_back(database: Flask) -> None:
    listing_id = add_provider()
    db.session.expire_all()
    bare = db.session.get_one(Listing, listing_id)
    with pytest.raises(InvalidRequestError):
        _ = bare.terms


def test_ten_listings_take_as_many_queries_as_a_hundred(database: Flask) -> None:
    ids = []
    for n in range(100):
        ids.append(add_provider(f"Provider {n}"))
        add_person(ids[-1])
        add_matrix(ids[-1], date(2028, 1, 1), checked_on=DAY)
    figures = []
    for wanted in (ids[:10], ids):
        db.session.rollback()
        db.session.expunge_all()
        with counted() as sent:
            found = list_by_ids(wanted, DAY)
            for listing in found:
                entry_of(listing, DAY)
                listing.badges(DAY, signed_in=True)
        assert len(found) == len(wanted)
        figures.append(len(sent))
    assert figures == [5, 5]


def test_reports_are_counted(database: Flask) -> None:
    assert count_mistake_reports() == 0
