"""A moderator's morning in Chromium: a queue of thirty mixed items, and forty rows of a public register; then a school asks."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal.clock import now, today
from portal.credentials.models import Credential
from portal.credentials.rules import Kind, long_date
from portal.db import Base, db
from portal.listing.models import ListingClaim, Revision
from portal.moderation.queries.waiting import list_waiting
from portal.moderation.rules import Subject
from portal.organisation.models import Organisation
from portal.providers.models import Listing, MistakeReport
from tests.browser.conftest import KEPT
from tests.browser.peopled import Peopled
from tests.browser.test_people import press
from tests.builders import add_person, add_provider
from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.moderation.register_lists import add_registered, csv_of, name_of
from tests.peopled import Cast, copy

ROWS: dict[Subject, type[Base]] = {
    Subject.REVISION: Revision,
    Subject.CREDENTIAL: Credential,
    Subject.MISTAKE: MistakeReport,
    Subject.CLAIM: ListingClaim,
    Subject.LISTING: Listing,
}
EACH = 5
REGISTERED, LAPSED = 40, 5
SOURCE = "The public register, looked at by hand"


@pytest.fixture
def peopled(tmp_path: Path, cast: Cast) -> Iterator[Peopled]:
    """A server of the peopled world in which much waits for the Hub."""
    folder = Path(shutil.copytree(cast.folder, tmp_path / "world"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    app = portal_with(settings_in(folder))
    with app.app_context():
        _clear_the_desk()
        _let_thirty_wait()
        for number in range(100, 100 + REGISTERED):
            add_registered(number, checked_on=today() - timedelta(days=100))
    server = Peopled(folder, cast)
    server.start()
    yield server
    server.stop()


def _clear_the_desk() -> None:
    """Nothing waits but what the test puts there."""
    for one in list_waiting(today(), now()):
        row = db.session.get_one(ROWS[one.subject], one.subject_id)
        if isinstance(row, Credential):
            row.withdrawn_at = now()
        elif isinstance(row, Listing):
            row.confirmed_on = today()
        else:
            db.session.delete(row)
    db.session.commit()


def _let_thirty_wait() -> None:
    """Five each of: new, edit, shown already, claim to check, mistake, request."""
    keeper = db.session.scalars(
        select(Organisation.id).where(Organisation.name == "The provider of the cast")
    ).one()
    at = now()
    for n in range(EACH):
        new, kept = add_provider(f"Fern {n} Careers"), add_provider(f"Moss {n} Careers")
        for number in (new, kept):
            db.session.get_one(Listing, number).organisation_id = keeper
        db.session.get_one(Listing, new).listing_status = "DRAFT"
        told = {"made_at": at, "saved_at": at, "said": {"summary": f"Said anew {n}."}}
        for number in (new, kept):
            db.session.add(Revision(listing_id=number, kind="edit", submitted_at=at, **told))
        was = {"website": "https://old.example"}
        shown = {"website": f"https://new{n}.example"}
        db.session.add(
            Revision(listing_id=kept, kind="live", made_at=at, saved_at=at, said=shown, was=was)
        )
        db.session.get_one(Listing, kept).website = shown["website"]
        add_person(kept)
        held = db.session.scalars(
            select(Credential).where(
                Credential.listing_id == kept, Credential.kind == Kind.QUALIFICATION
            )
        ).one()
        held.accepted_at = None
        report = {"what": "AREA", "details": "They left Halton.", "at": at}
        db.session.add(MistakeReport(listing_id=kept, **report))
        asked = add_provider(f"Reed {n} Careers", confirmed_on=today())
        db.session.add(
            ListingClaim(
                listing_id=asked, organisation_id=keeper, made_at=at, connection="I run it."
            )
        )
    db.session.commit()


def opened(browser: Browser, peopled: Peopled, persona: str) -> Page:
    """A browser of somebody's own."""
    context = browser.new_context(base_url=peopled.address, locale="en-GB")
    context.set_default_timeout(15_000)
    context.add_cookies([peopled.cookie(persona)])  # type: ignore[list-item]  # a plain dictionary
    return context.new_page()


def keep(page: Page, name: str) -> None:
    """Keep a picture."""
    KEPT.mkdir(exist_ok=True)
    page.screenshot(path=KEPT / f"hub-{name}.png", full_page=True)


def waiting(page: Page) -> int:
    """How many items the queue has."""
    page.goto("/moderation/queue")
    found = re.match(r"\d+", page.locator(".app-results__count").inner_text())
    assert found is not None
    return int(found[0])


DECISIONS = {
    "revisions": "Agree",
    "claims": "Agree",
    "checks": "The evidence supports the claim",
    "mistakes": "Nothing is wrong",
}


@pytest.mark.timeout(400)
def test_a_moderator_clears_the_queue(browser: Browser, peopled: Peopled) -> None:
    page = opened(browser, peopled, "moderator")
    assert waiting(page) == 6 * EACH
    keep(page, "queue")
    page.locator("main .app-trail a").first.click()
    kinds = Counter[str]()
    for _ in range(6 * EACH):
        kind = page.url.split("/moderation/")[1].split("/")[0]
        kinds[kind] += 1
        main = page.locator("main")
        asked = main.get_by_label(DECISIONS[kind])
        (asked if asked.count() else main.get_by_label("It may stay")).first.check()
        if kind == "checks":
            main.get_by_label("What did you look at?").fill("The certificate")
        press(page, "Decide and take the next")
    assert kinds == {"revisions": 3 * EACH, "claims": EACH, "checks": EACH, "mistakes": EACH}
    assert waiting(page) == 0
    keep(page, "queue-empty")


def test_a_moderator_compares_forty_rows_with_the_register(
    browser: Browser, peopled: Peopled
) -> None:
    page = opened(browser, peopled, "moderator")
    page.goto("/moderation/registers")
    rows = [
        (
            f"RCDP {number:04}",
            name_of(number),
            "Wirral",
            "Lapsed" if number < 100 + LAPSED else "Current",
        )
        for number in range(100, 100 + REGISTERED)
    ]
    page.get_by_label("paste", exact=False).first.fill(csv_of(rows))
    page.get_by_label("CDI register").first.check()
    page.get_by_label("Where", exact=False).first.fill(SOURCE)
    keep(page, "register-paste")
    press(page, "Compare")
    keep(page, "register")
    main = page.locator("main")
    expect(main).to_contain_text(f"{REGISTERED} certain: {LAPSED} would change what readers see")
    press(page, "Record what is ticked")
    expect(main).to_contain_text(f"Recorded: {REGISTERED} checks")
    keep(page, "register-recorded")
    page.goto("/providers/provider-100")
    expect(main).to_contain_text("not currently registered")
    page.goto("/providers/provider-139")
    expect(main).to_contain_text(f"register entry checked by the Hub on {long_date(today())}")
    for slug, found in (("provider-100", 0), ("provider-139", 1)):
        page.goto(f"/providers?q={slug.replace('-', '+')}&cdi=REGISTERED")
        assert page.locator(f"main a[href='/providers/{slug}']").count() == found


def test_a_school_asks_and_is_answered(browser: Browser, peopled: Peopled) -> None:
    school, provider = (opened(browser, peopled, who) for who in ("school", "provider"))
    school.goto(f"/providers/{peopled.cast.shared['KEPT_SLUG']}")
    school.get_by_role("link", name="Ask this provider").click()
    school.get_by_label("Your question").fill("Could you see 40 pupils of Year 11 in spring?")
    keep(school, "ask")
    press(school, "Send question")
    keep(school, "asked")
    thread = school.url
    provider.goto("/enquiries")
    provider.get_by_role("link", name=re.compile("The school of the cast")).first.click()
    expect(provider.locator("main")).to_contain_text("40 pupils of Year 11 in spring")
    provider.get_by_label("Your message").fill("Yes, on Tuesdays from 12 January.")
    keep(provider, "answer")
    press(provider, "Send answer")
    school.goto(thread)
    expect(school.locator("main")).to_contain_text("Yes, on Tuesdays from 12 January.")
    expect(school.locator("main")).not_to_contain_text("provider@example.org")
    keep(school, "answered")
