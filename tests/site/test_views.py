"""The home page, the statements, and the health of the portal."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from portal.clock import now
from portal.db import db
from portal.journal.models import OutboxRow
from portal.mail.models import Mail
from portal.places import BOROUGHS
from portal.site import queries
from tests.builders import AT
from tests.page import Visitor

Disk = namedtuple("Disk", "free")  # noqa: PYI024 - it stands for the standard library's own


def test_the_home_page_leads_to_the_three_things_a_school_can_do(world: Flask) -> None:
    page = Visitor(world)("site.home")
    assert page.heading == "Commission careers guidance for your pupils"
    for text, heading in {
        "See all providers": "Find a provider of personal guidance",
        "Start the checklist": "Commissioning checklist",
        "How commissioning works": "Buying careers guidance",
    }.items():
        assert heading in page.follow(text).heading


def test_the_home_page_searches(world: Flask) -> None:
    found = Visitor(world)("site.home").submit(
        {"q": "SEND", "place": "Bootle"}, button="Find providers"
    )
    assert found.path == "/providers?q=SEND&place=Bootle"
    assert "Near Bootle" in found


@pytest.mark.parametrize("name", BOROUGHS.values())
def test_each_borough_has_a_link_to_its_providers(world: Flask, name: str) -> None:
    page = Visitor(world)("site.home").follow(name)
    assert page.select(".app-chip") == [f"Remove filter Where they work: {name}"]


@pytest.mark.parametrize("statement", ["accessibility", "privacy"])
def test_the_statements_are_linked_from_every_page(visit: Visitor, statement: str) -> None:
    link = "Accessibility statement" if statement == "accessibility" else "Privacy"
    page = visit("site.home").follow(link)
    assert page.path == f"/site/{statement}"
    assert page.heading == statement.capitalize()


def test_reading_sets_no_cookie_as_the_privacy_statement_says(world: Flask) -> None:
    visit = Visitor(world)
    for path in (
        "/",
        "/providers",
        "/guidance",
        "/reference",
        "/site/privacy",
        "/providers/shortlist",
    ):
        visit.get(path)
    assert visit.cookies() == {}
    assert "reading the pages sets none" in visit("site.privacy")


def test_the_process_says_that_it_is_alive(visit: Visitor) -> None:
    assert visit("site.healthz").response.get_json() == {"alive": True}


SOUND = {"ready": True, "database": True, "disk": True, "search": True, "mail": True}


def ready(visit: Visitor, expect: int = 200) -> dict[str, bool]:
    answer = visit("site.readyz", expect=expect).response
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, bool] = answer.get_json()
    return found


def test_a_sound_portal_is_ready(visit: Visitor) -> None:
    assert ready(visit) == SOUND


def test_a_portal_that_cannot_write_is_not_ready(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(free=10**12))

    def refuse() -> bool:
        raise SQLAlchemyError

    monkeypatch.setattr(queries, "writes_are_possible", refuse)
    assert ready(visit, 503) == {name: name == "disk" for name in SOUND}


def test_a_full_disk_is_not_ready(visit: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(free=1_000))
    assert ready(visit, 503) == SOUND | {"ready": False, "disk": False}


def test_a_late_search_index_is_said_but_keeps_nobody_out(app: Flask) -> None:
    with app.app_context():
        db.session.add_all(OutboxRow(at=AT, topic="listing", subject_id=1) for _ in range(1_000))
        db.session.commit()
    assert ready(Visitor(app)) == SOUND | {"search": False}


@pytest.mark.parametrize(("minutes", "in_time"), [(59, True), (61, False)])
def test_late_mail_is_said_but_keeps_nobody_out(app: Flask, minutes: int, *, in_time: bool) -> None:
    with app.app_context():
        written_at = now() - timedelta(minutes=minutes)
        Mail.write("trial", to="sam@example.org", at=written_at, values={"service": "x"})
        db.session.commit()
    assert ready(Visitor(app)) == SOUND | {"mail": in_time}


def test_mail_that_was_given_up_is_not_late(app: Flask) -> None:
    with app.app_context():
        Mail.write("trial", to="sam@example.org", at=AT, values={"service": "x"})
        (mail,) = db.session.scalars(db.select(Mail))
        mail.next_at, mail.given_up_at = None, now()
        db.session.commit()
    assert ready(Visitor(app)) == SOUND


def test_health_writes_nothing(app: Flask) -> None:
    def tables() -> set[str]:
        with app.app_context():
            return set(db.inspect(db.engine).get_table_names())

    before = tables()
    ready(Visitor(app))
    assert tables() == before
