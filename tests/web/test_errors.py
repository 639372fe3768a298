"""When something fails the page says so in plain words, and what was typed is still there to copy."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from portal import create_app
from portal.db import Conflict, db
from portal.web.errors import WORDS, respond
from tests.conftest import settings_in
from tests.page import BROWSER, Page, Visitor

TYPED = "Our adviser <b>left</b> in May & nobody told us"
FORM = {"details": TYPED, "contact": "", "form_key": "0" * 32, "csrf_token": "token"}
CAUSES = {
    409: Conflict(),
    500: RuntimeError("secret of the machine"),
    503: OperationalError("SELECT secret of the machine", {}, Exception("database is locked")),
}


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """The database while another process holds its write lock."""
    path = app.extensions["settings"].data_folder / "portal.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def failing(app: Flask, error: Exception) -> Page:
    """The page after a form whose handling fails."""

    def fail() -> str:
        raise error

    app.view_functions["checklist.start"] = fail
    status = {id(cause): status for status, cause in CAUSES.items()}.get(id(error), 500)
    return Visitor(app).send("/checklist", FORM, expect=status)


@pytest.mark.parametrize("status", CAUSES)
def test_a_form_that_fails_gives_back_what_was_typed(app: Flask, status: int) -> None:
    page = failing(app, CAUSES[status])
    assert page.heading == WORDS[status][0]
    assert TYPED in page
    assert page.select("dt") == ["details"]


def test_what_proves_who_somebody_is_is_never_given_back(app: Flask) -> None:
    proofs = {"password": "a", "new_password": "b", "code": "c", "credential": "d", "passkey": "e"}
    app.view_functions["checklist.start"] = lambda: respond(429)
    page = Visitor(app).send("/checklist", FORM | proofs, expect=429)
    assert page.select("dt") == ["details"]


@pytest.mark.parametrize("status", CAUSES)
def test_an_error_page_tells_nothing_of_the_machine(app: Flask, status: int) -> None:
    page = failing(app, CAUSES[status])
    assert "secret of the machine" not in page.html
    assert "Traceback" not in page.html
    assert "token" not in page.text
    assert page.response.headers["X-Request-ID"] in page.text


def test_a_refused_row_is_a_fault_and_not_a_busy_database(app: Flask) -> None:
    page = failing(app, IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")))
    assert page.heading == WORDS[500][0]


def test_a_busy_database_says_when_to_try_again(app: Flask) -> None:
    page = failing(app, CAUSES[503])
    assert int(page.response.headers["Retry-After"]) > 0


def test_each_error_of_reading_has_a_page_in_words_of_its_own(app: Flask) -> None:
    visit = Visitor(app)
    assert visit("/nowhere", expect=404).heading == WORDS[404][0]
    assert visit("/providers/nobody", expect=404).heading == WORDS[404][0]
    assert visit.send("/guidance", {}, expect=405).heading == WORDS[405][0]
    refused = app.test_client().post("/checklist", data=FORM)
    assert refused.status_code == 400
    assert WORDS[400][0] in refused.text
    large = app.test_client().post("/checklist", data={"a": "x" * 600_000}, headers=BROWSER)
    assert WORDS[413][0] in large.text
    assert "xxxx" not in large.text


def test_an_address_answers_only_the_methods_it_names(app: Flask) -> None:
    answer = app.test_client().delete("/providers/shortlist")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_an_unknown_host_gets_a_plain_refusal(app: Flask) -> None:
    answer = app.test_client().get("/", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_a_fault_takes_nothing_half_done_with_it(app: Flask) -> None:
    from portal.clock import now
    from portal.journal.models import Receipt

    def fail() -> str:
        db.session.add(Receipt(key="half", at=now(), outcome="/"))
        db.session.flush()
        raise RuntimeError

    app.view_functions["checklist.start"] = fail
    Visitor(app).send("/checklist", FORM, expect=500)
    with app.app_context():
        assert db.session.get(Receipt, "half") is None


def test_a_locked_database_is_waited_for_then_answered_with_the_text_kept(world: Flask) -> None:
    visit = Visitor(world)
    with locked(world):
        began = time.monotonic()
        page = visit.send("/checklist", FORM, expect=503)
        assert time.monotonic() - began < 8
        assert TYPED in page
    visit.send("/checklist", FORM)


def test_readers_do_not_wait_for_a_writer(world: Flask) -> None:
    visit = Visitor(world)
    visit("providers.search")
    with locked(world):
        began = time.monotonic()
        for endpoint in ("site.home", "providers.search", "guidance.contents", "reference.facts"):
            visit(endpoint)
        assert time.monotonic() - began < 3


def test_a_portal_that_cannot_write_says_so_to_its_keeper(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/readyz").json == {
        "ready": True,
        "database": True,
        "disk": True,
        "search": True,
        "mail": True,
    }
    with locked(app):
        began = time.monotonic()
        answer = client.get("/readyz")
        assert time.monotonic() - began < 2
        assert (answer.status_code, (answer.json or {})["database"]) == (503, False)
        assert answer.headers["Cache-Control"] == "no-store"
        assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_a_portal_without_its_tables_says_so_to_its_keeper(tmp_path: Path) -> None:
    bare = create_app(settings_in(tmp_path))
    assert bare.test_client().get("/readyz").status_code == 503
    with bare.app_context():
        db.engine.dispose()
