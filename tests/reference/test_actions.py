"""The facts are added once, corrected with what they rest on, and each change leaves an event."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from portal.db import Conflict, db
from portal.journal.queries import list_events
from portal.reference.actions import UnknownFact, add_missing_facts, correct_fact
from portal.reference.catalogue import FACTS, Basis
from portal.reference.models import ReferenceFact
from portal.reference.queries import list_facts, one_fact
from tests.builders import AT

RESTS_ON: dict[str, Any] = {
    "source": "A newer page",
    "source_url": "https://www.gov.uk/newer",
    "checked_on": date(2027, 3, 1),
    "basis": Basis.SEEN.value,
}


def correct(key: str = "vat_rate", value: str = "22") -> None:
    correct_fact(key, value, **RESTS_ON, by="editor", at=AT)


def test_every_fact_is_added_once_and_with_an_event(database: Flask) -> None:
    assert add_missing_facts(by="command", at=AT) == len(FACTS)
    assert add_missing_facts(by="command", at=AT) == 0
    assert {fact.key for fact in list_facts()} == {fact.key for fact in FACTS}
    (event,) = list_events("fact:vat_rate")
    assert (event.action, event.actor, event.at) == ("add fact", "command", AT)


def test_what_the_catalogue_says_is_what_is_kept(database: Flask) -> None:
    add_missing_facts(by="command", at=AT)
    for fact in FACTS:
        kept = one_fact(fact.key)
        assert kept is not None
        assert (kept.value, kept.words, kept.source) == (fact.value, fact.words, fact.source)
        assert (kept.source_url, kept.checked_on) == (fact.source_url, fact.checked_on)
        assert kept.basis == fact.basis.value


def test_a_correction_replaces_the_value_and_what_it_rests_on(database: Flask) -> None:
    add_missing_facts(by="command", at=AT)
    correct()
    db.session.rollback()
    fact = one_fact("vat_rate")
    assert fact is not None
    assert (fact.value, fact.words) == ("22", "Standard rate of VAT, per cent")
    assert {name: getattr(fact, name) for name in RESTS_ON} == RESTS_ON
    event = list_events("fact:vat_rate")[-1]
    assert (event.action, event.detail) == ("correct fact", {"old": "20", "new": "22"})


def test_a_correction_outlives_the_next_start(database: Flask) -> None:
    add_missing_facts(by="command", at=AT)
    correct()
    assert add_missing_facts(by="command", at=AT) == 0
    fact = one_fact("vat_rate")
    assert fact is not None
    assert fact.value == "22"


def test_a_fact_that_does_not_exist_cannot_be_corrected(database: Flask) -> None:
    with pytest.raises(UnknownFact):
        correct("price_of_tea")
    assert list_events("fact:price_of_tea") == []


def test_two_corrections_at_once_are_a_conflict(database: Flask) -> None:
    add_missing_facts(by="command", at=AT)
    read = one_fact("vat_rate")
    assert read is not None
    with db.session.no_autoflush:
        newer = update(ReferenceFact).values(version_id=ReferenceFact.version_id + 1)
        db.session.execute(newer, execution_options={"synchronize_session": False})
        with pytest.raises(Conflict):
            correct()
    assert len(list_events("fact:vat_rate")) == 1
