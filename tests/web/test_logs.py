"""Each request leaves one line that says what kind it was, and nothing that a person typed."""

import json
import logging
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DataError

from portal.db import db
from portal.journal.models import Receipt
from portal.web.logs import portals_handler
from tests.page import BROWSER, Visitor

CANARY = "canary7491"
NAME = f"Jo {CANARY}"
HEADERS = {
    **BROWSER,
    "User-Agent": CANARY,
    "Referer": f"http://localhost/{CANARY}",
    "X-Forwarded-For": CANARY,
    "Authorization": CANARY,
    "Cookie": f"session={CANARY}",
}


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Everything that was logged, as the portal writes it and as any other logger would."""
    handler = portals_handler()
    assert handler is not None
    return [handler.format(record) for record in caplog.records] + [caplog.text]


def requests(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """The lines about requests."""
    told = [json.loads(line) for line in lines(caplog)[:-1]]
    return [line for line in told if line["event"] == "request"]


@pytest.fixture(autouse=True)
def listening(caplog: pytest.LogCaptureFixture) -> None:
    """Hear everything, whatever is left out by default."""
    caplog.set_level(logging.DEBUG)


def test_a_request_leaves_one_line_that_its_answer_names(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    answer = app.test_client().get("/providers?q=send")
    (line,) = requests(caplog)
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["endpoint"], line["status"]) == ("GET", "providers.search", 200)
    assert line["ms"] >= 0
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


def test_no_two_requests_share_a_number(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(20):
        app.test_client().get("/healthz", headers={"X-Request-ID": "mine"})
    assert len({line["request_id"] for line in requests(caplog)}) == 20


def test_files_leave_no_line(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.test_client().get("/static/nothing.css")
    assert requests(caplog) == []


def test_nothing_that_a_person_typed_or_carries_is_logged(
    world: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    person = Visitor(world)
    person("checklist.start").submit()
    token = person("checklist.leave").soup.select_one("[name=csrf_token]")
    assert token is not None
    form = {
        "details": NAME,
        "what": NAME,
        "contact": f"{CANARY}@example.org",
        "slug": NAME,
        "then": NAME,
    }
    reading = (
        f"/providers?q={CANARY}&place={CANARY}",
        f"/providers/{CANARY}",
        f"/providers/compare?pick={CANARY}",
        f"/checklist/return/{CANARY}",
        f"/guidance/{CANARY}",
        f"/{CANARY}",
    )
    for path in reading:
        person.client.get(path, headers=HEADERS)
        person.client.get(path, headers=BROWSER)
    for path in ("/checklist", "/providers/shortlist", "/checklist/leave", f"/{CANARY}"):
        person.client.post(path, data={**form, "csrf_token": str(token["value"])}, headers=BROWSER)
        person.client.post(path, data=form, headers=HEADERS)
    assert len(requests(caplog)) > 20
    assert [line for line in lines(caplog) if CANARY in line] == []


def test_a_fault_is_logged_without_the_form_or_the_values_it_tripped_over(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        typed = NAME
        raise RuntimeError("the view tripped over a text of length " + str(len(typed)))

    app.view_functions["checklist.start"] = fail
    Visitor(app).send("/checklist", {"details": NAME}, expect=500)
    told = [line for line in lines(caplog) if "request.failed" in line]
    assert '"fault": "RuntimeError"' in told[0]
    assert "test_logs.py" in told[0]
    assert "the view tripped" not in told[0], "a message may hold what a person typed"
    assert [line for line in lines(caplog) if CANARY in line] == []


def test_a_row_that_the_database_refuses_is_logged_without_its_values(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    from portal.clock import now

    def fail() -> str:
        for _ in range(2):
            db.session.add(Receipt(key="twice", at=now(), outcome=NAME))
            db.session.flush()
            db.session.expunge_all()
        return ""

    app.view_functions["checklist.start"] = fail
    Visitor(app).send("/checklist", {"details": NAME}, expect=500)
    told = [line for line in lines(caplog) if "request.failed" in line]
    assert "IntegrityError" in told[0]
    assert [line for line in lines(caplog) if CANARY in line] == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2028"])
def test_no_text_can_begin_a_line_of_its_own(
    app: Flask, caplog: pytest.LogCaptureFixture, end: str
) -> None:
    def fail() -> str:
        raise DataError(f"a{end}b", {}, Exception(f"a{end}b"))

    app.view_functions["checklist.start"] = fail
    Visitor(app).send("/checklist", {}, expect=500)
    told = lines(caplog)[:-1]
    assert told
    assert all(len(line.splitlines()) == 1 for line in told)
