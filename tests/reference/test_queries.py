"""The facts as the rest of the portal reads them."""

from decimal import Decimal

import pytest
from flask import Flask

from portal.reference.actions import add_missing_facts
from portal.reference.catalogue import FACTS
from portal.reference.queries import find_values, list_facts, one_amount, one_fact
from tests.builders import AT


@pytest.fixture(autouse=True)
def facts(database: Flask) -> None:
    add_missing_facts(by="test", at=AT)


def test_facts_are_listed_by_what_they_say() -> None:
    said = [fact.words for fact in list_facts()]
    assert len(said) == len(FACTS)
    assert said == sorted(said)


def test_the_values_are_found_by_key() -> None:
    assert find_values() == {fact.key: fact.value for fact in FACTS}


def test_a_fact_is_found_by_its_key_or_not_at_all() -> None:
    fact = one_fact("quotes_wanted")
    assert fact is not None
    assert fact.value == "3"
    assert one_fact("nothing") is None


def test_an_amount_is_a_number() -> None:
    assert one_amount("threshold_goods_services_inc_vat") == Decimal(207_720)


def test_a_missing_amount_says_what_to_run() -> None:
    with pytest.raises(LookupError, match="flask seed start"):
        one_amount("nothing")
