"""The gate: what nobody declared is shut, and a form is taken from our own pages only."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.web.gate import ANYONE, Door, declare
from tests.page import BROWSER, Visitor

SHUT = Door("nobody", lambda: False)
ELSEWHERE = Door("nobody, but told where to go", lambda: False, instead=lambda: ("go away", 401))
WITH_TOKEN = Door("anyone who has a token", lambda: True)
KEYED = Door("whoever holds an emailed key", lambda: True, keyed=True)


@pytest.fixture
def gated(app: Flask) -> Flask:
    """The portal with an address for each kind of door."""
    for name in ("undeclared", "half", "open", "shut", "elsewhere", "token", "keyed"):
        app.add_url_rule(f"/{name}", name, lambda: "in", methods=["GET", "POST", "PUT"])
    declare(
        app,
        {
            "half": {"GET": ANYONE},
            "open": {"GET": ANYONE, "POST": ANYONE},
            "shut": {"GET": SHUT, "POST": SHUT},
            "elsewhere": {"GET": ELSEWHERE},
            "token": {"POST": WITH_TOKEN},
            "keyed": {"POST": KEYED},
        },
    )
    return app


def send(app: Flask, path: str, method: str = "POST", **headers: str) -> TestResponse:
    """A form sent with just these headers; underscores stand for hyphens."""
    spelt = {key.replace("_", "-"): value for key, value in headers.items()}
    return app.test_client().open(path, method=method, headers=spelt, data={"a": "b"})


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_an_endpoint_that_no_room_declared_is_shut(gated: Flask, method: str) -> None:
    assert send(gated, "/undeclared", method, **BROWSER).status_code == 403


def test_a_method_that_no_room_declared_is_shut_where_others_are_open(gated: Flask) -> None:
    assert send(gated, "/half", "GET").status_code == 200
    assert send(gated, "/half", "HEAD").status_code == 200
    assert send(gated, "/half", "POST", **BROWSER).status_code == 403
    assert send(gated, "/open", "PUT", **BROWSER).status_code == 403


def test_a_shut_door_answers_403_or_as_it_was_told(gated: Flask) -> None:
    assert send(gated, "/shut", "GET").status_code == 403
    assert send(gated, "/shut", "POST", **BROWSER).status_code == 403
    assert send(gated, "/elsewhere", "GET").status_code == 401


def test_what_is_not_there_is_not_found_and_not_forbidden(gated: Flask) -> None:
    assert send(gated, "/nowhere", "GET").status_code == 404
    assert send(gated, "/open", "DELETE", **BROWSER).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "http://localhost"},
        {"Origin": "http://localhost"},
    ],
)
def test_a_form_of_ours_goes_in(gated: Flask, headers: dict[str, str]) -> None:
    assert send(gated, "/open", **headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Referer": "http://localhost/"},
        {"Sec_Fetch_Site": ""},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "Same-Origin, cross-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost@evil.example"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "http://[bad"},
    ],
)
def test_a_form_that_no_browser_vouches_for_is_refused(
    gated: Flask, headers: dict[str, str]
) -> None:
    assert send(gated, "/open", **headers).status_code == 400


def test_reading_needs_no_word_of_the_browser(gated: Flask) -> None:
    assert send(gated, "/open", "GET", Sec_Fetch_Site="cross-site").status_code == 200


def test_a_form_behind_a_door_that_is_not_public_needs_a_token(gated: Flask) -> None:
    assert send(gated, "/token", **BROWSER).status_code == 400


@pytest.mark.parametrize("word", [BROWSER, {"Origin": "null"}, {"Origin": "http://localhost"}])
def test_a_form_behind_an_emailed_key_needs_no_cookie_though_its_page_tells_nobody_where_it_is(
    gated: Flask, word: dict[str, str]
) -> None:
    assert send(gated, "/keyed", **word).status_code == 200


@pytest.mark.parametrize(
    "word", [{}, {"Sec_Fetch_Site": "cross-site"}, {"Origin": "http://evil.example"}]
)
def test_a_form_behind_an_emailed_key_is_refused_from_elsewhere(
    gated: Flask, word: dict[str, str]
) -> None:
    assert send(gated, "/keyed", **word).status_code == 400


def test_a_token_is_good_in_its_own_visit_only(world: Flask, holder: Visitor) -> None:
    mine = holder("checklist.leave").soup.select_one("[name=csrf_token]")
    assert mine is not None
    stranger = Visitor(world)
    stranger("checklist.start").submit()
    data = {"what": "close", "csrf_token": str(mine["value"])}
    stranger.send("/checklist/leave", data, expect=400)
    stranger.send("/checklist/leave", {"what": "close", "csrf_token": ""}, expect=400)
    stranger.send("/checklist/leave", {"what": "close"}, expect=400)
    assert stranger("checklist.tasks").status == 200
    assert holder.send("/checklist/leave", data).through == ("http://localhost/checklist",)
