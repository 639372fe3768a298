"""From the home page every page can be reached, and every link on the way leads to a page that is whole."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.crawling import OF_PEOPLE, crawl, links
from tests.house.doors import TABLE
from tests.page import Page, Visitor
from tests.peopled import People

NOT_LINKED = {"static", "site.healthz", "site.readyz"}
MAILED = {
    "account.change_email_finish",
    "account.reset_finish",
    "account.sign_up_finish",
    "enquiries.open",
    "enquiries.prove",
    "listing.invited",
    "listing.still_correct",
    "organisation.join",
}
SENT_ON = {
    "account.check_email",
    "account.outside",
    "account.outside_agree",
    "account.outside_return",
    "account.passkey",
    "account.prove",
    "account.prove_passkey",
    "checklist.come_back",
}
"""Where a form leads, or a door, another service, or a link that somebody kept."""
STARTS = {
    "half": "/account/second-step",
    "person": "/organisation/new-school?q=e",
    "school_admin": "/checklist",
    "provider_admin": "/",
    "admin": "/",
}


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


def begin_a_change(people: People) -> None:
    """Change a word of a provider's own listing, so that there is something to send or to drop."""
    listing = people.value("OWN_LISTING", "provider_admin")
    browser = people.browser("provider_admin")
    browser("listing.section", listing_id=listing, slug="about").submit({"summary": "New words."})


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
    for page in pages.values():
        titles.setdefault(page.heading, set()).add(urlsplit(page.path).path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_the_holder_of_a_checklist_reaches_every_page_for_which_nobody_signs_in(
    people: People,
) -> None:
    holder = people.browser("holder")
    shortlist(holder, 2)
    pages = crawl(holder)
    assert len(pages) > 100
    assert dead_fragments(pages) == []
    open_to_holders = {
        row.endpoint
        for row in TABLE
        if row.method == "GET" and row.answers.of("holder", "GET") == 200
    }
    missed = open_to_holders - endpoints(holder.app, pages)
    assert missed == (NOT_LINKED | MAILED | SENT_ON) & open_to_holders


def test_between_them_people_reach_every_page_there_is(people: People) -> None:
    """But for those that a mail leads to, or a form: each of these has journeys of its own."""
    begin_a_change(people)
    reached = {row.endpoint for row in TABLE if row.answers.of("holder", "GET") == 200}
    for persona, start in STARTS.items():
        pages = crawl(people.browser(persona), start, below=OF_PEOPLE)
        assert dead_fragments(pages) == []
        reached |= endpoints(people.app, pages)
    reading = {row.endpoint for row in TABLE if row.method == "GET"}
    assert reading - reached == (MAILED | SENT_ON) - reached


@pytest.mark.parametrize("words", ["xyzzy", "<b>", "   ", "a" * 200])
def test_a_search_that_finds_nothing_still_leads_on(world: Flask, words: str) -> None:
    page = Visitor(world)("providers.search", q=words)
    assert len(links(page)) > 5
