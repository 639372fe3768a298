"""Writes of the directory: one transaction, one event, one word to the index."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.credentials.models import Check, Credential
from portal.credentials.queries import list_credentials, one_credential
from portal.credentials.rules import Claim, ClaimRefused, Kind, Result, Seen
from portal.db import Base, Conflict, commit, db
from portal.journal.models import AuditEvent, OutboxRow
from portal.journal.queries import find_outcome, list_events, list_outbox
from portal.providers.actions import (
    SlugTaken,
    UnknownListing,
    add_adviser,
    add_listing,
    confirm_listing,
    record_check,
    record_credential,
    report_mistake,
)
from portal.providers.models import Adviser, Listing, ListingTerm, MistakeReport
from portal.providers.queries import list_mistake_reports, one_listing
from portal.providers.rules import ListingRefused, ListingStatus, Particulars
from portal.reference.actions import add_missing_facts, correct_fact
from tests.builders import AT, DAY, add_matrix, add_person, add_provider

TABLES = (Listing, ListingTerm, Adviser, Credential, Check, MistakeReport, AuditEvent, OutboxRow)
HELD = Claim(Kind.MATRIX, "HELD", DAY, "2023", date(2026, 1, 1), date(2028, 1, 1))
LOOK = Seen(DAY, "the Hub", Result.CONFIRMED)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in TABLES
    }


def matrix_of(listing_id: int) -> int:
    return record_credential(listing_id, HELD, by="test", at=AT)


def report(listing_id: int, *, key: str = "k", what: str = "AREA") -> int:
    more = {"key": key, "outcome": "/providers/x"}
    return report_mistake(listing_id, what, "Not in Halton.", **more, by="visitor", at=AT)


@pytest.mark.parametrize(
    ("act", "action", "indexed"),
    [
        (add_person, "add adviser", True),
        (matrix_of, "record credential", True),
        (lambda one: record_check(matrix_of(one), LOOK, by="test", at=AT), "record check", True),
        (lambda one: confirm_listing(one, by="test", at=AT), "confirm listing", True),
        (report, "report mistake", False),
    ],
)
def test_every_change_leaves_one_event_and_tells_the_index(
    database: Flask, act: Callable[[int], object], action: str, indexed: bool
) -> None:
    listing_id = add_provider()
    before = len(list_outbox("listing"))
    act(listing_id)
    db.session.rollback()
    made = [event for event in list_events(f"listing:{listing_id}") if event.action == action]
    assert len(made) == 1
    assert made[0].at == AT
    assert (len(list_outbox("listing")) > before) is indexed


def test_a_new_listing_keeps_each_code_once_and_finds_its_place(database: Flask) -> None:
    terms = {"service": ("PG1", "PG1", "COVER"), "area": ("WIR",)}
    listing = one_listing(add_provider(terms=terms, base_outward="CH41"))
    assert listing is not None
    assert listing.codes("service") == ("PG1", "COVER")
    assert listing.easting is not None
    assert abs(listing.easting - 331_600) < 3_000
    assert [row.topic for row in list_outbox("listing")] == ["listing"]
    (event,) = list_events(f"listing:{listing.id}")
    assert event.detail == {"status": "PUBLISHED"}


def test_a_place_that_means_nothing_is_refused(database: Flask) -> None:
    with pytest.raises(ListingRefused) as refused:
        add_provider(base_outward="QQ9")
    assert [p.field for p in refused.value.problems] == ["base_outward"]


def test_two_listings_cannot_have_one_address(database: Flask) -> None:
    add_provider("Lantern Lane Careers")
    before = rows()
    with pytest.raises(SlugTaken):
        add_provider("Lantern lane careers!")
    assert rows() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda one: add_person(one, "Level 6 in catering"),
        lambda one: add_adviser(
            one, "A", qualification="Q_TRAINEE", cdi_status="APPLIED", by="test", at=AT
        ),
        lambda one: record_credential(
            one, replace(HELD, review_due=date(2029, 1, 2)), by="test", at=AT
        ),
        lambda one: record_credential(one, Claim(Kind.CDI, "RCDP_CURRENT", DAY), by="test", at=AT),
        lambda one: record_check(
            list_credentials(one)[0].id, replace(LOOK, checked_on=date(2026, 11, 25)), by="t", at=AT
        ),
        lambda one: report(one, what="?"),
        lambda one: add_matrix(one + 1, date(2027, 1, 1)),
        lambda one: report(one + 1),
        lambda one: confirm_listing(one + 1, by="test", at=AT),
        lambda _: record_check(999, LOOK, by="test", at=AT),
        lambda one: record_credential(
            one, Claim(Kind.DBS, "ENH", DAY), adviser_id=999, by="test", at=AT
        ),
        lambda _: add_listing(
            Particulars("", "SELF_EMP"), slug="x", status=ListingStatus.DRAFT, by="test", at=AT
        ),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    database: Flask, act: Callable[[int], object]
) -> None:
    listing_id = add_provider()
    add_matrix(listing_id, date(2028, 1, 1))
    before = rows()
    with pytest.raises((ListingRefused, ClaimRefused, UnknownListing)):
        act(listing_id)
    commit()  # what a later piece of work in the same session would do
    assert rows() == before


def test_an_adviser_of_another_listing_is_not_taken(database: Flask) -> None:
    other = add_person(add_provider("Other Careers"))
    one = add_provider()
    with pytest.raises(UnknownListing):
        record_credential(one, Claim(Kind.DBS, "ENH", DAY), adviser_id=other, by="test", at=AT)


def test_example_claims_are_marked_whatever_the_claim_says(database: Flask) -> None:
    listing_id = add_provider(is_example=True)
    add_person(listing_id)
    matrix_of(listing_id)
    real = add_provider("A real one")
    record_credential(real, replace(HELD, is_example=True), by="test", at=AT)
    assert all(claim.is_example for claim in list_credentials(listing_id))
    assert not any(claim.is_example for claim in list_credentials(real))


def test_the_review_cycle_is_the_one_that_the_reference_facts_say(database: Flask) -> None:
    listing_id = add_provider()
    five_years = replace(HELD, review_due=date(2031, 1, 1))
    with pytest.raises(ClaimRefused):
        record_credential(listing_id, five_years, by="test", at=AT)
    add_missing_facts(by="test", at=AT)
    source: dict[str, Any] = {
        "source": "test",
        "source_url": "",
        "checked_on": DAY,
        "basis": "source seen",
    }
    correct_fact("matrix_cycle_years", "5", **source, by="test", at=AT)
    assert record_credential(listing_id, five_years, by="test", at=AT)


def test_a_check_is_added_and_none_is_rewritten(database: Flask) -> None:
    claim_id = matrix_of(add_provider())
    for result in (Result.CONFIRMED, Result.WITHDRAWN):
        record_check(claim_id, Seen(DAY, "the Hub", result), by="test", at=AT)
    claim = one_credential(claim_id)
    assert claim is not None
    assert [check.result for check in claim.checks] == ["CONFIRMED", "WITHDRAWN"]
    assert claim.record().state(DAY) == "WITHDRAWN"


def test_confirming_brings_a_stale_listing_back(database: Flask) -> None:
    listing_id = add_provider(confirmed_on=date(2026, 1, 1))
    stale = one_listing(listing_id)
    assert stale is not None
    assert not stale.may_be_listed(DAY)
    confirm_listing(listing_id, by="test", at=AT)
    fresh = one_listing(listing_id)
    assert fresh is not None
    assert fresh.may_be_listed(DAY)


def test_nobody_can_confirm_what_nobody_has_claimed(database: Flask) -> None:
    stub = add_provider(status=ListingStatus.STUB, confirmed_on=None)
    with pytest.raises(ListingRefused):
        confirm_listing(stub, by="test", at=AT)


def test_each_change_makes_a_new_version(database: Flask) -> None:
    listing_id = add_provider()
    listing = db.session.get_one(Listing, listing_id)
    first = listing.version_id
    record_credential(listing_id, HELD, by="test", at=AT + timedelta(minutes=1))
    assert listing.version_id == first + 1


def test_a_change_based_on_an_old_version_is_a_conflict(database: Flask) -> None:
    listing = db.session.get_one(Listing, add_provider())
    with db.session.no_autoflush:
        table = Base.metadata.tables["listing"]
        listing.summary = "Mine"
        db.session.execute(table.update().values(version_id=listing.version_id + 1))
        with pytest.raises(Conflict):
            commit()


def test_a_report_is_kept_with_its_receipt_and_its_text_stays_out_of_the_journal(
    database: Flask,
) -> None:
    listing_id = add_provider()
    report(listing_id, key="form-1")
    (kept,) = list_mistake_reports(listing_id)
    assert (kept.what, kept.details, kept.contact) == ("AREA", "Not in Halton.", "")
    assert find_outcome("form-1") == "/providers/x"
    assert "Halton" not in str([event.detail for event in list_events(f"listing:{listing_id}")])
