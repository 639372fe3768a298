"""The portal calls nobody while it serves, and what it links to elsewhere it links to with care."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from flask import Flask

from portal import create_app
from portal.clock import now, today
from portal.db import db
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing
from portal.providers.queries import list_addresses
from portal.providers.rules import Particulars
from portal.providers.rules.problems import listing_problems
from tests.conftest import settings_in
from tests.crawling import crawl
from tests.page import Page, Visitor

UGC = {"nofollow", "ugc", "noopener", "noreferrer"}
HOSTILE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/hostname",
    "ftp://example.org/",
    "blob:https://example.org/x",
    "//evil.example",
    "https:evil.example",
    "http:///evil.example",
    "https://",
    "https://[::1",
    "mailto:a@example.org",
    "evil.example",
    "https://example.org/ javascript:",
    "https://example.org/\u202egpj.exe",
    "https://example.org/\u2066x",
    "https://example.org/\x00",
)
Calls = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Every attempt to reach another machine; each is refused."""
    made: Calls = []

    def refuse(*args: Any, **_more: Any) -> Any:
        made.append(repr(args[-1] if len(args) > 1 else args))
        raise OSError("nobody is called")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return made


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[Flask]:
    """The example world, shared by this file."""
    app = create_app(
        settings_in(Path(shutil.copytree(example, tmp_path_factory.mktemp("out") / "world")))
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def foreign(page: Page) -> list[Tag]:
    """The links of a page that lead elsewhere; those of the frame stand in the footer."""
    return [
        link
        for link in page.soup.select("main a[href]")
        if urlsplit(str(link["href"])).netloc not in {"", "localhost"}
        or urlsplit(str(link["href"])).scheme not in {"", "http"}
    ]


def test_the_guard_sees_a_call(calls: Calls) -> None:
    with pytest.raises(OSError, match="nobody is called"):
        socket.create_connection(("192.0.2.1", 80))
    with socket.socket() as plain, pytest.raises(OSError, match="nobody is called"):
        plain.connect(("192.0.2.1", 80))
    assert len(calls) == 2


def test_all_open_pages_are_served_without_a_call_and_link_out_with_care(
    served: Flask, calls: Calls
) -> None:
    pages = crawl(Visitor(served))
    assert len(pages) > 60
    assert calls == []
    links = [(address, link) for address, page in pages.items() for link in foreign(page)]
    websites = [link for _, link in links if link.get_text(strip=True) == "Website"]
    assert len(links) > 20
    assert len(websites) > 3
    for address, link in links:
        assert urlsplit(str(link["href"])).scheme in {"http", "https", "mailto", "tel"}, address
        assert not link.has_attr("target"), address
        if address.startswith("/providers"):  # elsewhere every word and link is our own
            assert set(link.get("rel") or ()) == UGC, f"{address}: {link}"


def test_forms_and_files_are_answered_without_a_call(served: Flask, calls: Calls) -> None:
    visitor = Visitor(served)
    visitor("checklist.start").submit(button="Start the checklist")
    for suffix in ("docx", "odt", "pdf"):
        assert visitor.client.get(f"/checklist/brief/{suffix}").status_code == 200
    with served.app_context():
        slug = next(iter(list_addresses(today()))).slug
    report = {"what": "OTHER", "details": "See https://evil.example/ please"}
    visitor("providers.report", slug=slug).submit(report)
    visitor("account.reset").submit({"email": "nobody@example.org"})
    assert calls == []


@pytest.mark.parametrize("address", HOSTILE)
def test_a_website_that_is_no_web_address_is_refused(address: str) -> None:
    said = Particulars("A name", "", website=address)
    problems = listing_problems(said, VOCABULARIES, today())
    assert {problem.field for problem in problems} == {"website"}


def test_what_stands_in_a_website_cannot_leave_its_attribute(served: Flask) -> None:
    hostile = "https://example.org/\"onmouseover='x'><script>alert(1)</script>&amp;\u202e"
    with served.app_context():
        listed = next(iter(list_addresses(today())))
        row = db.session.query(Listing).filter_by(slug=listed.slug).one()
        row.website, row.updated_at = hostile, now()
        db.session.commit()
    page = Visitor(served)("providers.listing", slug=listed.slug)
    (link,) = (a for a in page.soup.select("main a") if a.get_text(strip=True) == "Website")
    assert link["href"] == hostile
    assert set(link.attrs) == {"class", "href", "rel"}
    assert not page.soup.select("main script:not([type='application/ld+json'])")
