"""Hostile text in every field of listings, claims and enquiries stays text on every page that shows it."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.peopled import Peopled
from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.house.doors import TABLE
from tests.peopled import Cast, People, copy

FIRE = "window.PWN=1"
HOSTILE = (
    "PWNED \"'></title></textarea></dd></option></script><!--"
    f'--><img class=pwn src=/nothing onerror="{FIRE}"><svg class=pwn onload="{FIRE}"></svg>'
    f'<script class=pwn>{FIRE}</script><a class=pwn href="javascript:{FIRE}">a</a>'
    f'<iframe class=pwn srcdoc="<script>parent.PWN=1</script>"></iframe>{{{{7*7}}}}'
)
FIELDS = {
    "listing": ("name", "summary", "about", "source_note"),
    "adviser": ("label", "supervisor"),
    "credential": ("scope", "number"),
    "credential_check": ("checked_by", "source", "note"),
    "mistake_report": ("details",),
    "listing_claim": ("connection", "reason", "end_reason"),
    "enquiry": ("name", "school"),
    "enquiry_message": ("text",),
    "desk_note": ("text",),
    "evidence": ("name",),
    "organisation": ("name",),
    "person": ("name",),
}
ROOMS = (
    "providers.",
    "listing.",
    "enquiries.",
    "moderation.",
    "organisation.home",
    "opendata.home",
)
PERSONAS = ("visitor", "school_admin", "provider_admin", "admin")
PUBLIC = ("/providers", "/providers?q=pwned", "/providers/shortlist")
INJECTED = "() => document.querySelectorAll('.pwn').length + (window.PWN ? 1000 : 0)"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, cast: Cast) -> Iterator[Peopled]:
    """The peopled world with hostile text wherever somebody could have typed it."""
    folder = Path(shutil.copytree(cast.folder, tmp_path_factory.mktemp("poisoned") / "world"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    with closing(sqlite3.connect(folder / "portal.db")) as database:
        for table, columns in FIELDS.items():
            for column in columns:
                database.execute(f'UPDATE "{table}" SET "{column}" = ?', (HOSTILE,))  # noqa: S608 - names of our own
        said = json.dumps({"summary": HOSTILE, "about": HOSTILE})
        database.execute("UPDATE listing_revision SET said = ?, was = ?", (said, said))
        database.execute("UPDATE listing SET website = ?", (f"https://a.example/?{HOSTILE}",))
        database.execute("UPDATE listing SET is_example = 0, claimed_on = confirmed_on")
        database.execute("UPDATE listing_revision SET reasons = ?", (json.dumps({"": HOSTILE}),))
        database.commit()
    shutil.rmtree(folder / "search_index", ignore_errors=True)
    portal = portal_with(settings_in(folder))
    portal.test_cli_runner().invoke(args=["search", "rebuild"], catch_exceptions=False)
    server = Peopled(folder, cast)
    server.start()
    yield server
    server.stop()


def paths(server: Peopled, persona: str) -> list[str]:
    """Every page of these rooms that the persona may open."""
    people = People(portal_with(settings_in(server.folder)), server.cast)
    found = dict.fromkeys(PUBLIC)
    for row in TABLE:
        if row.method == "GET" and row.endpoint.startswith(ROOMS):
            found[people.path(row.endpoint, row.values, persona)] = None
    return list(found)


@pytest.mark.parametrize("policy", ["with the content policy", "without it"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_nothing_that_somebody_typed_becomes_an_element_or_runs(
    browser: Browser, poisoned: Peopled, persona: str, policy: str
) -> None:
    context = browser.new_context(base_url=poisoned.address, bypass_csp=policy == "without it")
    if persona != "visitor":
        context.add_cookies([poisoned.cookie(persona)])  # type: ignore[list-item]  # a plain dictionary
    page, shown, wrong = context.new_page(), 0, []
    for path in paths(poisoned, persona):
        answer = context.request.get(path, max_redirects=0)
        if "text/html" not in answer.headers.get("content-type", "") or answer.status >= 300:
            continue
        page.goto(path)
        shown += "PWNED" in page.content()
        if page.evaluate(INJECTED):
            wrong.append(path)
    context.close()
    assert wrong == []
    assert shown >= (8 if persona == "visitor" else 6)
