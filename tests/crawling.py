"""Following every link of the portal, as tests do that look at all pages."""

import re
from collections import deque
from urllib.parse import parse_qs, urljoin, urlsplit

from tests.page import Page, Visitor

OF_PEOPLE = (
    "/account",
    "/organisation",
    "/moderation",
    "/checklist/open",
    "/enquiries",
    "/listing",
    "/opendata/import",
)
"""Where the pages lie that only people who are signed in reach."""
SAME_SHAPE = (
    3  # addresses with the same path and the same query keys are alike: so many are looked at
)


class Shapes:
    """Which addresses are worth a look: all paths, and a few for each set of query keys.

    The form for a mistake is the same for every provider, so it is alike too. Where a look takes long,
    pages about one thing or another by its number are alike: the Hub has one for each of hundreds of claims.
    """

    def __init__(self, *, by_number: bool = False) -> None:
        self.by_number = by_number
        self.seen: set[str] = set()
        self.alike: dict[tuple[str, frozenset[str]], int] = {}

    def is_new(self, address: str) -> bool:
        """Whether an address was not looked at yet, nor enough of those like it; counts it if so."""
        parts = urlsplit(address)
        path = re.sub(r"^/providers/[^/]+/report$", "/providers/…/report", parts.path)
        if self.by_number:
            path = re.sub(r"/\d+(?=/|$)", "/…", path)
        shape = (path, frozenset(parse_qs(parts.query)))
        if address in self.seen or self.alike.get(shape, 0) >= SAME_SHAPE:
            return False
        self.seen.add(address)
        self.alike[shape] = self.alike.get(shape, 0) + 1
        return True


def crawl(
    visitor: Visitor, start: str = "/", *, below: tuple[str, ...] = ("/",)
) -> dict[str, Page]:
    """Every page that can be reached by links, by its address; only those links are followed that lead `below`."""
    waiting, found, shapes = deque([start]), dict[str, Page](), Shapes()
    while waiting:
        address = waiting.popleft()
        if shapes.is_new(address):
            found[address] = visitor.get(address)
            waiting.extend(own for own, _ in links(found[address]) if own.startswith(below))
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
