"""Reading changes nothing: GET, HEAD and OPTIONS leave every row of every table as it was, whoever reads."""

import pytest

from tests.fingerprints import fingerprint
from tests.house.doors import TABLE
from tests.house.doors.shape import PERSONAS, Row
from tests.page import BROWSER
from tests.peopled import People

READ = [row for row in TABLE if row.method == "GET"]
PATHS = list({(row.endpoint, *row.values.items()): row for row in TABLE}.values())
QUERY = "?q=send&place=L1+1AA&page=2&delete=yes&_method=POST"
WAYS = (("GET", ""), ("GET", QUERY), ("HEAD", QUERY), ("OPTIONS", QUERY))
ALLOWED = {"sign_in.seen_at", "audit_event"}
"""What reading may leave behind: that the browser was used, and that somebody was refused."""


@pytest.mark.parametrize("persona", PERSONAS)
def test_reading_changes_no_row(people: People, persona: str) -> None:
    before = fingerprint(people.database, but=ALLOWED)
    assert len(before) >= 10
    browser = people.browser(persona)
    for row in PATHS:
        path = people.path(row.endpoint, row.values, persona)
        for method, query in WAYS:
            answer = browser.client.open(path + query, method=method, headers=BROWSER)
            answer.close()
            assert answer.status_code < 500, f"{method} {path}{query}"
    assert fingerprint(people.database, but=ALLOWED) == before


def test_what_changes_a_row_leaves_an_audit_event(people: People) -> None:
    holder = people.browser("holder")
    listed = people.value("LISTED", "holder")
    mistake = {"details": "It moved last summer", "what": "OTHER"}
    for path, form in (
        (f"/providers/{listed}/report", mistake),
        ("/checklist/leave", {"what": "delete"}),
    ):
        page, before = holder(path), fingerprint(people.database)
        page.submit(form)
        after = fingerprint(people.database)
        assert {name for name in after if after[name] != before[name]} > {"audit_event"}, path


def test_a_change_would_be_seen(people: People) -> None:
    before = fingerprint(people.database, but=ALLOWED)
    people.browser("visitor")("checklist.start").submit()
    after = fingerprint(people.database, but=ALLOWED)
    changed = {name for name in after if after[name] != before[name]}
    assert {"draft", "receipt"} <= changed


@pytest.mark.parametrize("row", READ, ids=lambda row: row.endpoint)
def test_head_is_get_without_its_body(people: People, row: Row) -> None:
    """As it is for somebody who may come in, whom each door has but those that nobody but a holder opens."""
    persona = "admin" if "admin" in row.answers.opens else "holder"
    path = people.path(row.endpoint, row.values, persona)
    client = people.browser(persona).client
    got = client.get(path, headers=BROWSER, buffered=True)
    headed = client.head(path, headers=BROWSER, buffered=True)
    assert headed.status_code == got.status_code
    assert headed.headers["Content-Type"] == got.headers["Content-Type"]
    assert headed.data == b""
