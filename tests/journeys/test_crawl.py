"""From the home page every page can be reached, and every link on the way leads to a page that is whole."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.crawling import crawl, links
from tests.page import Page, Visitor

NOT_LINKED = {"static", "site.healthz", "site.readyz"}


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


def shortlist(visitor: Visitor, wanted: int) -> None:
    """Put the first providers on the shortlist, so that there is something to compare."""
    for link in visitor("providers.search").soup.select(".app-provider__name a")[:wanted]:
        slug = str(link["href"]).rpartition("/")[2]
        visitor.send("/providers/shortlist", {"slug": slug, "change": "add"})


def test_a_visitor_reaches_every_open_page_and_no_two_have_the_same_title(world: Flask) -> None:
    pages = crawl(Visitor(world))
    assert len(pages) > 60
    assert dead_fragments(pages) == []
    wanted = {
        "providers.search",
        "providers.listing",
        "providers.report",
        "guidance.topic",
        "reference.facts",
    }
    assert wanted <= endpoints(world, pages)
    titles: dict[str, set[str]] = {}
    for address, page in pages.items():
        titles.setdefault(page.heading, set()).add(urlsplit(address).path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_a_school_reaches_every_page_there_is(holder: Visitor) -> None:
    shortlist(holder, 2)
    pages = crawl(holder)
    assert len(pages) > 100
    assert dead_fragments(pages) == []
    everything = {rule.endpoint for rule in holder.app.url_map.iter_rules()} - NOT_LINKED
    assert endpoints(holder.app, pages) == everything


@pytest.mark.parametrize("words", ["xyzzy", "<b>", "   ", "a" * 200])
def test_a_search_that_finds_nothing_still_leads_on(world: Flask, words: str) -> None:
    page = Visitor(world)("providers.search", q=words)
    assert len(links(page)) > 5
