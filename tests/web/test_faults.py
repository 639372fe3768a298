"""Whichever page breaks, the answer is a plain page with a number that the log knows, and nothing stays half done."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask, url_for
from sqlalchemy import func, select
from werkzeug.routing import IntegerConverter, Rule

from portal.clock import now
from portal.db import db
from portal.journal.models import Receipt
from portal.web.errors import WORDS
from portal.web.gate import ANYONE, doors_of
from portal.web.logs import portals_handler
from tests.page import BROWSER
from tests.page import problems as broken_rules

SECRET = "secret of the machine"  # noqa: S105 - what a message may hold


def methods(app: Flask) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, address) of every door but that of the files."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint != "static":
                yield rule.endpoint, method, address(app, rule)


def address(app: Flask, rule: Rule) -> str:
    """An address that the rule answers."""
    values = {
        name: 1 if isinstance(converter, IntegerConverter) else "x"
        for name, converter in rule._converters.items()
    }
    with app.test_request_context():
        return url_for(rule.endpoint, **values)  # type: ignore[arg-type]  # its stub knows _anchor only


def break_every_page(app: Flask) -> None:
    """Let every view write something and then fail, with its door open to all."""

    def fail(**_values: object) -> str:
        db.session.add(Receipt(key="half", at=now(), outcome="/"))
        db.session.flush()
        raise RuntimeError(SECRET)

    for endpoint, doors in doors_of(app).items():
        if endpoint != "static":
            app.view_functions[endpoint] = fail
            doors_of(app)[endpoint] = dict.fromkeys(doors, ANYONE)


@pytest.fixture
def spoiled(app: Flask) -> Flask:
    """A portal in which every page breaks."""
    break_every_page(app)
    return app


def test_a_portal_serves_without_its_debugger(app: Flask) -> None:
    assert not app.debug
    assert not app.config["PROPAGATE_EXCEPTIONS"]


def test_every_page_that_breaks_says_so_without_a_word_of_the_machine(spoiled: Flask) -> None:
    looked_at, rooms = 0, set()
    for endpoint, method, path in methods(spoiled):
        answer = spoiled.test_client().open(path, method=method, headers=BROWSER)
        assert answer.status_code == 500, (endpoint, method)
        assert WORDS[500][0] in answer.text
        assert answer.headers["X-Request-ID"] in answer.text
        for word in (SECRET, "Traceback", "RuntimeError", ".py"):
            assert word not in answer.text, (endpoint, word)
        looked_at += 1
        rooms.add(endpoint.partition(".")[0])
    assert broken_rules(spoiled, answer.text, path) == ()
    assert looked_at > 80
    assert rooms == set(spoiled.blueprints)


def test_nothing_that_a_broken_page_began_is_kept(spoiled: Flask) -> None:
    for endpoint, method, path in methods(spoiled):
        spoiled.test_client().open(path, method=method, headers=BROWSER)
        with spoiled.app_context():
            kept = db.session.scalar(select(func.count()).select_from(Receipt))
            assert kept == 0, (endpoint, method)


def test_the_log_names_each_fault_by_the_number_on_its_page(
    spoiled: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    handler = portals_handler()
    assert handler is not None
    shown = {
        spoiled.test_client().open(path, method=method, headers=BROWSER).headers["X-Request-ID"]
        for _, method, path in methods(spoiled)
    }
    told = [json.loads(handler.format(one)) for one in caplog.records if one.name == "portal"]
    failed = [line for line in told if line["event"] == "request.failed"]
    assert {line.get("request_id") for line in failed} == shown
    assert all(line["fault"] == "RuntimeError" for line in failed)
    assert SECRET not in json.dumps(told)
