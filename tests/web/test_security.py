"""What every answer says to the browser, what the visit's cookie is like, and what no request can do."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from portal import create_app
from portal.db import db
from portal.web.bodies import BODY_LIMIT
from tests.conftest import settings_in
from tests.page import BROWSER, Visitor

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
OPEN_PAGES = (
    "/",
    "/providers",
    "/providers/shortlist",
    "/providers/compare",
    "/checklist",
    "/guidance",
    "/guidance/commissioning",
    "/reference",
    "/site/accessibility",
    "/site/privacy",
)


def broken(app: Flask, error: Exception) -> TestResponse:
    """The answer of a page that fails."""

    def fail() -> str:
        raise error

    app.view_functions["site.privacy"] = fail
    return app.test_client().get("/site/privacy")


def download(app: Flask) -> TestResponse:
    """A brief as a Word file."""
    person = Visitor(app)
    person("checklist.start").submit()
    return person.client.get("/checklist/brief/docx")


KINDS: dict[str, tuple[int, Callable[[Flask], TestResponse]]] = {
    "page": (200, lambda app: app.test_client().get("/")),
    "health": (200, lambda app: app.test_client().get("/healthz")),
    "options": (200, lambda app: app.test_client().options("/")),
    "redirect": (302, lambda app: app.test_client().get("/checklist/tasks")),
    "after a form": (303, lambda app: app.test_client().post("/checklist", headers=BROWSER)),
    "foreign form": (400, lambda app: app.test_client().post("/checklist")),
    "foreign host": (400, lambda app: app.test_client().get("/", base_url="http://evil.example")),
    "missing": (404, lambda app: app.test_client().get("/nowhere")),
    "missing file": (404, lambda app: app.test_client().get("/static/nothing.css")),
    "wrong method": (405, lambda app: app.test_client().delete("/")),
    "unknown method": (405, lambda app: app.test_client().open("/", method="BREW")),
    "too large": (
        413,
        lambda app: app.test_client().post(
            "/checklist", data={"a": "x" * BODY_LIMIT}, headers=BROWSER
        ),
    ),
    "fault": (500, lambda app: broken(app, RuntimeError("boom"))),
    "busy": (503, lambda app: broken(app, OperationalError("x", {}, Exception("locked")))),
    "download": (200, download),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_carries_every_header(world: Flask, kind: str) -> None:
    status, ask = KINDS[kind]
    answer = ask(world)
    assert answer.status_code == status
    policy = [part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")]
    assert {name: value for name, value in policy} == POLICY  # noqa: C416 - fails on a pair that is none
    assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED
    assert answer.headers.get("X-Request-ID")
    assert not {"X-Powered-By", "Strict-Transport-Security"} & set(answer.headers.keys())


@pytest.mark.parametrize("kind", ["missing", "wrong method", "too large", "fault", "busy"])
def test_no_error_is_kept_by_a_cache_or_sets_a_cookie(world: Flask, kind: str) -> None:
    answer = KINDS[kind][1](world)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_browser_is_held_to_https_where_there_is_https(tmp_path: Path) -> None:
    safe = create_app(settings_in(tmp_path, base_url="https://guidance.example"))
    client = safe.test_client()
    answer = client.get("/healthz", base_url="https://guidance.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_reading_sets_no_cookie_and_is_the_same_for_everybody(world: Flask) -> None:
    for path in OPEN_PAGES:
        first, second = (world.test_client().get(path) for _ in range(2))
        assert first.status_code == 200, path
        assert "Set-Cookie" not in first.headers, path
        assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate", path
        assert "Cookie" in first.headers["Vary"], path
        assert "csrf_token" not in first.text, path
        if "form_key" not in first.text:
            assert first.data == second.data, path


@pytest.mark.parametrize(
    ("base", "name", "wanted"),
    [
        ("http://localhost", "session", {"HttpOnly", "Path=/", "SameSite=Lax"}),
        (
            "https://guidance.example",
            "__Host-session",
            {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"},
        ),
    ],
)
def test_the_one_cookie_is_begun_by_a_form_and_kept_from_scripts(
    world: Flask, tmp_path: Path, base: str, name: str, wanted: set[str]
) -> None:
    app = create_app(settings_in(tmp_path / "world", base_url=base))
    answer = app.test_client().post("/checklist", headers=BROWSER, base_url=base)
    assert answer.status_code == 303
    (cookie,) = answer.headers.getlist("Set-Cookie")
    value, *attributes = cookie.split("; ")
    assert value.partition("=")[0] == name
    assert {part for part in attributes if not part.startswith("Expires=")} == wanted
    with app.app_context():
        db.engine.dispose()


def test_what_a_visit_holds_is_kept_by_no_cache(holder: Visitor) -> None:
    for path in ("/checklist/tasks", "/checklist/check", "/checklist/brief", "/"):
        answer = holder.client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store", path


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil", ""])
def test_a_host_that_is_not_ours_is_refused(app: Flask, host: str) -> None:
    answer = app.test_client().get("/", headers={"Host": host})
    assert answer.status_code == 400


def test_forwarded_headers_count_for_nothing_without_a_proxy(holder: Visitor) -> None:
    headers = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-For": "192.0.2.1",
        "Forwarded": "host=evil.example",
    }
    answer = holder.client.get("/checklist/tasks", headers=headers)
    assert "http://localhost/checklist/return/" in answer.text
    assert "evil" not in answer.text


def test_as_many_forwarded_headers_are_believed_as_there_are_proxies(tmp_path: Path) -> None:
    app = create_app(settings_in(tmp_path, proxy_hops=1))
    app.add_url_rule("/who", "who", lambda: {"by": request.remote_addr})
    app.extensions["doors"]["who"] = app.extensions["doors"]["site.home"]
    sent = {"X-Forwarded-For": "203.0.113.9, 192.0.2.1", "X-Forwarded-Host": "evil.example"}
    assert app.test_client().get("/who", headers=sent).json == {"by": "192.0.2.1"}


@pytest.mark.parametrize(
    "body",
    [
        b"details=" + b"x" * (BODY_LIMIT + 1),
        b"&".join(b"field%d=value" % n for n in range(20_000)),
        b"&" * (BODY_LIMIT - 1),
        b"details=" + b"%" * 100_000,
    ],
    ids=["too long", "20,000 fields", "nothing but separators", "half-finished escapes"],
)
def test_a_monstrous_form_is_answered_at_once(world: Flask, body: bytes) -> None:
    client = world.test_client()
    client.get("/")
    kind = "application/x-www-form-urlencoded"
    for path in ("/checklist", "/providers/shortlist", "/nowhere"):
        began = time.perf_counter()
        answer = client.post(path, data=body, content_type=kind, headers=BROWSER)
        assert time.perf_counter() - began < 0.5, path
        assert answer.status_code < 500, path


@pytest.mark.parametrize("kind", ["too long", "20,000 fields"])
def test_a_form_beyond_the_limits_is_refused(world: Flask, kind: str) -> None:
    fields = (
        {"a": "x" * (BODY_LIMIT + 1)}
        if kind == "too long"
        else dict.fromkeys(map(str, range(20_000)), "v")
    )
    answer = world.test_client().post("/checklist", data=fields, headers=BROWSER)
    assert answer.status_code in {400, 413}


HOSTILE_VALUES = [
    "%00",
    "a%00b",
    "%ff",
    "%c0%af",
    "%c0%ae%c0%ae%c0%af",
    "%ed%a0%80",
    "%f8%a1%a1%a1%a1",
    "%0d%0aSet-Cookie:%20a=b",
    "..%2f..%2fetc%2fpasswd",
    "..%5c..%5cwindows",
    "%e2%80%ae",
    "%EF%BF%BE",
    "%",
    "%zz",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "'%20OR%201=1--",
    "[a%20TO%20z]",
    "(" * 2_000,
    "%F0%9F%92%A9" * 300,
    "x" * 9_000,
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "%D9%A3",
    "%C2%B2",
]


NAMES = ("q", "place", "sort", "pick", "borough", "next", "kind")


def asked(world: Flask) -> list[str]:
    """An address for each endpoint, with XX for every parameter."""
    return [re.sub(r"<[^>]+>", "XX", rule.rule) for rule in world.url_map.iter_rules()]


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=lambda value: value[:20])
def test_no_text_in_an_address_is_answered_by_a_fault(holder: Visitor, value: str) -> None:
    knocked = 0
    for path in asked(holder.app):
        places = [path.replace("XX", value)] if "XX" in path else []
        wild = "&".join(f"{name}={value}" for name in (*NAMES, value))
        places += [f"{path}?{wild}", f"{path}?page={value}"]
        for address in places:
            answer = holder.client.get(address, follow_redirects=False)
            assert answer.status_code < 500, address
            assert "Set-Cookie" not in answer.headers or "a=b" not in answer.headers["Set-Cookie"]
            knocked += 1
    assert knocked > 100


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=lambda value: value[:20])
def test_no_text_in_a_form_is_answered_by_a_fault(holder: Visitor, value: str) -> None:
    page = holder("checklist.leave")
    token = str(page.soup.select_one("[name=csrf_token]")["value"])  # type: ignore[index]  # it is there
    kind = "application/x-www-form-urlencoded"
    fields = ("what", "details", "contact", "slug", "back", "change", "form_key", "seen", "then")
    body = (
        "&".join(f"{name}={value}" for name in fields).encode() + b"&csrf_token=" + token.encode()
    )
    posts = [path for path in asked(holder.app) if "POST" in methods(holder.app, path)]
    assert len(posts) >= 5
    for path in posts:
        for wild in (body, body + b"&\xff\xfe=\xff", body + f"&{value}=1".encode()):
            answer = holder.client.post(path, data=wild, content_type=kind, headers=BROWSER)
            assert answer.status_code < 500, path


def methods(app: Flask, path: str) -> set[str]:
    """What an address answers."""
    return set(app.url_map.bind("localhost").allowed_methods(path))


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "session=\xff\xfe\x00"},
        {"HTTP_COOKIE": "session=eyJkcmFmdCI6MX0.aaaa.bbbb; session=; =;;;"},
        {"HTTP_COOKIE": "session=" + "x" * 9_000},
        {"HTTP_ACCEPT_ENCODING": "\xff;q=a"},
        {"HTTP_ACCEPT_LANGUAGE": "x" * 9_000},
        {"HTTP_IF_NONE_MATCH": '"\xff'},
        {"HTTP_IF_MODIFIED_SINCE": "yesterday"},
        {"HTTP_RANGE": "bytes=9-1,\xff"},
        {"HTTP_USER_AGENT": "\xff\x00"},
        {"HTTP_SEC_FETCH_SITE": "\xff"},
        {"HTTP_ORIGIN": "http://[bad"},
        {"HTTP_ORIGIN": "http://\xff"},
        {"HTTP_REFERER": "http://[bad"},
        {"HTTP_HOST": "[bad"},
        {"HTTP_HOST": "localhost:port"},
        {"CONTENT_TYPE": "multipart/form-data; boundary=\xff"},
        {"CONTENT_TYPE": "multipart/form-data"},
        {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-7"},
        {"CONTENT_LENGTH": "-1"},
        {"CONTENT_LENGTH": "many"},
        {"QUERY_STRING": "\xff\x00&&=&q=\xff"},
        {"PATH_INFO": "/providers/\xff\x00"},
        {"PATH_INFO": "//evil.example/%2e%2e"},
    ],
    ids=lambda environ: " ".join(f"{key}={value[:12]!r}" for key, value in environ.items()),
)
def test_no_header_is_answered_by_a_fault(world: Flask, environ: dict[str, str]) -> None:
    client = world.test_client()
    for path in ("/", "/providers", "/checklist/tasks", "/static/built/none.css"):
        answer = client.get(path, environ_overrides=environ)
        assert answer.status_code < 500, path
    for path in ("/checklist", "/providers/shortlist", "/checklist/leave"):
        for headers in (BROWSER, {}):
            answer = client.post(path, data=b"a=b", headers=headers, environ_overrides=environ)
            assert answer.status_code < 500, path
