"""The starting data and the example world load through the actions, and only once."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.credentials.models import Check, Credential
from portal.credentials.rules import EXAMPLE
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.models import School
from portal.providers.actions import record_check
from portal.providers.indexing import entry_of
from portal.providers.models import Adviser, Listing
from portal.providers.queries import list_everything_shown, list_whole, one_by_slug
from portal.seeds import world
from portal.seeds.files import read_providers
from portal.seeds.start import load_guide
from portal.seeds.world import load_world
from tests.builders import AT, DAY, add_provider

TABLES = (Listing, Adviser, Credential, Check, School, AuditEvent)


def rows() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def test_the_guide_gives_five_stubs_and_nothing_is_invented_about_them(database: Flask) -> None:
    assert load_guide(by="command", at=AT) == 5
    stubs = list(list_everything_shown(DAY))
    assert [stub.name for stub in stubs] == [
        "Career Connect",
        "Careers North",
        "TAGS \u2013 SEND",
        "Halton Careers Service",
        "Mploy Solutions",
    ]
    for stub in stubs:
        assert not stub.is_claimed
        assert not stub.is_example
        assert stub.confirmed_on is None
        assert "guide" in stub.source_note
        said = (stub.provider_type, stub.summary, stub.about, stub.website, stub.base_outward)
        assert not any(said)
        assert not stub.credentials
        assert not stub.advisers
    codes = [term.code for stub in stubs for term in stub.terms]
    assert codes == ["SEND_GEN"]


def test_loading_twice_changes_nothing_even_on_a_later_day(database: Flask) -> None:
    load_guide(by="command", at=AT)
    assert load_world(by="command", at=AT) > 60
    before = rows()
    later = AT + timedelta(days=40)
    assert load_guide(by="command", at=later) == load_world(by="command", at=later) == 0
    assert rows() == before


def test_a_load_that_was_cut_short_is_completed(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Counter[str]()

    def cut(*arguments: object, **more: object) -> int:
        calls["check"] += 1
        if calls["check"] == 20:
            raise KeyboardInterrupt
        return whole_check(*arguments, **more)  # type: ignore[arg-type]  # passed on as it came

    whole_check = record_check
    with monkeypatch.context() as patch:
        patch.setattr(world, "record_check", cut)
        with pytest.raises(KeyboardInterrupt):
            load_world(by="command", at=AT)
    db.session.rollback()
    load_world(by="command", at=AT)
    cut_short = rows()
    assert load_world(by="command", at=AT) == 0
    assert rows() == cut_short
    expected = sum(len(row.get("advisers", ())) for row in read_providers())
    assert cut_short[1] == expected


def test_everything_of_the_example_world_says_that_it_is_one(database: Flask) -> None:
    load_world(by="command", at=AT)
    ids = list(db.session.scalars(select(Listing.id)))
    looked_at = 0
    for listing in list_whole(ids):
        assert listing.is_example
        assert listing.website == "" or listing.website.endswith(".example")
        for adviser_id in (None, *(adviser.id for adviser in listing.advisers)):
            for badge in listing.badges(DAY, adviser_id=adviser_id, signed_in=True):
                assert badge.words.startswith(EXAMPLE)
                looked_at += 1
    assert looked_at > 300
    assert all(db.session.scalars(select(School.is_example)))


def test_the_example_world_shows_every_state_that_a_page_has_to_explain(database: Flask) -> None:
    load_world(by="command", at=AT)
    states = {
        badge.state.value
        for listing in list_everything_shown(DAY)
        for adviser_id in (None, *(adviser.id for adviser in listing.advisers))
        for badge in listing.badges(DAY, adviser_id=adviser_id, signed_in=True)
    }
    assert states >= {
        "CURRENT",
        "DUE_SOON",
        "EXPIRED",
        "CHECK_EXPIRED",
        "UNVERIFIED",
        "WRONG_CATEGORY",
        "LAPSED",
        "WORKING_TOWARDS",
        "NOT_HELD",
    }
    boroughs = {
        code for one in list_everything_shown(DAY) for code in entry_of(one, DAY).facets["borough"]
    }
    assert boroughs >= {"HAL", "KNO", "LIV", "SHN", "SEF", "WIR"}


def test_a_real_provider_at_an_examples_address_is_left_alone(database: Flask) -> None:
    row = next(read_providers())
    add_provider(row["name"])
    assert one_by_slug(row["slug"]) is not None
    load_world(by="command", at=AT)
    kept = one_by_slug(row["slug"])
    assert kept is not None
    assert not kept.is_example
    assert not kept.advisers


def test_labels_of_advisers_differ_within_a_provider() -> None:
    for row in read_providers():
        labels = [a.get("name") or a["role"] for a in row.get("advisers", ())]
        assert len(set(labels)) == len(labels), row["slug"]
