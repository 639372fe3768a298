"""A self-employed adviser takes its listing over and keeps it true, and the Hub looks: from the page to the search.

The whole way once, in Chromium, with pictures of what was seen.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.clock import today
from portal.credentials.rules import long_date
from portal.providers.rules import ListingStatus
from tests.browser.conftest import KEPT
from tests.browser.peopled import Peopled
from tests.browser.test_people import make_account, press
from tests.builders import add_provider
from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.peopled import Cast, copy
from tests.uploads.files import pdf

NAME, SLUG = "Marlow Careers Guidance", "marlow-careers-guidance"
EMAIL = "pat@marlow.example"
AREAS = "Wirral"


@pytest.fixture
def peopled(tmp_path: Path, cast: Cast) -> Iterator[Peopled]:
    """A server of the peopled world, in whose directory the adviser stands unclaimed."""
    folder = Path(shutil.copytree(cast.folder, tmp_path / "world"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    app = portal_with(settings_in(folder))
    with app.app_context():
        add_provider(
            NAME,
            status=ListingStatus.STUB,
            confirmed_on=None,
            is_example=True,
            terms={},
            summary="",
            provider_type="SELF_EMP",
        )
    server = Peopled(folder, cast)
    server.start()
    yield server
    server.stop()


def opened(browser: Browser, peopled: Peopled, persona: str = "") -> Page:
    """A browser of somebody's own."""
    context = browser.new_context(base_url=peopled.address, locale="en-GB")
    context.set_default_timeout(15_000)
    if persona:
        context.add_cookies([peopled.cookie(persona)])  # type: ignore[list-item]  # a plain dictionary
    return context.new_page()


def keep(page: Page, name: str) -> None:
    """Keep a picture."""
    KEPT.mkdir(exist_ok=True)
    page.screenshot(path=KEPT / f"own-listing-{name}.png", full_page=True)


def claim(page: Page, peopled: Peopled) -> None:
    """From the name in the directory to a request that the Hub has."""
    page.goto(f"/providers/{SLUG}")
    page.get_by_role("link", name="Is this your listing?").click()
    make_account(page, peopled, "Pat Marlow", EMAIL)
    page.get_by_role("link", name="A provider of careers guidance").click()
    page.get_by_label("Name of the provider").fill(NAME)
    press(page, "Set it up")
    page.get_by_role("link", name="Your listings").click()
    page.get_by_role("link", name=re.compile("This is ours")).click()
    page.get_by_label("How do you belong to it").fill("I am Pat Marlow, and I run it alone.")
    keep(page, "claim")
    press(page, "Ask the Careers Hub")
    expect(page.locator("main")).to_contain_text("Waiting for the Careers Hub")


def take(hub: Page, what: str) -> None:
    """Take the first item of one kind from the queue."""
    hub.goto("/moderation/queue?q=Marlow")
    hub.get_by_role("link", name=re.compile(what)).first.click()


def decide(hub: Page, decision: str) -> None:
    """Choose, and go on to the next."""
    hub.get_by_label(decision, exact=True).check()
    press(hub, "Decide")


def fill_in(page: Page, entry: str, section: str, *boxes: str, **texts: str) -> None:
    """Fill in one section and save it."""
    page.goto(entry)
    page.locator("main").get_by_role("link", name=section, exact=True).click()
    for box in boxes:
        page.get_by_label(box, exact=True).check()
    for label, text in texts.items():
        page.get_by_label(label).fill(text)
    press(page, "Save")


def fill_in_all(page: Page, entry: str) -> None:
    """Every part that schools need."""
    fill_in(page, entry, "About you", Summary="Impartial guidance on the Wirral.")
    fill_in(page, entry, "Where you work", "Wirral")
    wanted = ("One-to-one personal guidance meetings", "Secondary school, 11 to 16", "Year 11")
    fill_in(page, entry, "What you do, and for whom", *wanted)
    fill_in(page, entry, "How you meet pupils", "In person at the school")
    fill_in(page, entry, "Availability", "Taking bookings")
    page.get_by_role("link", name="Your advisers").click()
    page.get_by_text("Add an adviser").click()
    page.get_by_label("Role or name").fill("Pat Marlow")
    press(page, "Add")


def say_what_is_held(page: Page, entry: str) -> None:
    """A qualification with its certificate, and the entry on the register."""
    page.goto(f"{entry}/credentials/add/qualification")
    page.get_by_label("Level 6 Diploma in Career Guidance and Development").check()
    press(page, "Send to the Hub")
    sent = {"name": "diploma.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.locator("input[type=file]").set_input_files(sent)  # type: ignore[arg-type]  # a plain dictionary
    keep(page, "evidence")
    press(page, "Send file")
    page.goto(f"{entry}/credentials/add/cdi")
    page.get_by_label("Registered Career Development Professional", exact=True).check()
    page.get_by_label("Registration number").fill("RCDP-4711")
    press(page, "Send to the Hub")
    page.goto(f"{entry}/credentials")
    expect(page.locator("main")).to_contain_text("nobody else sees it yet")
    keep(page, "credentials")


@pytest.mark.timeout(300)
def test_an_adviser_takes_its_listing_over_and_is_found(browser: Browser, peopled: Peopled) -> None:
    page, hub, school = (opened(browser, peopled, who) for who in ("", "moderator", "school"))
    claim(page, peopled)
    take(hub, "Request to keep a listing")
    keep(hub, "hub-claim")
    decide(hub, "Agree")
    page.goto("/listing")
    page.get_by_role("heading", name=NAME).get_by_role("link").click()
    entry = page.url
    fill_in_all(page, entry)
    say_what_is_held(page, entry)
    page.goto(entry)
    keep(page, "entry")
    press(page, "Send to the Hub")
    school.goto(f"/providers/{SLUG}")
    expect(school.locator("main")).not_to_contain_text("Impartial guidance")

    take(hub, "Change to a listing")
    keep(hub, "hub-change")
    hub.get_by_label("Send it back").check()
    hub.get_by_text("Say for a single field").click()
    hub.locator("details textarea").first.fill("Say which ages you work with.")
    press(hub, "Decide")
    assert "Say which ages you work with." in peopled.mail_to(EMAIL, "Say which ages")
    page.goto(entry)
    expect(page.locator("main")).to_contain_text("What the Hub asks you to change")
    keep(page, "entry-returned")
    fill_in(page, entry, "About you", Summary="Impartial guidance for ages 11 to 16 on the Wirral.")
    press(page, "Send to the Hub")
    take(hub, "Change to a listing")
    decide(hub, "Agree")
    for _ in range(2):
        take(hub, "Claim to check")
        hub.get_by_label("The evidence supports the claim").check()
        hub.get_by_label("What did you look at?").fill("What was sent, and the public register")
        keep(hub, "hub-check")
        press(hub, "Decide")

    see_it_found(school)


def see_it_found(school: Page) -> None:
    """In a search by what the Hub has checked, and on its own page."""
    school.goto("/providers?q=Marlow&cdi=REGISTERED&borough=WIR")
    card = school.locator("main").get_by_role("listitem").filter(has_text=NAME).first
    expect(card).to_contain_text(re.compile(rf"[Cc]hecked by the Hub on {long_date(today())}"))
    keep(school, "found")
    school.goto(f"/providers/{SLUG}")
    main = school.locator("main")
    expect(main).to_contain_text("ages 11 to 16")
    expect(main).to_contain_text("One-to-one personal guidance meetings")
    expect(main).not_to_contain_text("RCDP-4711")
    keep(school, "public")
