"""The thread that delivers: when it begins, what wakes it, what it outlives and how it ends."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import time_machine
from flask import Flask, Response
from sqlalchemy.exc import OperationalError

from portal import create_app
from portal.clock import now
from portal.db import db
from portal.listing.actions.reminding import remind
from portal.mail import every_day
from portal.mail.actions import working
from portal.mail.actions.delivery import Tally, deliver_due
from portal.mail.actions.working import Worker
from portal.mail.models import Mail
from tests.conftest import settings_in

SOON = 10.0  # a busy machine may take a while; what takes longer than this was not soon
NEVER = 3_600.0


@pytest.fixture
def served(tmp_path: Path, pristine: Path) -> Iterator[Flask]:
    """A portal as it is served, whose mail is kept as files."""
    shutil.copy(pristine, tmp_path / "portal.db")
    portal = create_app(settings_in(tmp_path, mode="local", mail="file"))
    yield portal
    worker_of(portal).stop()
    with portal.app_context():
        db.engine.dispose()


def worker_of(portal: Flask) -> Worker:
    worker = portal.extensions["mail_worker"]
    assert isinstance(worker, Worker)
    return worker


def until(true: Callable[[], bool]) -> bool:
    """Whether it comes true soon."""
    ends = time.monotonic() + SOON
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.01)
    return False


def write(portal: Flask, *, commits: bool = True) -> None:
    """Answer a request that writes a mail."""
    with portal.test_request_context(method="POST"):
        Mail.write("trial", to="sam@example.org", at=now(), values={"service": "x"})
        if commits:
            db.session.commit()
        db.session.remove()
        portal.process_response(Response()).close()


def kept(portal: Flask) -> int:
    """How many mails were delivered."""
    return len(list((portal.extensions["settings"].data_folder / "mail").glob("*.eml")))


def test_it_begins_with_the_first_answer_and_not_before(served: Flask) -> None:
    assert not worker_of(served).is_alive()
    served.test_client().get("/healthz").close()
    assert worker_of(served).is_alive()


def test_it_begins_anew_in_a_process_that_was_forked_off(served: Flask) -> None:
    worker = worker_of(served)
    worker.start()
    first = worker._thread
    worker._process = -1  # what a forked process finds: threads are not forked along
    assert not worker.is_alive()
    worker.start()
    assert worker.is_alive()
    assert worker._thread is not first


def test_it_is_started_once(served: Flask) -> None:
    worker = worker_of(served)
    for _ in range(3):
        worker.start()
    first = worker._thread
    served.test_client().get("/healthz").close()
    assert worker._thread is first


def test_what_a_request_wrote_is_delivered_soon_after_its_answer(
    served: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PAUSE", NEVER)
    served.test_client().get("/healthz").close()
    for number in (1, 2):
        write(served)
        assert until(lambda wanted=number: kept(served) == wanted)  # type: ignore[misc]


def test_what_was_undone_is_not_delivered(served: Flask) -> None:
    write(served, commits=False)
    write(served)
    assert until(lambda: kept(served) == 1)
    with served.app_context():
        assert len(db.session.scalars(db.select(Mail)).all()) == 1


def test_it_looks_for_itself_every_few_seconds(
    served: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PAUSE", 0.05)
    worker_of(served).start()
    with served.app_context():
        Mail.write("trial", to="sam@example.org", at=now(), values={"service": "x"})
        db.session.commit()
    assert until(lambda: kept(served) == 1)


@pytest.mark.parametrize("fault", [OperationalError("", {}, Exception()), RuntimeError("odd")])
def test_it_outlives_whatever_goes_wrong(
    served: Flask, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    rounds = Event()

    def deliver(*, stopping: Callable[[], bool]) -> Tally:
        if not rounds.is_set():
            rounds.set()
            raise fault
        return deliver_due(stopping=stopping)

    monkeypatch.setattr(working, "deliver_due", deliver)
    monkeypatch.setattr(working, "LONG_PAUSE", 0.05)
    write(served)
    assert until(lambda: kept(served) == 1)
    assert rounds.is_set()


def test_it_deletes_what_is_old(served: Flask) -> None:
    with served.app_context():
        Mail.write("trial", to="sam@example.org", at=now(), values={"service": "x"})
        (mail,) = db.session.scalars(db.select(Mail))
        mail.sent_at, mail.next_at = now() - timedelta(days=31), None
        db.session.commit()

    def is_gone() -> bool:
        with served.app_context():
            return db.session.scalars(db.select(Mail)).all() == []

    worker_of(served).start()
    assert until(is_gone)


def test_it_ends_when_told_even_in_a_pause(served: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "PAUSE", NEVER)
    worker = worker_of(served)
    worker.start()
    began = time.monotonic()
    worker.stop()
    assert not worker.is_alive()
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize(
    "changed", [{"mode": "test"}, {"mode": "local", "mail_worker": "separate"}]
)
def test_no_thread_runs_in_tests_or_where_another_process_delivers(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    portal = create_app(settings_in(tmp_path, **changed))
    portal.test_client().get("/healthz").close()
    assert "mail_worker" not in portal.extensions
    with portal.app_context():
        db.engine.dispose()


MORNING = datetime(2027, 2, 1, 7, 0, tzinfo=UTC)


def rounds(portal: Flask, *moments: datetime) -> None:
    """Let the worker make a round at each of these moments."""
    worker = worker_of(portal)
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            worker._round(Event())


def test_what_rooms_want_done_daily_is_done_once_each_morning(served: Flask) -> None:
    done: list[datetime] = []
    served.extensions["every_day"] = []
    every_day(served, done.append)
    night, later, next_night = (MORNING + timedelta(hours=h) for h in (-1, 5, 17))
    tomorrow = MORNING + timedelta(days=1)
    rounds(served, night, MORNING, later, next_night, tomorrow)
    assert done == [MORNING, tomorrow]


def test_what_fails_keeps_nothing_else_from_being_done(served: Flask) -> None:
    done: list[datetime] = []

    def fail(_: datetime) -> None:
        raise OSError("no")

    served.extensions["every_day"] = []
    every_day(served, fail)
    every_day(served, done.append)
    rounds(served, MORNING)
    assert done == [MORNING]


def test_providers_are_reminded_every_morning(served: Flask) -> None:
    (work,) = [one for one in served.extensions["every_day"] if one.func is remind]
    assert work.keywords == {"by": "worker"}
