"""Whatever somebody does with their account, nothing they typed, carry or were sent stands in the logs."""

import json
import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.mail.actions.delivery import deliver_due
from portal.organisation.rules import Role
from portal.web.logs import portals_handler
from tests.account.letters import link, sign_in
from tests.account.people import join, make_organisation
from tests.page import BROWSER, Visitor

CANARY = "canary7491"
NAME, ADDRESS = f"Jo {CANARY}", f"jo.{CANARY}@example.org"
NEW_ADDRESS, INVITED = f"new.{CANARY}@example.org", f"invited.{CANARY}@example.org"
PASSWORD, OTHER = f"lanterns {CANARY} bicycles", f"kettles {CANARY} herons"
WRONG = f"never {CANARY} mine"
Heard = Callable[[], list[str]]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Heard:
    """Everything that is logged: the portal's lines as it writes them, other loggers' with their tracebacks."""
    caplog.set_level(logging.DEBUG)
    ours = portals_handler()
    assert ours is not None
    plain = logging.Formatter("%(name)s %(message)s")
    return lambda: [
        (ours if one.name.partition(".")[0] == "portal" else plain).format(one)
        for one in caplog.records
    ]


def deliver(app: Flask) -> None:
    """Send the letters that are due."""
    with app.app_context():
        deliver_due()


def join_up(app: Flask, browser: Visitor, secrets: set[str]) -> int:
    """Make an account, with every slip on the way; the secrets that were sent are added to `secrets`."""
    browser("account.sign_up").submit({"email": f"{CANARY} is no address"}, expect=422)
    browser("account.sign_up").submit({"email": ADDRESS})
    finish = link(app, "sign-up")
    secrets.add(finish.rpartition("/")[2])
    deliver(app)
    browser(finish).submit({"name": NAME, "password": CANARY}, expect=422)
    browser(finish).submit({"name": NAME, "password": PASSWORD})
    browser(finish)
    with app.app_context():
        (number,) = db.session.scalars(select(Person.id).where(Person.email == ADDRESS))
        join(make_organisation(f"School of {CANARY}"), number, Role.ADMINISTRATOR)
    return number


def forget_the_password(app: Flask, secrets: set[str]) -> Visitor:
    """Sign in wrongly and rightly, and set a new password in between."""
    browser = Visitor(app)
    sign_in(browser, ADDRESS, WRONG, expect=422)
    sign_in(browser, f"nobody.{ADDRESS}", WRONG, expect=422)
    browser("account.reset").submit({"email": ADDRESS})
    reset = link(app, "reset")
    secrets.add(reset.rpartition("/")[2])
    deliver(app)
    browser(reset).submit({"password": OTHER})
    sign_in(browser, ADDRESS, OTHER)
    browser.get(f"/account/reset/{CANARY}")
    browser.get(f"/account/sign-in?next=/{CANARY}", expect=404)
    return browser


def work(app: Flask, browser: Visitor, secrets: set[str]) -> None:
    """Invite somebody, set up a second step, change the address, take the data away."""
    if "Act for" in browser("organisation.choose"):
        browser("organisation.choose").submit()
    browser("organisation.invite").submit({"email": INVITED, "role": "member"})
    secrets.add(link(app, "invitation").rpartition("/")[2])
    browser("account.change_name").submit({"name": f"{NAME} the second"})
    page = browser("account.authenticator")
    secrets.update(re.sub(r"\s", "", text) for text in page.select(".app-code"))
    page.submit({"code": "000000"}, expect=422)
    browser("account.change_email").submit({"email": NEW_ADDRESS})
    follow = link(app, "new-email")
    secrets.add(follow.rpartition("/")[2])
    deliver(app)
    browser(follow).submit()
    browser("account.export").submit(button="Download")


def fail(app: Flask, browser: Visitor) -> str:
    """Meet a fault of the portal while sending a form; the number on the error page."""

    def view() -> str:
        raise RuntimeError(PASSWORD)

    kept = app.view_functions["account.change_name"]
    form = {"name": NAME, "csrf_token": "x", "password": PASSWORD}
    token = browser("account.change_name").soup.select_one("[name=csrf_token]")
    assert token is not None
    app.view_functions["account.change_name"] = view
    page = browser.send(
        "/account/change-name", form | {"csrf_token": str(token["value"])}, expect=500
    )
    app.view_functions["account.change_name"] = kept
    assert PASSWORD not in page.html
    (shown,) = re.findall(r"\b[0-9a-f]{12}\b", page.text)
    return str(shown)


def test_nothing_of_a_person_is_logged_from_joining_to_erasing(filing: Flask, heard: Heard) -> None:
    secrets: set[str] = set()
    browser = Visitor(filing)
    join_up(filing, browser, secrets)
    second = forget_the_password(filing, secrets)
    secrets.update(second.cookies().values())
    work(filing, second, secrets)
    shown = fail(filing, second)
    secrets.update(second.cookies().values())
    second("account.erase").submit({"sure": ["yes"]})
    filing.test_client().post("/account/sign-in", data={"email": ADDRESS}, headers=BROWSER)

    told = heard()
    assert len(secrets) >= 6
    assert all(len(secret) >= 16 for secret in secrets)
    assert len([line for line in told if '"event": "request"' in line]) > 40
    assert any(shown in line and "request.failed" in line for line in told)
    assert [line for line in told if CANARY in line.lower()] == []
    assert [line for line in told if any(secret in line for secret in secrets)] == []


def test_each_line_of_a_request_carries_its_number(filing: Flask, heard: Heard) -> None:
    browser = Visitor(filing)
    join_up(filing, browser, set())
    shown = fail(filing, browser)
    told = [json.loads(line) for line in heard() if line.startswith("{")]
    ours = [line for line in told if line["event"] in {"request", "request.failed"}]
    assert len(ours) > 8
    assert all(re.fullmatch(r"[0-9a-f]{12}", line["request_id"]) for line in ours)
    failed = [line for line in ours if line["request_id"] == shown]
    assert [line["event"] for line in failed] == ["request.failed", "request"]
