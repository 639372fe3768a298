"""What every answer tells the browser: each page, for everybody who knocks, and each kind of refusal."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal import create_app
from portal.account.models import Person
from portal.checklist.models import Answer
from portal.clock import now
from portal.db import db
from portal.web.files import FILE_POLICY
from portal.web.gate import doors_of
from tests.casting import PASSWORD
from tests.conftest import settings_in
from tests.house.doors import TABLE
from tests.house.doors.shape import PERSONAS, SIGNED, Row
from tests.page import BROWSER, Visitor
from tests.peopled import People
from tests.web.test_security import EXPECTED, POLICY

READ = [row for row in TABLE if row.method == "GET"]
MADE_ANEW = re.compile(r'(name="form_key" value=")[0-9a-f]{32}')
SENT_BY_OTHERS = 'attachment; filename="evidence-'
KEPT_BY_NOBODY = "private, no-store"
WHOLE = re.compile(r"^(__Host-)?session$")


def policy(answer: TestResponse) -> dict[str, str]:
    """The content policy that an answer carries, by directive."""
    parts = answer.headers.get("Content-Security-Policy", "").split("; ")
    return dict(part.split(" ", 1) for part in parts if " " in part)


def faults(answer: TestResponse) -> list[str]:
    """What is wrong with the headers of an answer, whoever asked."""
    wrong = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in EXPECTED.items()
        if answer.headers.get(name) != value
        and (name, answer.headers.get(name)) != ("Referrer-Policy", "no-referrer")
    ]
    if answer.headers.get("Content-Disposition", "").startswith(SENT_BY_OTHERS):
        if answer.headers["Content-Security-Policy"] != FILE_POLICY:
            wrong.append("content policy of a file")
    elif policy(answer) != POLICY:
        wrong.append("content policy")
    names = [header.partition("=")[0] for header in answer.headers.getlist("Set-Cookie")]
    if len(names) > 1 or any(not WHOLE.match(name) for name in names):
        wrong.append(f"cookies {names}")
    wrong += [name for name in ("X-Powered-By", "Server") if name in answer.headers]
    if not answer.headers.get("X-Request-ID"):
        wrong.append("no request id")
    return wrong


def remembered(answer: TestResponse) -> list[str]:
    """What is wrong with an answer to somebody whose visit has begun: no cache may keep it."""
    wrong = []
    if answer.headers.get("Cache-Control") != KEPT_BY_NOBODY:
        wrong.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    if "Cookie" not in answer.headers.get("Vary", ""):
        wrong.append(f"Vary: {answer.headers.get('Vary')}")
    return wrong


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_page_carries_every_header_for_each_persona(people: People, persona: str) -> None:
    client = people.browser(persona).client
    looked_at = set()
    for row in TABLE:
        path = people.path(row.endpoint, row.values, persona)
        answer = client.open(path, method="GET", headers=BROWSER, buffered=True)
        wrong = faults(answer)
        if persona != "visitor" and row.endpoint != "static" and answer.status_code != 405:
            wrong += [] if row.endpoint == "site.readyz" else remembered(answer)
        assert wrong == [], f"{answer.status_code} {path}"
        looked_at.add(answer.status_code)
    assert len(TABLE) > 60
    assert {200, 302, 405} <= looked_at


@pytest.mark.parametrize("persona", ["visitor", "holder", "half", "school", "admin"])
def test_each_refused_form_carries_every_header(people: People, persona: str) -> None:
    client = people.browser(persona).client
    looked_at = set()
    for row in TABLE:
        path = people.path(row.endpoint, row.values, persona)
        for headers in (BROWSER, {}):
            answer = client.post(path, data={"csrf_token": "forged"}, headers=headers)
            assert faults(answer) == [], f"{answer.status_code} {path}"
            looked_at.add(answer.status_code)
    assert {400, 405} <= looked_at


def is_public(app: Flask, row: Row) -> bool:
    """Whether a page is the same for everybody who has no visit."""
    return doors_of(app)[row.endpoint]["GET"].public and row.endpoint != "static"


def test_public_pages_are_the_same_for_two_visitors_and_cacheable(people: People) -> None:
    looked_at = 0
    for row in READ:
        if not is_public(people.app, row) or row.endpoint == "site.readyz":
            continue
        path = people.path(row.endpoint, row.values, "visitor")
        people.browser("school_admin").client.get(path, buffered=True)
        first, second = (people.browser("visitor").client.get(path) for _ in range(2))
        if first.status_code != 200:
            continue
        looked_at += 1
        assert MADE_ANEW.sub(r"\1", first.text) == MADE_ANEW.sub(r"\1", second.text), path
        assert "csrf_token" not in first.text, path
        assert "Sign out" not in first.text, path
        for answer in (first, second):
            assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate", path
            assert "Set-Cookie" not in answer.headers, path
            assert "Cookie" in answer.headers["Vary"], path
    assert looked_at > 12


@pytest.mark.parametrize("persona", SIGNED)
def test_a_page_that_names_somebody_is_kept_by_no_cache(people: People, persona: str) -> None:
    client = people.browser(persona).client
    for row in READ:
        if is_public(people.app, row):
            answer = client.get(people.path(row.endpoint, row.values, persona), buffered=True)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                assert "Sign out" in answer.text
                assert answer.headers["Cache-Control"] == KEPT_BY_NOBODY
    names = people.browser(persona)("site.home").select(".app-who__link")
    assert names[-1] == "Sign out"
    assert len(names) == (4 if persona in {"moderator", "admin"} else 3)


@pytest.mark.parametrize("persona", ["half", "school_admin", "admin"])
def test_signing_out_clears_what_the_browser_kept(people: People, persona: str) -> None:
    visitor = people.browser(persona)
    form = {"csrf_token": people.token(persona)}
    answer = visitor.client.post("/account/sign-out", data=form, headers=BROWSER)
    assert answer.status_code == 303
    assert answer.headers.get("Clear-Site-Data") == '"cache", "storage"'
    assert "Sign out" not in visitor("site.home").html
    assert visitor.client.get("/account").status_code == 302


def test_nobody_is_remembered_by_a_cookie_of_their_own(people: People) -> None:
    for persona in PERSONAS:
        browser = people.browser(persona)
        for path in ("/", "/account/sign-in", "/account", "/checklist/tasks"):
            browser.client.get(path, headers={**BROWSER, "Cookie": "remember_token=1|forged"})
        assert set(browser.cookies()) <= {"session"}, persona
    person = Visitor(people.app)
    form = {"email": "hub.bare@example.org", "password": PASSWORD}
    person("account.sign_in").submit(form, button="Sign in")
    assert person("account.home").path == "/account"
    assert set(person.cookies()) == {"session"}


def test_over_https_the_one_cookie_is_bound_to_the_host(people: People) -> None:
    folder = people.app.extensions["settings"].data_folder
    app = create_app(settings_in(folder, base_url="https://guidance.example"))
    answer = app.test_client().get("/account/sign-in", base_url="https://guidance.example")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, attributes = cookie.partition("=")[0], set(cookie.split("; ")[1:])
    assert name == "__Host-session"
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    with app.app_context():
        db.engine.dispose()


METHODS = ("TRACE", "TRACK", "CONNECT", "PROPFIND", "PUT", "PATCH", "DELETE", "BREW")


@pytest.mark.parametrize("method", METHODS)
def test_an_unknown_method_is_refused_and_repeats_nothing(people: People, method: str) -> None:
    client = people.browser("admin").client
    for row in READ:
        path = people.path(row.endpoint, row.values, "admin")
        answer = client.open(path, method=method, headers={**BROWSER, "X-Canary": "canary7491"})
        assert answer.status_code in {400, 405}, path
        assert "canary7491" not in answer.text, path
        assert faults(answer) == [], path


HOSTS = ("evil.example", "localhost.evil.example", "localhost:80@evil.example", "[::1", "a b", "")


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_answers_to_another_host(people: People, host: str) -> None:
    client = people.browser("visitor").client
    for row in READ:
        path = people.path(row.endpoint, row.values, "visitor")
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert host == "" or host not in answer.text, path
        assert faults(answer) == [], path


def test_a_forwarded_host_changes_no_address(people: People) -> None:
    told = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    looked_at = 0
    for persona in ("visitor", "holder", "school_admin"):
        client = people.browser(persona).client
        for row in READ:
            path = people.path(row.endpoint, row.values, persona)
            answer = client.get(path, headers={**BROWSER, **told}, buffered=True)
            assert "evil.example" not in answer.headers.get("Location", ""), path
            if answer.mimetype == "text/html":
                assert "evil.example" not in answer.text, path
                looked_at += 1
    assert looked_at > 50


def test_the_header_leads_to_every_place(people: People) -> None:
    page = Visitor(people.app)("site.home")
    assert page.select(".app-who__link") == ["Sign in"]
    page = people.browser("person")("site.home")
    assert page.link("Choose your organisation") == "/organisation/choose"
    page = people.browser("admin")("site.home")
    assert page.link("Hub desk") == "/moderation"
    assert page.follow("Hub desk").status == 200
    assert page.submit(button="Sign out").path == "/account/sign-in"


def test_a_file_is_named_by_us_whatever_stands_in_it(people: People) -> None:
    """So nobody's words can end a header, leave a folder, or pass for another kind of file."""
    hostile = 'x"; filename="evil.exe\r\nSet-Cookie: a=b\r\n\r\n../../é\u202egpj.exe'
    with people.app.app_context():
        draft_id = int(people.value("OWN_DRAFT", "school_admin"))
        at = now()
        db.session.add(
            Answer(draft_id=draft_id, question_id="school_name", value=hostile, answered_at=at)
        )
        for person in db.session.scalars(select(Person)):
            person.name = hostile
        db.session.commit()
    browser = people.browser("school_admin")
    browser.client.get(f"/checklist/open/{draft_id}")
    form = {"csrf_token": people.token("school_admin")}
    files = [browser.client.get(f"/checklist/brief/{suffix}") for suffix in ("docx", "pdf", "odt")]
    files.append(browser.client.post("/account/export", data=form, headers=BROWSER, buffered=True))
    for answer in files:
        assert answer.status_code == 200
        named = answer.headers["Content-Disposition"]
        assert re.fullmatch(r"attachment; filename=[a-z0-9-]+\.(docx|pdf|odt|zip)", named), named
        assert faults(answer) == []
        assert answer.headers["Cache-Control"] == KEPT_BY_NOBODY
