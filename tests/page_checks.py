"""What holds for every page: each check is handed a page and yields a line for each fault."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from html5lib.constants import E as SYNTAX_ERRORS
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

CONTROLS = "input:not([type=hidden], [type=submit], [type=button], [type=image]), select, textarea"
REFERRING = (
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "aria-owns",
    "for",
    "list",
    "form",
)
DATA_BLOCKS = {"application/ld+json", "application/json"}
BEFORE_THE_HEADING = ".govuk-error-summary, .govuk-notification-banner, .app-banner"


class Seen:
    """A page under inspection."""

    def __init__(self, app: Flask, html: str, path: str) -> None:
        self.app = app
        self.html = html
        self.path = path
        self.soup = BeautifulSoup(html, "html5lib")

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order."""
        return [str(tag["id"]) for tag in self.soup.select("[id]")]


def syntax(page: Seen) -> Iterator[str]:
    """The page follows the syntax of HTML 5."""
    parser = html5lib.HTMLParser()
    parser.parse(page.html)
    for (line, _column), code, details in parser.errors:
        yield f"line {line}: {SYNTAX_ERRORS[code] % details}"


def language(page: Seen) -> Iterator[str]:
    """The page says its language."""
    root = page.soup.html
    if root is None or root.get("lang") != "en-GB":
        yield 'the html element has no lang="en-GB"'


def title(page: Seen) -> Iterator[str]:
    """The title is the heading and the service's name, after "Error: " if the page tells errors."""
    heading, name = page.soup.h1, page.app.extensions["settings"].service_name
    failed = page.soup.select_one(".govuk-error-summary") is not None
    wanted = f"{'Error: ' if failed else ''}{_words(heading)} \N{EN DASH} {name}"
    found = _words(page.soup.title)
    if found != wanted:
        yield f"the title is {found!r}, not {wanted!r}"


def headings(page: Seen) -> Iterator[str]:
    """One h1, which comes first, and no level left out after it."""
    ones = page.soup.select("h1")
    if len(ones) != 1:
        yield f"{len(ones)} h1"
    aside = {id(tag) for box in page.soup.select(BEFORE_THE_HEADING) for tag in box.find_all(True)}
    levels = [
        (int(tag.name[1]), _words(tag))
        for tag in page.soup.select("h1, h2, h3, h4, h5, h6")
        if id(tag) not in aside
    ]
    before = 0
    for level, text in levels:
        if level > before + 1:
            yield f"h{level} {text!r} comes after h{before}"
        if not text:
            yield f"an empty h{level}"
        before = level


def labels(page: Seen) -> Iterator[str]:
    """Every control, button and link has a name."""
    named_for = {str(label["for"]) for label in page.soup.select("label[for]") if _words(label)}
    for control in page.soup.select(CONTROLS):
        inside = control.find_parent("label")
        if (
            control.get("id") not in named_for
            and not _words(inside)
            and not _aria_name(page, control)
        ):
            yield f"no label for {control.get('name') or control}"
    for tag in page.soup.select("a[href], button, summary, legend"):
        if not _words(tag) and not _aria_name(page, tag):
            yield f"nothing to read in {str(tag)[:80]}"


def unique_ids(page: Seen) -> Iterator[str]:
    """No id stands twice."""
    for name, times in Counter(page.ids).items():
        if times > 1:
            yield f"id {name!r} stands {times} times"


def references(page: Seen) -> Iterator[str]:
    """What points at an element of the page finds it."""
    known = set(page.ids)
    for attribute in REFERRING:
        for tag in page.soup.select(f"[{attribute}]"):
            value = tag[attribute]
            for name in value.split() if isinstance(value, str) else value:
                if name not in known:
                    yield f"{attribute} of <{tag.name}> names {name!r}, which is not there"
            if not value:
                yield f"{attribute} of <{tag.name}> is empty"


def error_links(page: Seen) -> Iterator[str]:
    """Each line of the error summary leads to the control to mend."""
    controls = {str(tag["id"]) for tag in page.soup.select(CONTROLS) if tag.get("id")}
    for link in page.soup.select(".govuk-error-summary a[href]"):
        if str(link["href"]).removeprefix("#") not in controls:
            yield f"{_words(link)!r} leads to {link['href']!r}, which is no control"


def nothing_inline(page: Seen) -> Iterator[str]:
    """No style or script stands in the page itself: the content policy would refuse it."""
    for tag in page.soup.select("style, [style]"):
        yield f"style inside {str(tag)[:60]}"
    for tag in page.soup.select("script:not([src])"):
        if tag.get("type") not in DATA_BLOCKS:
            yield "an inline script"
    for tag in page.soup.find_all(True):
        handlers = [name for name in tag.attrs if name.lower().startswith("on")]
        if handlers:
            yield f"<{tag.name}> carries {handlers}"


def addresses(page: Seen) -> Iterator[str]:
    """What the page links to is there: pages by GET, forms by their method, fragments, files."""
    for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
        for element in page.soup.select(f"{tag}[{attribute}]"):
            yield from _address(page, str(element[attribute]), "GET")
    for form in page.soup.select("form"):
        yield from _address(
            page, str(form.get("action") or page.path), str(form.get("method", "get")).upper()
        )


def images(page: Seen) -> Iterator[str]:
    """Every image has a text in its stead, or says that it is decoration."""
    for tag in page.soup.select("img:not([alt])"):
        yield f"no alt on {tag.get('src')}"
    for tag in page.soup.select("svg"):
        if tag.get("role") != "img" and tag.get("aria-hidden") != "true":
            yield "an svg that is neither an image with a name nor hidden"


def _address(page: Seen, address: str, method: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme in {"mailto", "tel"} or (parts.scheme == "data" and "image/" in parts.path):
        return
    own = urlsplit(page.app.extensions["settings"].base_url).hostname
    if parts.scheme or parts.netloc:
        if parts.scheme not in {"http", "https"}:
            yield f"{address[:60]!r} is not an address that a page may name"
        if parts.hostname != own:
            return
    if not parts.path and not parts.query:
        if parts.fragment not in page.ids:
            yield f"#{parts.fragment} is not on the page"
        return
    yield from _route(page, unquote(urlsplit(urljoin(page.path, address)).path), method)


def _route(page: Seen, path: str, method: str) -> Iterator[str]:
    try:
        endpoint, values = page.app.url_map.bind("localhost").match(path, method=method)
    except RequestRedirect:
        yield f"{path} is not the page's own address: it redirects"
    except HTTPException as error:
        yield f"{method} {path} leads nowhere: {error.code}"
    else:
        if (
            endpoint == "static"
            and not (Path(page.app.static_folder or "") / values["filename"]).is_file()
        ):
            yield f"{path} is not built"


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split()) if tag is not None else ""


def _aria_name(page: Seen, tag: Tag) -> str:
    by = str(tag.get("aria-labelledby", "")).split()
    return str(tag.get("aria-label", "")) or " ".join(
        _words(page.soup.find(id=name)) for name in by
    )


CHECKS: dict[str, Callable[[Seen], Iterator[str]]] = {
    check.__name__.replace("_", " "): check
    for check in (
        syntax,
        language,
        title,
        headings,
        labels,
        unique_ids,
        references,
        error_links,
        nothing_inline,
        addresses,
        images,
    )
}
