"""The page of dates and sources."""

import pytest
from flask import Flask

from portal.reference.actions import add_missing_facts
from portal.reference.catalogue import FACTS, Basis
from portal.web.filters import day
from tests.builders import AT
from tests.page import Page, Visitor


@pytest.fixture
def page(app: Flask) -> Page:
    with app.app_context():
        add_missing_facts(by="test", at=AT)
    return Visitor(app)("reference.facts")


def test_every_fact_stands_there_with_its_source_and_the_day_it_was_checked(page: Page) -> None:
    for fact in FACTS:
        row = page.soup.find(id=fact.key)
        assert row is not None
        text = row.get_text(" ", strip=True)
        assert fact.source in text
        assert day(fact.checked_on) in text
        assert (Basis.UNCONFIRMED.value in text) is (fact.basis is Basis.UNCONFIRMED)
        assert [a["href"] for a in row.select("a")] == (
            [fact.source_url] if fact.source_url else []
        )


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("threshold_light_touch_inc_vat", "Threshold for light-touch services, with VAT £663,540"),
        ("matrix_cycle_years", "Most years between matrix assessments 3"),
        ("careers_purchase_code", "CPV code for careers guidance 79634000"),
    ],
)
def test_a_value_is_written_as_people_read_it(page: Page, key: str, says: str) -> None:
    assert says in " ".join(page.select(f"#{key} th, #{key} strong"))


def test_a_portal_without_facts_still_has_the_page(visit: Visitor) -> None:
    assert visit("reference.facts").heading == "Dates and sources"
