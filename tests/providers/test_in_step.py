"""The index is brought in step once an answer is sent: after a change, and on a day that it does not know."""

import logging
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Blueprint, Flask
from time_machine import travel

from portal.clock import end_of, now, today
from portal.credentials.rules import Claim, Kind
from portal.db import db
from portal.journal.models import OutboxRow
from portal.journal.queries import count_outbox
from portal.providers import indexing
from portal.providers.actions import record_credential
from portal.providers.indexing import catch_up, list_entries, rebuild
from portal.providers.models import TOPIC
from portal.search import Criteria, Index, IndexBusy, IndexDamaged
from portal.web.gate import ANYONE, declare
from tests.builders import DAY, add_matrix, add_provider
from tests.page import Page, Visitor

LATE = datetime(2026, 11, 24, 23, 59, 50, tzinfo=UTC)


def index_of(app: Flask) -> Index:
    """The portal's own index."""
    found = app.extensions["search"]
    assert isinstance(found, Index)
    return found


def names(page: Page) -> list[str]:
    """The providers in the results."""
    return page.select(".app-provider__name")


def waiting(app: Flask) -> int:
    """How many changes the index has not heard of."""
    with app.app_context():
        return count_outbox(TOPIC)


@pytest.fixture
def stocked(app: Flask) -> Flask:
    """Two providers with a matrix Standard; one falls due today."""
    with app.app_context():
        ends, stays = add_provider("Ends"), add_provider("Stays")
        add_matrix(ends, DAY, checked_on=DAY)
        add_matrix(stays, date(2028, 1, 1), checked_on=DAY)
        rebuild(index_of(app), DAY)
    return app


@pytest.fixture
def changing(stocked: Flask) -> Flask:
    """The portal with a page of ours that changes a listing as any action does."""
    room = Blueprint("trying", "trying")

    @room.post("/trying/<int:listing_id>")
    def change(listing_id: int) -> str:
        claim = Claim(Kind.MATRIX, "HELD", today(), "2023", date(2026, 1, 1), date(2028, 1, 1))
        record_credential(listing_id, claim, by="test", at=now())
        return "done"

    stocked.register_blueprint(room)
    declare(stocked, {"trying.change": {"POST": ANYONE}})
    return stocked


def send_change(app: Flask) -> str:
    """What somebody is answered who changes a listing."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    response = app.test_client().post("/trying/1", headers=headers, buffered=True)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_at_midnight_the_filter_says_what_the_page_says_though_nobody_changed_anything(
    stocked: Flask,
) -> None:
    visit = Visitor(stocked)
    with travel(LATE, tick=False) as clock:
        assert names(visit("providers.search", matrix="CURRENT")) == ["Ends", "Stays"]
        clock.shift(timedelta(seconds=10))
        assert index_of(stocked).day() == DAY
        page = visit("providers.search", matrix="CURRENT")
        assert names(page) == ["Stays"]
        assert "being rebuilt" not in page
        assert index_of(stocked).day() == DAY + timedelta(days=1)
        assert index_of(stocked).find(Criteria(chosen={"matrix": ("CURRENT",)})).total == 1
        assert names(visit("providers.search", matrix="CURRENT")) == ["Stays"]
        assert "expired on 24 November 2026" in visit("providers.listing", slug="ends")


def test_another_process_that_has_mended_the_index_is_not_asked_to_do_it_again(
    stocked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with travel(LATE + timedelta(seconds=20), tick=False), stocked.app_context():
        assert catch_up(Index(stocked.extensions["settings"].search_folder), today()) == 0
        applied: list[object] = []
        monkeypatch.setattr(Index, "apply", lambda *given: applied.append(given))
        assert catch_up(index_of(stocked), today()) == 0
        assert applied == []


def test_a_day_that_is_over_is_not_brought_back(stocked: Flask) -> None:
    with travel(LATE + timedelta(seconds=20), tick=False), stocked.app_context():
        catch_up(index_of(stocked), today())
    with travel(LATE, tick=False) as clock, stocked.test_request_context():
        response = stocked.make_response("asked before midnight")
        indexing.mend_after_response(broken=False, behind=True)
        indexing.look_after(response)
        clock.shift(timedelta(seconds=10))
        response.close()
    assert index_of(stocked).day() == DAY + timedelta(days=1)


def test_what_a_request_changed_is_in_the_index_once_it_is_answered(changing: Flask) -> None:
    with travel(LATE - timedelta(hours=3), tick=False):
        assert send_change(changing) == "done"
        assert waiting(changing) == 0
        with changing.app_context():
            held = {entry.id: entry.revision for entry in list_entries(today())}
        assert index_of(changing).ids_and_revisions() == held


def test_a_busy_index_costs_nobody_time_and_the_next_search_brings_it_in_step(
    changing: Flask,
) -> None:
    with travel(LATE - timedelta(hours=3), tick=False):
        with Index(changing.extensions["settings"].search_folder).alone():
            assert send_change(changing) == "done"
            assert waiting(changing) == 1
        Visitor(changing)("providers.search")
        assert waiting(changing) == 0


@pytest.mark.parametrize(
    "fault", [OSError("no room"), IndexDamaged("torn"), RuntimeError("unforeseen")]
)
def test_whatever_fails_after_the_answer_fails_nobody_and_is_logged(
    changing: Flask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    with travel(LATE - timedelta(hours=3), tick=False):
        with monkeypatch.context() as patch, caplog.at_level(logging.ERROR, logger="portal"):
            patch.setattr(Index, "apply", fail)
            patch.setattr(Index, "rebuild", fail)
            try:
                answered = send_change(changing)
            except type(fault):
                pytest.fail("what failed after the answer reached the server")
            assert answered == "done"
        assert [record.message for record in caplog.records] == ["search.not_mended"]
        assert waiting(changing) == 1
        Visitor(changing)("providers.search")
        assert waiting(changing) == 0


def test_more_changes_than_one_batch_are_all_brought_in(
    stocked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 3)
    with stocked.app_context():
        for _ in range(7):
            db.session.add(OutboxRow(at=now(), topic=TOPIC, subject_id=1))
        db.session.commit()
    Visitor(stocked)("providers.search")
    assert waiting(stocked) == 0


def test_words_of_another_topic_start_no_mending(stocked: Flask) -> None:
    with stocked.test_request_context():
        db.session.add(OutboxRow(at=now(), topic="other", subject_id=1))
        db.session.flush()
        response = indexing.look_after(stocked.make_response("answer"))
        assert not response._on_close
        db.session.add(OutboxRow(at=now(), topic=TOPIC, subject_id=1))
        db.session.flush()
        assert len(indexing.look_after(response)._on_close) == 1
        db.session.rollback()


def test_comparing_everything_keeps_nobody_from_writing_to_the_database(
    stocked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stocked.extensions["settings"].data_folder / "portal.db"
    written: list[int] = []
    store = Index.apply

    def write_meanwhile(self: Index, *given: object) -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            written.append(other.execute("UPDATE listing SET name = name").rowcount)
            other.commit()
        store(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "apply", write_meanwhile)
    with travel(LATE + timedelta(seconds=20), tick=False):
        Visitor(stocked)("providers.search")
    assert written == [2]


def test_an_older_reading_is_never_stored_over_a_newer_one(
    stocked: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one process reads, another changes a listing and tries to store that: it has to wait its turn."""
    read, folder = indexing._waiting, stocked.extensions["settings"].search_folder

    def change_meanwhile(limit: int) -> dict[int, int]:
        monkeypatch.setattr(indexing, "_waiting", read)
        rows = read(limit)
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        return rows

    def elsewhere() -> None:
        with stocked.app_context():
            add_provider("Later")
            with pytest.raises(IndexBusy):
                catch_up(Index(folder), DAY, patience=0)

    with stocked.app_context():
        add_provider("Sooner")
        db.session.rollback()  # it looked at the listing's number after its commit
        monkeypatch.setattr(indexing, "_waiting", change_meanwhile)
        assert catch_up(index_of(stocked), DAY) == 1
        assert catch_up(index_of(stocked), DAY) == 1
        assert index_of(stocked).count() == 4


def test_a_day_ends_at_midnight_in_liverpool_also_when_the_clocks_change() -> None:
    assert end_of(date(2026, 11, 24)) == datetime(2026, 11, 25, tzinfo=UTC)
    assert end_of(date(2026, 6, 1)) == datetime(2026, 6, 1, 23, tzinfo=UTC)
    assert end_of(date(2027, 3, 28)) - end_of(date(2027, 3, 27)) == timedelta(hours=23)
    assert end_of(date(2026, 10, 25)) - end_of(date(2026, 10, 24)) == timedelta(hours=25)
