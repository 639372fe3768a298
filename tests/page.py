"""The lens: how tests look at pages. It speaks as a browser does, and checks every page it fetches.

There is no opting out: a page that breaks a rule of `CHECKS` fails the test that fetched it.

    page = visit("providers.search", q="send")
    page = page.submit({"name": "Example High"}, button="Continue")
    assert "Example High" in page
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.page_checks import CHECKS, Seen

Values = Mapping[str, str | Sequence[str] | None]
BROWSER = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
MOST_REDIRECTS = 5
_checked: dict[tuple[str, str, str], tuple[str, ...]] = {}


class BrokenPageError(AssertionError):
    """A page breaks a rule that holds for every page."""


@dataclass
class Page:
    """What one visit ended at. Its HTML has been checked."""

    visitor: "Visitor"
    response: TestResponse
    path: str
    through: tuple[str, ...] = field(default=())

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @cached_property
    def html(self) -> str:
        """The page as sent."""
        return self.response.get_data(as_text=True)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a tree."""
        return BeautifulSoup(self.html, "html5lib")

    @cached_property
    def text(self) -> str:
        """What the page says, in one line."""
        return words(self.soup.body)

    @property
    def heading(self) -> str:
        """The text of its h1."""
        return words(self.soup.h1)

    @property
    def errors(self) -> dict[str, str]:
        """Id of the control -> what the error summary says is wrong with it."""
        links = self.soup.select(".govuk-error-summary a[href]")
        return {str(link["href"]).removeprefix("#"): words(link) for link in links}

    def __contains__(self, wanted: str) -> bool:
        """Whether the page says `wanted`, wherever its lines break."""
        return " ".join(wanted.split()) in self.text

    def select(self, css: str) -> list[str]:
        """The texts of the elements that match."""
        return [words(tag) for tag in self.soup.select(css)]

    def link(self, text: str) -> str:
        """The address that the one link with this text leads to.

        Raises:
            AssertionError: no link says so, or several that lead to different places.
        """
        found = {str(a["href"]) for a in self.soup.select("a[href]") if words(a) == text}
        assert len(found) == 1, f"{len(found)} links say {text!r} at {self.path}"
        return urljoin(self.path, found.pop())

    def follow(self, text: str, *, expect: int = 200) -> "Page":
        """Click the link with this text."""
        return self.visitor.get(self.link(text), expect=expect)

    def form(self, *, button: str = "") -> Tag:
        """The form with that button; without a name, the only form of the page that is posted.

        Raises:
            AssertionError: there is no such form, or more than one.
        """
        if button:
            forms = [
                f for f in self.soup.select("form") if button in [words(b) for b in _buttons(f)]
            ]
        else:
            forms = self.soup.select("main form[method=post]")
        assert len(forms) == 1, f"{len(forms)} forms with button {button!r} at {self.path}"
        return forms[0]

    def submit(
        self, values: Values | None = None, *, button: str = "", expect: int = 200
    ) -> "Page":
        """Fill in the form and press its button; what is not named keeps what the page holds.

        None leaves a field out, as an unticked box does. A name or choice that the form does not
        offer is refused, as a browser could not send it; `Visitor.send` sends what attackers do.
        """
        form = self.form(button=button)
        data = filled(form, values or {})
        for pressed in _buttons(form):
            if pressed.get("name") and (not button or words(pressed) == button):
                data.add(str(pressed["name"]), str(pressed.get("value", "")))
                break
        action = urljoin(self.path, str(form.get("action") or self.path))
        if str(form.get("method", "get")).lower() == "post":
            return self.visitor.send(action, data, expect=expect)
        return self.visitor.get(action.split("?", maxsplit=1)[0], query=data, expect=expect)


@dataclass
class Visitor:
    """A person with a browser, and so with cookies of their own."""

    app: Flask

    def __post_init__(self) -> None:
        """Open a browser without cookies."""
        self.client = self.app.test_client()

    def __call__(
        self, where: str, *, expect: int = 200, **values: str | int | Sequence[str]
    ) -> Page:
        """The page at an endpoint such as "providers.search" (with its values) or at a path."""
        path = where
        if not where.startswith("/"):
            with self.app.test_request_context():
                path = url_for(where, **values)  # type: ignore[arg-type]  # its stub takes None only for _anchor
        return self.get(path, expect=expect)

    def get(
        self, path: str, *, query: MultiDict[str, str] | None = None, expect: int = 200
    ) -> Page:
        """Type an address, or follow a link."""
        response = self.client.get(
            path.split("#", maxsplit=1)[0], query_string=query, headers=BROWSER, buffered=True
        )
        return self._arrive(response, expect)

    def send(
        self, path: str, data: Mapping[str, object] | MultiDict[str, str], *, expect: int = 200
    ) -> Page:
        """Send a form with exactly this data, as a page of ours would."""
        return self._arrive(
            self.client.post(path, data=data, headers=BROWSER, buffered=True), expect
        )

    def cookies(self) -> dict[str, str]:
        """The cookies the browser keeps for us."""
        jar = self.client._cookies or {}
        return {cookie.key: cookie.value for cookie in jar.values()}

    def _arrive(self, response: TestResponse, expect: int) -> Page:
        through: tuple[str, ...] = ()
        while response.status_code in {301, 302, 303, 307, 308}:
            assert response.status_code < 307, "a form must not be sent twice"
            to = urljoin(response.request.url, response.headers["Location"])
            assert urlsplit(to).netloc == urlsplit(response.request.url).netloc, (
                f"sent away to {to}"
            )
            through += (to,)
            assert len(through) <= MOST_REDIRECTS, f"sent in circles: {through}"
            response = self.client.get(to, headers=BROWSER, buffered=True)
        parts = urlsplit(response.request.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        page = Page(self, response, path, through)
        self._check(page)
        said = (
            f", which says: {page.heading} {list(page.errors.values())}"
            if response.mimetype == "text/html"
            else ""
        )
        assert page.status == expect, (
            f"{response.request.method} {path} gave {page.status}, not {expect}{said}"
        )
        return page

    def _check(self, page: Page) -> None:
        if page.response.mimetype != "text/html":
            return
        broken = problems(self.app, page.html, page.path)
        if broken:
            raise BrokenPageError(
                f"{page.path} breaks the house's rules:\n  " + "\n  ".join(broken)
            )


def problems(app: Flask, html: str, path: str = "/") -> tuple[str, ...]:
    """Everything wrong with a page as a line each; the same page is looked at only once."""
    stable = re.sub(r'(name="(?:csrf_token|form_key)" value=")[^"]*', r"\1", html)
    key = (app.extensions["settings"].service_name, path, stable)
    if key not in _checked:
        seen = Seen(app, html, path)
        _checked[key] = tuple(
            f"{name}: {line}" for name, check in CHECKS.items() for line in check(seen)
        )
    return _checked[key]


def words(tag: Tag | None) -> str:
    """The text of an element in one line."""
    return " ".join(tag.get_text().split()) if tag is not None else ""


def filled(form: Tag, values: Values) -> MultiDict[str, str]:
    """What a browser would send of `form` with `values` put in, the button left out."""
    data: MultiDict[str, str] = MultiDict()
    offered: dict[str, set[str]] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        name = str(control["name"])
        choices = offered.setdefault(name, set())
        choices.update(_choices(control))
        if name not in values:
            for value in _held(control):
                data.add(name, value)
    for name, given in values.items():
        assert name in offered, f"the form has no field {name!r}; it has {sorted(offered)}"
        for value in [given] if isinstance(given, str) else given or []:
            assert not offered[name] or value in offered[name], f"{name!r} does not offer {value!r}"
            data.add(name, value)
    return data


def _buttons(form: Tag) -> list[Tag]:
    return form.select("button:not([type=button]), input[type=submit]")


def _choices(control: Tag) -> Iterator[str]:
    if control.name == "select":
        yield from (str(option.get("value", words(option))) for option in control.select("option"))
    elif control.get("type") in {"radio", "checkbox"}:
        yield str(control.get("value", "on"))


def _held(control: Tag) -> Iterator[str]:
    if control.has_attr("disabled") or control.get("type") in {"submit", "button", "file", "image"}:
        return
    if control.name == "textarea":
        yield control.get_text().removeprefix("\n")
    elif control.name == "select":
        options = control.select("option")
        chosen = [option for option in options if option.has_attr("selected")] or options[:1]
        yield from (str(option.get("value", words(option))) for option in chosen)
    elif control.get("type") not in {"radio", "checkbox"} or control.has_attr("checked"):
        yield str(control.get("value", "on" if control.get("type") == "checkbox" else ""))
