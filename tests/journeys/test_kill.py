"""What was acknowledged is kept, whatever happens to the process; and search outlives its index."""

import http.client
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portal.checklist.catalogue import STAGES
from portal.checklist.catalogue.shape import Kind
from tests.serving import Client, Server

ROUNDS = 8


@pytest.fixture
def server(tmp_path: Path, example: Path) -> Iterator[Server]:
    """A server of the example world."""
    server = Server(Path(shutil.copytree(example, tmp_path / "world")))
    server.start()
    yield server
    server.kill()


def texts() -> dict[str, str]:
    """Question -> the address of its page, for the questions that take any text."""
    return {
        question.id: f"/checklist/{stage.slug}/{page.slug}"
        for stage in STAGES
        for page in stage.pages
        for question in page.questions
        if question.kind is Kind.LONG and not question.shown_when
    }


@dataclass
class Writer:
    """A careers leader who keeps saving, and remembers what the portal acknowledged."""

    client: Client
    kept: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, set[str]] = field(default_factory=dict)
    saved: int = 0

    def work(self, questions: dict[str, str], stop: threading.Event) -> None:
        """Save answers until the server is gone."""
        while not stop.is_set():
            question = random.choice(list(questions))  # noqa: S311 - no secret
            value = f"Answer {self.saved} " + "of many words " * random.randint(5, 20) + "end"  # noqa: S311
            try:
                status = self.client.submit(
                    questions[question], {question: value}, pressed=("then", "later")
                )
            except (OSError, http.client.HTTPException):
                self.doubtful.setdefault(question, set()).add(value)
                return
            assert status == 303, status
            self.kept[question], self.saved = value, self.saved + 1
            self.doubtful.pop(question, None)


def test_what_was_acknowledged_survives_kill_9(server: Server) -> None:
    questions = texts()
    assert len(questions) >= 3
    writer = Writer(Client(server))
    assert writer.client.submit("/checklist", {}) == 303
    for _ in range(ROUNDS):
        stop = threading.Event()
        saving = threading.Thread(target=writer.work, args=(questions, stop))
        saving.start()
        wait_for(writer)
        time.sleep(random.uniform(0, 0.4))  # noqa: S311 - no secret
        server.kill()
        saving.join(timeout=30)
        server.start()
        check(writer, server.folder / "portal.db")
    assert writer.saved >= ROUNDS
    assert writer.client.get("/checklist/tasks")[0] == 200


def wait_for(writer: Writer) -> None:
    """Until one more answer is acknowledged, so that a slow machine is not killed before its first."""
    before, until = writer.saved, time.monotonic() + 15
    while writer.saved == before and time.monotonic() < until:
        time.sleep(0.01)


def check(writer: Writer, path: Path) -> None:
    """The database is sound and holds every acknowledged answer, or one sent after it and never answered."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        answers = dict(database.execute("SELECT question_id, json_extract(value, '$') FROM answer"))
        (events,) = database.execute(
            "SELECT count(*) FROM audit_event WHERE action = 'save answers'"
        ).fetchone()
    for question, value in writer.kept.items():
        assert answers[question] in {value} | writer.doubtful.get(question, set())
    assert events >= writer.saved


NOTICE = "The search index is being rebuilt"


def test_search_answers_without_its_index_and_mends_it(server: Server) -> None:
    client, folder = Client(server), server.folder / "search_index"
    before = [client.get("/providers?q=careers") for _ in range(4)]
    shutil.rmtree(folder)
    told, until = list[tuple[int, str]](), time.monotonic() + 20
    while time.monotonic() < until and not folder.exists():
        told.append(client.get("/providers?q=careers"))
        time.sleep(0.1)
    assert folder.exists()
    time.sleep(1.1)  # a process looks at the files once a second
    after = [client.get("/providers?q=careers") for _ in range(4)]
    assert {status for status, _ in before + told + after} == {200}
    assert any(NOTICE in html for _, html in told)
    assert not any(NOTICE in html for _, html in before + after)
    listed = {html.count("app-provider__name") for _, html in before + told + after}
    assert len(listed) == 1
    assert listed != {0}
