"""People come, share and go: the journeys of a careers leader and of a provider's two colleagues, in Chromium.

Each runs on a desktop and on a phone 360 pixels wide, and keeps pictures of what was seen.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import KEPT
from tests.serving import Server

WAYS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
PASSWORD = "purple otter kettle 9"  # noqa: S105 - of nobody

Open = Callable[[], Page]


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> str:
    """The kind of screen."""
    return str(request.param)


@pytest.fixture
def open_browser(browser: Browser, base_url: str, way: str) -> Iterator[Open]:
    """A new person's browser of that kind, as often as it is called."""
    contexts = []

    def opened() -> Page:
        context = browser.new_context(base_url=base_url, **WAYS[way])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def keep(page: Page, name: str, way: str) -> None:
    """Keep a picture, and see that nothing runs over the edge of the screen."""
    KEPT.mkdir(exist_ok=True)
    page.screenshot(path=KEPT / f"people-{name}-{way}.png", full_page=True)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= WAYS[way]["viewport"]["width"], f"{name} is {width} pixels wide"


def press(page: Page, button: str) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def linked(text: str) -> str:
    """The one link in a mail that does something."""
    links: list[str] = re.findall(r"http://localhost:\S+", text)
    return next(link for link in links if "/account/" in link or "/join/" in link)


def make_account(page: Page, server: Server, name: str, email: str) -> None:
    """Sign up from the sign-in link in the header, by the emailed link."""
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email address").fill(email)
    press(page, "Send the link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    page.goto(linked(server.mail_to(email, "sign-up")))
    page.get_by_label("Your name").fill(name)
    page.locator("input[type=password]").fill(PASSWORD)
    press(page, "Make the account")


def test_a_careers_leader_signs_up_and_takes_the_checklist_along(
    server: Server, open_browser: Open, way: str
) -> None:
    page = open_browser()
    page.goto("/checklist")
    press(page, "Start the checklist")
    old = page.locator("a.app-secret-link").inner_text()
    make_account(page, server, "Jo Leader", f"jo.{way}@school.example")
    keep(page, "which-organisation", way)
    page.get_by_role("link", name="A school or college").click()
    page.get_by_label("Name of the school or college").fill(f"Lantern {way} High")
    press(page, "Set it up")
    expect(page.locator("main")).to_contain_text("Your checklist is now kept with")
    keep(page, "school", way)
    page.goto("/checklist/tasks")
    expect(page.locator("main")).to_contain_text(f"Lantern {way} High")
    keep(page, "kept-checklist", way)
    stranger = open_browser()
    stranger.goto(old)
    expect(stranger.locator("main")).to_contain_text("That link does not open a checklist")


def invite(page: Page, email: str) -> None:
    """Invite a colleague from the organisation's own page."""
    page.get_by_role("link", name="Invite a colleague").click()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Member", exact=True).check()
    press(page, "Send invitation")


def join(page: Page, invitation: str, name: str) -> None:
    """Follow an invitation and make the account that it asks for."""
    page.goto(invitation)
    page.get_by_label("Your name").fill(name)
    page.locator("input[type=password]").fill(PASSWORD)
    press(page, "Join")


def sign_in(page: Page, email: str) -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("Email address").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    press(page, "Sign in")


def test_a_colleague_is_invited_joins_and_takes_over(
    server: Server, open_browser: Open, way: str
) -> None:
    first, second = open_browser(), open_browser()
    name, mail = f"Harbour {way} Careers", f"robin.{way}@provider.example"
    first.goto("/")
    make_account(first, server, "Alex First", f"alex.{way}@provider.example")
    first.get_by_role("link", name="A provider of careers guidance").click()
    first.get_by_label("Name of the provider").fill(name)
    press(first, "Set it up")
    expect(first.locator("main")).to_contain_text("You are the only administrator")
    keep(first, "provider", way)

    invite(first, mail)
    keep(first, "invited", way)
    join(second, linked(server.mail_to(mail, "/join/")), "Robin Second")
    expect(second.locator("header")).to_contain_text(name)
    keep(second, "joined", way)

    first.goto("/organisation/leave")
    first.get_by_label("Robin Second").check()
    keep(first, "hand-over", way)
    press(first, "Hand over and leave")
    first.goto("/organisation/people")
    expect(first.get_by_role("heading", level=1)).not_to_contain_text(name)

    assert name in server.mail_to(mail, "so that somebody can step in")
    second.goto("/organisation/people")  # a new role asks for a new sign-in
    sign_in(second, mail)
    expect(second.locator("main")).to_contain_text("Administrator since")
    expect(second.get_by_role("button", name="Invite somebody")).to_be_visible()
    keep(second, "taken-over", way)
    second.goto("/organisation/trail")
    keep(second, "what-happened", way)
