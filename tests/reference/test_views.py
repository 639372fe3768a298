"""The page of dates and sources."""

import pytest
from flask import Flask

from portal.reference.actions import add_missing_facts
from portal.reference.catalogue import FACTS, Basis
from portal.web.filters import day
from tests.builders import AT
from tests.page import Page, Visitor


@pytest.fixture
def shown(app: Flask) -> Page:
    with app.app_context():
        add_missing_facts(by="test", at=AT)
    return Visitor(app)("reference.facts")


def test_every_fact_stands_there_with_its_source_and_the_day_it_was_checked(shown: Page) -> None:
    for fact in FACTS:
        row = shown.soup.find(id=fact.key)
        assert row is not None
        text = row.get_text(" ", strip=True)
        assert fact.source in text
        assert day(fact.checked_on) in text
        assert (Basis.UNCONFIRMED.value in text) is (fact.basis is Basis.UNCONFIRMED)
        links = [a["href"] for a in row.select("a")]
        addresses = [fact.value] if fact.value.startswith("https://") else []
        assert links == addresses + ([fact.source_url] if fact.source_url else [])


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("threshold_light_touch_inc_vat", "Threshold for light-touch services, with VAT £663,540"),
        ("matrix_cycle_years", "Most years between matrix assessments 3"),
        ("careers_purchase_code", "CPV code for careers guidance 79634000"),
    ],
)
def test_a_value_is_written_as_people_read_it(shown: Page, key: str, says: str) -> None:
    assert says in " ".join(shown.select(f"#{key} th, #{key} strong"))


def test_a_portal_without_facts_still_has_the_page(visit: Visitor) -> None:
    assert visit("reference.facts").heading == "Dates and sources"
