"""From the home page every page can be reached, and every link on the way leads to a page that is whole."""

from collections import deque
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask import Flask

from tests.page import Page, Visitor

SAME_SHAPE = (
    3  # addresses with the same path and the same query keys are alike: so many are looked at
)
NOT_LINKED = {"static", "site.healthz", "site.readyz", "checklist.come_back"}


def crawl(visitor: Visitor, start: str = "/") -> dict[str, Page]:
    """Every page that can be reached by links, by its address."""
    waiting, found = deque([start]), dict[str, Page]()
    shapes: dict[tuple[str, frozenset[str]], int] = {}
    while waiting:
        address = waiting.popleft()
        parts = urlsplit(address)
        shape = (parts.path, frozenset(parse_qs(parts.query)))
        if address in found or shapes.get(shape, 0) >= SAME_SHAPE:
            continue
        shapes[shape] = shapes.get(shape, 0) + 1
        found[address] = visitor.get(address)
        waiting.extend(own for own, _ in links(found[address]))
    return found


def links(page: Page) -> list[tuple[str, str]]:
    """(address, fragment) of each link to a page of ours."""
    if page.response.mimetype != "text/html":
        return []
    found = []
    for tag in page.soup.select("a[href]"):
        parts = urlsplit(urljoin(f"http://localhost{page.path}", str(tag["href"])))
        if parts.netloc == "localhost":
            found.append((parts.path + (f"?{parts.query}" if parts.query else ""), parts.fragment))
    return found


def endpoints(app: Flask, pages: dict[str, Page]) -> set[str]:
    """The endpoints of the pages that were found."""
    router = app.url_map.bind("localhost")
    return {router.match(urlsplit(address).path)[0] for address in pages}


def dead_fragments(pages: dict[str, Page]) -> list[str]:
    """Links to a place on another page that is not there."""
    return [
        f"{address} -> {target}#{fragment}"
        for address, page in pages.items()
        for target, fragment in links(page)
        if fragment and target in pages and not pages[target].soup.find(id=fragment)
    ]


def test_a_visitor_reaches_every_open_page_and_every_link_is_whole(world: Flask) -> None:
    pages = crawl(Visitor(world))
    assert len(pages) > 60
    assert dead_fragments(pages) == []
    missing = {
        "providers.search",
        "providers.listing",
        "providers.report",
        "guidance.topic",
        "reference.facts",
    }
    assert missing <= endpoints(world, pages)


def test_a_school_reaches_every_page_there_is(holder: Visitor) -> None:
    holder("providers.search")
    pages = crawl(holder)
    assert len(pages) > 100
    assert dead_fragments(pages) == []
    everything = {rule.endpoint for rule in holder.app.url_map.iter_rules()} - NOT_LINKED
    assert endpoints(holder.app, pages) == everything


def test_no_two_pages_have_the_same_title(world: Flask) -> None:
    titles: dict[str, set[str]] = {}
    for address, page in crawl(Visitor(world)).items():
        titles.setdefault(page.heading, set()).add(urlsplit(address).path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("words", ["xyzzy", "<b>", "   ", "a" * 200])
def test_a_search_that_finds_nothing_still_leads_on(world: Flask, words: str) -> None:
    page = Visitor(world)("providers.search", q=words)
    assert len(links(page)) > 5
