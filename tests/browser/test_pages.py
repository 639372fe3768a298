"""Every page in a real browser, on a desktop, on a small phone, and without scripts."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import KEPT
from tests.browser.looking import Lookout
from tests.crawling import OF_PEOPLE, Shapes
from tests.peopled import People
from tests.serving import Server

MODES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "no-scripts": {"viewport": {"width": 1280, "height": 900}},
}
LIKE_EACH_OTHER = {
    "listing": 6
}  # pages of one kind that are looked at on the phone and without scripts

NewContext = Callable[..., BrowserContext]


def file_for(mode: str, address: str) -> Path:
    """Where the picture of a page is kept."""
    words = "-".join(part for part in urlsplit(address).path.split("/") if part) or "home"
    query = f"-{abs(hash(urlsplit(address).query)) % 10_000}" if urlsplit(address).query else ""
    folder = KEPT / mode
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{words[:80]}{query}.png"


def lookout(new_context: NewContext, mode: str) -> Lookout:
    """A browser in one of the modes, listening.

    Without scripts, the portal's own are answered empty: the pages are as they are where scripts are
    off, and axe, which is a script too, can still look at them.
    """
    page = new_context(**MODES[mode]).new_page()
    if mode == "no-scripts":
        page.route("**/*.js", lambda asked: asked.fulfill(body="", content_type="text/javascript"))
    return Lookout(page)


def begin(page: Page) -> None:
    """Start a checklist and put two providers side by side, so that every page can be reached."""
    page.goto("/checklist")
    page.locator("main form[method=post] button").click()
    page.wait_for_url("**/checklist/tasks")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_whole(new_context: NewContext, mode: str) -> None:
    watch = lookout(new_context, mode)
    page = watch.page
    begin(page)
    waiting, shapes = deque(["/"]), Shapes()
    while waiting:
        address = waiting.popleft()
        if not shapes.is_new(address):
            continue
        watch.open(address)
        page.screenshot(path=file_for(mode, address), full_page=True)
        waiting.extend(watch.links())
    assert watch.pages > 100
    assert sorted(set(watch.faults)) == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("mode", "persona"),
    [("desktop", "school_admin"), ("phone", "provider_admin"), ("desktop", "admin")],
)
def test_every_page_of_those_who_sign_in_is_whole(
    new_context: NewContext, inhabited: Server, people: People, mode: str, persona: str
) -> None:
    watch = lookout(new_context, mode)
    cookie = people.browser(persona).cookies()["session"]
    watch.page.context.add_cookies([{"name": "session", "value": cookie, "url": inhabited.address}])
    waiting, shapes = deque(["/", "/account"]), Shapes(by_number=True)
    while waiting:
        address = waiting.popleft()
        if shapes.is_new(address):
            watch.open(inhabited.address + address)
            watch.page.screenshot(path=file_for(f"{mode}-{persona}", address), full_page=True)
            waiting.extend(link for link in watch.links() if link.startswith(OF_PEOPLE))
    assert watch.pages > 10
    assert sorted(set(watch.faults)) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_page_that_tells_errors_is_whole(new_context: NewContext, mode: str) -> None:
    watch = lookout(new_context, mode)
    page = watch.page
    begin(page)
    watch.expected |= {404, 422}
    page.goto("/providers")
    page.locator(".app-provider__name a").first.click()
    report = page.url + "/report"
    for address in (report, "/checklist/leave"):
        page.goto(address)
        page.locator("main form[method=post] button").first.click()
        watch.look()
        assert page.locator(".govuk-error-summary").count() == 1, address
        assert page.title().startswith("Error: ")
    for address in ("/nowhere", "/providers?place=xyzzy", "/providers?q=xyzzy"):
        watch.open(address)
    assert watch.pages == 5
    faults = [
        fault for fault in set(watch.faults) if "console: Failed to load resource" not in fault
    ]
    assert sorted(faults) == []


def test_what_is_wrong_would_be_seen(page: Page) -> None:
    lookout = Lookout(page)
    page.goto("/")
    page.evaluate(
        """() => {
          const wide = document.createElement("div")
          wide.setAttribute("style", "color: red")
          wide.style.width = "3000px"
          wide.textContent = "wide"
          const image = document.createElement("img")
          image.src = "/static/nothing.png"
          document.querySelector("main").append(wide, image)
          console.error("boom")
        }"""
    )
    lookout.look()
    told = "\n".join(lookout.faults)
    for wanted in ("wider than the screen", "image-alt", "404", "console: boom", "style-src"):
        assert wanted in told
