"""The top of every page says who is signed in: on a desktop and on a small phone, with short names and with long ones."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.organisation.models import Organisation
from tests.browser.conftest import KEPT
from tests.browser.looking import Lookout
from tests.browser.peopled import Peopled
from tests.compiled import portal_with
from tests.conftest import settings_in
from tests.peopled import Cast, copy

MODES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
PAGES = {"visitor": ("/",), "school": ("/", "/checklist", "/checklist/tasks"), "admin": ("/",)}
SMALLEST_TARGET = 24


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory, cast: Cast) -> Iterator[Peopled]:
    """A server for this file. Its address is given to each browser: the one that tests share would be kept for all."""
    folder = Path(shutil.copytree(cast.folder, tmp_path_factory.mktemp("peopled") / "world"))
    copy(cast.folder / "portal.db", folder / "portal.db")
    server = Peopled(folder, cast)
    server.start()
    yield server
    server.stop()


def lookout(browser: Browser, peopled: Peopled, mode: str, persona: str) -> Lookout:
    """A browser in which a persona is signed in."""
    context = browser.new_context(base_url=peopled.address, **MODES[mode])
    if persona != "visitor":
        context.add_cookies([peopled.cookie(persona)])  # type: ignore[list-item]  # a plain dictionary
    return Lookout(context.new_page())


def see(watch: Lookout, path: str, kept_as: str) -> None:
    """Open a page, look at it, keep its picture, and measure what can be pressed at its top."""
    watch.open(path)
    KEPT.mkdir(exist_ok=True)
    watch.page.screenshot(path=KEPT / f"{kept_as}.png", full_page=True)
    pressed = watch.page.locator(".app-who__link")
    assert pressed.count() > 0
    for one in pressed.all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET, one.inner_text()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("persona", PAGES)
def test_the_top_of_each_page_is_whole(
    browser: Browser, peopled: Peopled, mode: str, persona: str
) -> None:
    watch = lookout(browser, peopled, mode, persona)
    if persona == "school":
        watch.page.goto("/checklist")
        watch.page.locator(".govuk-task-list__link").first.click()
    for path in PAGES[persona]:
        see(watch, path, f"who-{persona}-{path.replace('/', '-').strip('-') or 'home'}-{mode}")
    assert watch.pages == len(PAGES[persona])
    assert sorted(set(watch.faults)) == []


@pytest.mark.parametrize("mode", MODES)
def test_long_names_break_into_lines(browser: Browser, peopled: Peopled, mode: str) -> None:
    app = portal_with(settings_in(peopled.folder))
    with app.app_context():
        for row in db.session.scalars(select(Organisation)):
            row.name = (
                "The Most Reverend and Right Honourable Bishop Bartholomew's Academy " + "x" * 50
            )
        for person in db.session.scalars(select(Person)):
            person.name = "Wolfeschlegelsteinhausenbergerdorff" * 3
        db.session.commit()
        db.engine.dispose()
    watch = lookout(browser, peopled, mode, "school")
    see(watch, "/", f"who-long-{mode}")
    see(
        watch, "/organisation/people", f"who-long-back-{mode}"
    )  # with a way back that bears the name
    assert sorted(set(watch.faults)) == []
