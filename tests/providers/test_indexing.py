"""The index is in step with the database, on any day, after any change."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, update

from portal.credentials.rules import Result
from portal.db import commit, db
from portal.journal.queries import count_outbox
from portal.providers import indexing
from portal.providers.catalogue import FACETS
from portal.providers.indexing import (
    catch_up,
    entry_of,
    find_from_database,
    list_entries,
    rebuild,
    reconcile,
)
from portal.providers.models import TOPIC, Listing
from portal.providers.queries import list_shown_ids, one_listing
from portal.providers.rules import ListingStatus
from portal.search import Criteria, Entry, Index, IndexDamaged
from tests.builders import DAY, add_matrix, add_person, add_provider, check

CURRENT = Criteria(chosen={"matrix": ("CURRENT",)})


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "index")
    made.rebuild([], 0)
    return made


def entry(listing_id: int, day: date = DAY) -> Entry:
    listing = one_listing(listing_id)
    assert listing is not None
    return entry_of(listing, day)


def assert_in_step(index: Index, day: date = DAY) -> None:
    """The index holds what the rules show, with what they say on this day."""
    assert index.ids_and_revisions() == {e.id: e.revision for e in list_entries(day)}
    assert sorted(index.ids_and_revisions()) == list_shown_ids(day)


def test_an_entry_says_what_the_listing_holds(database: Flask) -> None:
    listing_id = add_provider(base_outward="CH41", makaton=True, about="We visit schools.")
    add_person(listing_id)
    made = entry(listing_id)
    assert made.facets["borough"] == ("LIV", "WIR")
    assert made.facets["service"] == ("PG1", "PG_FU", "PARENT_EVE")
    assert made.facets["provider_type"] == ("ORG_CHARITY",)
    assert made.facets["matrix"] == ("NONE",)
    assert made.facets["cdi"] == ("UNVERIFIED",)
    assert set(made.facets) == set(FACETS)
    assert made.prose == "Guidance for schools.\nWe visit schools."
    for words in ("Wirral", "Year 10", "Parents' evening", "Polish", "Makaton", "Level 7"):
        assert words in made.words
    assert len(made.points) == 1
    assert made.confirmed_on == DAY


def test_a_stub_of_the_guide_has_an_entry_with_hardly_anything(database: Flask) -> None:
    stub = add_provider(
        "Career Somebody", status=ListingStatus.STUB, confirmed_on=None, terms={}, provider_type=""
    )
    made = entry(stub)
    assert {name for name, codes in made.facets.items() if codes} == {"matrix", "cdi"}
    assert made.words == ""
    assert made.points == ()


def test_the_whole_region_counts_for_each_borough(database: Flask) -> None:
    facets = entry(add_provider(terms={"area": ("LCR_ALL",)})).facets
    assert facets["borough"] == ("HAL", "KNO", "LIV", "SHN", "SEF", "WIR")


def test_guidance_is_not_found_where_nobody_is_qualified(database: Flask) -> None:
    listing_id = add_provider()
    add_person(listing_id, "Q4_IA", "NOT_REGISTERED")
    made = entry(listing_id)
    assert made.facets["service"] == ("PARENT_EVE",)
    assert "One-to-one personal guidance" not in made.words
    assert "information and advice" in made.words


def test_good_words_are_said_only_while_they_are_true(database: Flask) -> None:
    listing_id, due = add_provider(), date(2027, 1, 31)
    claim = add_matrix(listing_id, due)
    assert entry(listing_id).facets["matrix"] == ("UNVERIFIED",)
    assert "matrix" not in entry(listing_id).words
    check(claim, DAY)
    assert entry(listing_id, due).facets["matrix"] == ("CURRENT",)
    assert "matrix Standard" in entry(listing_id, due).words
    after = entry(listing_id, due + timedelta(days=1))
    assert after.facets["matrix"] == ("EXPIRED",)
    assert "matrix" not in after.words


def test_old_word_about_free_time_is_no_filter(database: Flask) -> None:
    listing_id = add_provider(capacity="OPEN", capacity_said_on=DAY)
    assert entry(listing_id, DAY + timedelta(days=90)).facets["capacity"] == ("OPEN",)
    assert entry(listing_id, DAY + timedelta(days=91)).facets["capacity"] == ()


def test_catching_up_follows_every_change_and_empties_the_outbox(
    database: Flask, index: Index
) -> None:
    one, two = add_provider("One"), add_provider("Two")
    assert catch_up(index, DAY) == 2
    assert_in_step(index)
    claim = add_matrix(one, date(2028, 1, 1))
    check(claim, DAY)
    catch_up(index, DAY)
    assert index.find(CURRENT).ids == (one,)
    check(claim, DAY, Result.WITHDRAWN)
    catch_up(index, DAY)
    assert index.find(CURRENT).ids == ()
    db.session.execute(update(Listing).where(Listing.id == two).values(listing_status="SUSPENDED"))
    commit()
    add_person(two)
    assert catch_up(index, DAY) == 1
    assert_in_step(index)
    assert count_outbox(TOPIC) == catch_up(index, DAY) == 0


def test_catching_up_in_small_steps_arrives_at_the_same_index(
    database: Flask, index: Index
) -> None:
    for n in range(7):
        add_person(add_provider(f"Provider {n}"))
    marks = []
    while catch_up(index, DAY, limit=3):
        marks.append(index.checkpoint())
    assert marks == sorted(set(marks))
    assert_in_step(index)


def test_rows_stay_until_the_index_has_them_and_may_be_handled_twice(
    database: Flask, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_provider()
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "commit", _power_cut)
        with pytest.raises(OSError, match="power cut"):
            catch_up(index, DAY)
    assert count_outbox(TOPIC) == 1
    assert catch_up(index, DAY) == 1
    assert_in_step(index)


def _power_cut() -> None:
    raise OSError("power cut")


def test_a_damaged_index_keeps_the_rows_and_is_rebuilt_from_the_database(
    database: Flask, tmp_path: Path
) -> None:
    index = Index(tmp_path / "never-made")
    add_provider("One")
    with pytest.raises(IndexDamaged):
        catch_up(index, DAY)
    assert count_outbox(TOPIC) == 1
    assert rebuild(index, DAY) == 1
    assert count_outbox(TOPIC) == 0
    assert_in_step(index)


def test_a_rebuild_leaves_out_what_may_not_be_shown(database: Flask, index: Index) -> None:
    for status in ListingStatus:
        confirmed = None if status is ListingStatus.STUB else DAY
        add_provider(status.value, status=status, confirmed_on=confirmed)
    assert rebuild(index, DAY) == 2
    assert_in_step(index)


def test_a_night_changes_the_index_though_nobody_recorded_anything(
    database: Flask, index: Index
) -> None:
    due = date(2027, 1, 31)
    ends, stays = add_provider("Ends"), add_provider("Stays")
    add_matrix(ends, due, checked_on=DAY)
    add_matrix(stays, date(2028, 1, 1), checked_on=DAY)
    catch_up(index, DAY)
    assert reconcile(index, due) == indexing.Difference((), ())
    assert reconcile(index, due + timedelta(days=1)) == indexing.Difference((ends,), ())
    assert index.find(CURRENT).ids == (stays,)
    gone = DAY + timedelta(days=400)
    assert reconcile(index, gone).removed == (ends, stays)
    assert_in_step(index, gone)


def test_reconciling_finds_what_was_lost_and_what_should_not_be_there(
    database: Flask, index: Index
) -> None:
    one, two = add_provider("One"), add_provider("Two")
    rebuild(index, DAY)
    mark = index.checkpoint()
    db.session.execute(delete(Listing).where(Listing.id == two))
    db.session.execute(update(Listing).where(Listing.id == one).values(name="Renamed"))
    commit()
    assert reconcile(index, DAY) == indexing.Difference((one,), (two,))
    assert index.checkpoint() == mark
    assert_in_step(index)


@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"words": "careers wirral"},
        {"chosen": {"borough": ("WIR",), "matrix": ("CURRENT", "NONE")}},
        {"words": "polish", "near": (331_000, 389_000), "within_km": 30.0},
    ],
)
def test_the_database_gives_the_same_answer_as_the_index(
    database: Flask, index: Index, criteria: dict[str, Any]
) -> None:
    for n, area in enumerate(("WIR", "LIV", "HAL", "WIR")):
        made = add_provider(f"Careers {n}", base_outward="CH41", terms={"area": (area,)})
        add_matrix(made, date(2028, 1, 1), checked_on=DAY if n % 2 else None)
    rebuild(index, DAY)
    asked = Criteria(**criteria)
    from_index, from_database = index.find(asked), find_from_database(asked, DAY)
    assert sorted(from_index.ids) == sorted(from_database.ids)
    assert from_index.total == from_database.total
    assert from_index.counts == from_database.counts
