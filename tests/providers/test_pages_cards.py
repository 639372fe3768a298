"""Cards, listings and comparisons: what is shown of a provider, on what basis, and since when."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.clock import today
from portal.providers.models import Listing
from portal.providers.pages import (
    ComparePage,
    ListingPage,
    compare_page,
    listing_page,
    shortlist_page,
)
from portal.providers.pages.cards import Card, card_of
from portal.providers.queries import list_everything_shown, one_listing
from portal.providers.rules import ListingStatus
from tests.builders import AT, DAY, TERMS, add_matrix, add_person, add_provider, check

DATED = re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b")
PRAISE = re.compile(r"approved|recommended|endorsed|trusted", re.IGNORECASE)
LATER = DAY + timedelta(days=120)


def listing_of(listing_id: int) -> Listing:
    listing = one_listing(listing_id)
    assert listing is not None
    return listing


def card(listing_id: int, day: date = DAY, km: float | None = None) -> Card:
    return card_of(listing_of(listing_id), day, (), km)


def whole(listing_id: int, day: date = DAY) -> ListingPage:
    return listing_page(listing_of(listing_id), day, ())


def compared(*ids: int, day: date = DAY) -> ComparePage:
    return compare_page([listing_of(i) for i in ids], day)


def row(page: ComparePage, label: str) -> tuple[object, ...]:
    (cells,) = [cells for _, rows in page.groups for said, cells in rows if said == label]
    return cells


@pytest.fixture
def everybody(world: Flask) -> Iterator[list[Listing]]:
    with world.app_context():
        yield list(list_everything_shown(today()))


def test_every_badge_says_what_it_rests_on_and_since_when(everybody: list[Listing]) -> None:
    looked_at = 0
    for listing in everybody:
        page = listing_page(listing, today(), ())
        cells = [*card_of(listing, today(), ()).badges[len(page.marks) :], *page.credentials]
        cells += [cell for _, claims in page.people for cell in claims]
        for state, words, basis in cells:
            assert state
            assert DATED.search(basis), (listing.slug, words, basis)
            assert not PRAISE.search(f"{words} {basis}")
            looked_at += 1
    assert looked_at > 200


def test_every_example_and_every_unclaimed_entry_is_marked_everywhere(
    everybody: list[Listing],
) -> None:
    seen = set()
    for listing in everybody:
        mark = (
            "Example, not a real provider" if listing.is_example else "Not claimed by the provider"
        )
        for badges in (
            card_of(listing, today(), ()).badges,
            listing_page(listing, today(), ()).marks,
        ):
            assert mark in badges[0][1]
        assert mark in str(row(compare_page([listing], today()), "Entry"))
        seen.add(mark)
    assert len(seen) == 2


def test_a_real_and_claimed_provider_carries_no_mark(database: Flask) -> None:
    one = add_provider()
    assert card(one).badges == ()
    assert whole(one).marks == ()
    assert row(compared(one), "Entry") == ("Kept by the provider",)


def test_an_expired_certificate_is_said_to_be_on_the_day_after_it_was_due(database: Flask) -> None:
    one = add_provider()
    add_matrix(one, date(2026, 12, 31), checked_on=DAY)
    on_the_day, after = card(one, date(2026, 12, 31)), card(one, date(2027, 1, 1))
    assert on_the_day.badges[0][0] == "due-soon"
    assert after.badges == (("expired", "matrix Standard", "expired on 31 December 2026"),)


def test_a_card_shows_the_best_registration_of_its_people(database: Flask) -> None:
    one = add_provider()
    add_person(one, "Q4_IA", "NOT_REGISTERED")
    assert "Not on the CDI register" in card(one).badges[0][1]
    add_person(one)
    assert card(one).badges[0][0] == "declared"
    claim = [c for c in listing_of(one).credentials if c.kind == "CDI"][-1]
    check(claim.id, DAY)
    ((state, words, basis),) = card(one).badges
    assert (state, words) == ("checked", "CDI register: Registered Career Development Professional")
    assert basis == "register entry checked by the Hub on 24 November 2026"


def test_price_free_time_and_confirmation_are_shown_while_they_hold(database: Flask) -> None:
    fresh: dict[str, Any] = {
        "capacity": "OPEN",
        "capacity_said_on": DAY,
        "price_basis": "DAY",
        "price_band": "P3",
    }
    one = add_provider(**fresh, price_vat="EXEMPT", price_said_on=DAY, price_public=True)
    assert dict(card(one).facts) == {
        "Availability": "Taking bookings",
        "Price": "£250 to £299 a day. Exempt from VAT. Not checked.",
        "Last confirmed": "24 November 2026",
    }
    assert card(one).note == ""
    later = card(one, LATER)
    assert "said on 24 November 2026, may be out of date" in dict(later.facts)["Availability"]
    assert "Price" not in dict(card(one, DAY + timedelta(days=366)).facts)
    assert "may be out of date" in card(one, DAY + timedelta(days=200)).note


def test_a_price_that_is_not_public_is_not_shown(database: Flask) -> None:
    one = add_provider(price_basis="DAY", price_band="P3", price_said_on=DAY)
    assert "Price" not in dict(card(one).facts)
    assert "Price" not in {fact[0] for fact in whole(one).facts}


@pytest.mark.parametrize(
    ("kind", "says"),
    [("LA_STATUTORY", "Free to schools, paid for by the council"), ("NATIONAL", "Free to schools")],
)
def test_what_is_free_says_who_pays_where_a_council_does(
    database: Flask, kind: str, says: str
) -> None:
    one = add_provider(provider_type=kind, price_basis="FREE_LA")
    assert dict(card(one).facts)["Price"] == says


def test_a_distance_is_from_the_base_and_in_miles(database: Flask) -> None:
    one = add_provider()
    assert card(one, km=16.09344).distance == "based 10.0 miles away"
    assert card(one).distance == ""


@pytest.mark.parametrize(
    ("kind", "says"),
    [("NATIONAL", "schools do not buy it"), ("EDU_PROVIDER", "stays impartial"), ("SELF_EMP", "")],
)
def test_a_listing_says_what_to_ask_about(database: Flask, kind: str, says: str) -> None:
    remarks = whole(add_provider(provider_type=kind)).remarks
    assert says in " ".join(remarks)
    assert bool(remarks) is bool(says)


def test_people_in_training_are_said_to_be(database: Flask) -> None:
    one = add_provider()
    add_person(one, "Q_TRAINEE", "APPLIED")
    assert "Ask who supervises" in whole(one).remarks[0]


def test_a_service_that_nobody_there_is_qualified_for_is_withheld_with_the_reason(
    database: Flask,
) -> None:
    one = add_provider()
    add_person(one, "Q4_IA", "NOT_REGISTERED")
    page = whole(one)
    assert [words for words, _ in page.services] == ["Parents' evening"]
    assert {words for words, _ in page.withheld} == {
        "One-to-one personal guidance meetings",
        "Follow-up guidance meetings",
    }
    assert all(why for _, why in page.withheld)
    assert row(compared(one), "Services") == ("Parents' evening",)


def test_group_sessions_say_that_they_do_not_count(database: Flask) -> None:
    page = whole(add_provider(terms={"service": ("PG_GRP",)}))
    assert "do not count" in page.services[0][1]


def test_who_signs_is_said_once(database: Flask) -> None:
    one = add_provider(terms={"language": ("pl", "bfi")}, bsl="signs", bsl_level=6, makaton=True)
    ((_, words, _, _),) = [fact for fact in whole(one).lists if fact[0].startswith("Languages")]
    assert words == "An adviser signs in BSL, Polish, Makaton"


def test_a_listing_without_anything_shows_no_empty_rows(database: Flask) -> None:
    page = whole(add_provider("X", status=ListingStatus.STUB, confirmed_on=None, terms={}))
    assert all(value for _, value, _, _ in page.facts)
    assert (page.lists, page.services, page.withheld, page.credentials) == ((), (), (), ())
    assert ("Last confirmed by the provider", "Never", "", "") in page.facts


def test_a_comparison_has_a_cell_for_each_provider_in_each_row(everybody: list[Listing]) -> None:
    page = compare_page(everybody[:6], today())
    assert [listing.id for listing in page.listings] == [listing.id for listing in everybody[:6]]
    labels = [label for _, rows in page.groups for label, _ in rows]
    assert len(labels) == len(set(labels)) == 15
    assert all(len(cells) == 6 for _, rows in page.groups for _, cells in rows)
    assert page.as_of == today()


def test_a_comparison_tells_standing_from_nothing_recorded(database: Flask) -> None:
    one, two = add_provider("One"), add_provider("Two")
    add_matrix(one, date(2028, 1, 1), checked_on=DAY)
    add_person(two)
    matrix, cdi = (
        row(compared(one, two), "matrix Standard"),
        row(compared(one, two), "CDI register"),
    )
    assert matrix[0] == (
        "checked",
        "matrix Standard",
        "certificate checked by the Hub on 24 November 2026, review due 1 January 2028",
    )
    assert matrix[1] == cdi[0] == "None recorded"
    assert str(cdi[1]).startswith("('declared', 'CDI register")


def test_a_shortlist_keeps_its_order_and_knows_its_own(database: Flask) -> None:
    two, one = add_provider("Two"), add_provider("One")
    page = shortlist_page([listing_of(one), listing_of(two)], AT.date())
    assert page.slugs == ("one", "two")
    assert all(shown.shortlisted for shown in page.cards)
    assert not card(one).shortlisted
    assert card(one).places == "Liverpool, Wirral"
    assert TERMS["area"] == ("WIR", "LIV")
