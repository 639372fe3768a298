"""What is sent twice, late, or with numbers that no row has; and what the rules say no to."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from portal.account.models import SignIn
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import REFUSED
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import School, invited, last_key
from tests.page import Page, Visitor, filled

NEW = "kim.lee@example.org"
PASSWORD = "seven wet umbrellas"  # noqa: S105 - of somebody who does not exist
TOO_LARGE = ("9" * 25, str(2**32), str(2**31))


def token(page: Page) -> str:
    """What the first form of a page's main part carries."""
    found = page.soup.select_one("main [name=csrf_token]")
    assert found is not None
    return str(found["value"])


def refusals(app: Flask) -> list[tuple[str, int]]:
    """(what, status) of each refusal."""
    with app.app_context():
        rows = select(AuditEvent).where(AuditEvent.action == REFUSED).order_by(AuditEvent.seq)
        return [(one.subject, one.detail["status"]) for one in db.session.scalars(rows)]


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_number_that_no_row_has_is_no_fault_in_a_form(school: School, number: str) -> None:
    browser = school.browser(school.member)
    sent = {"csrf_token": token(browser("organisation.leave"))}
    browser.send("/organisation/switch", sent | {"organisation_id": number}, expect=404)
    again = browser.send("/organisation/new-school", sent | {"school": number}, expect=422)
    assert again.errors == {"name": "Enter the name of the school or college"}


def test_no_page_of_the_hub_opens_to_its_people_without_a_second_step(app: Flask) -> None:
    with app.app_context():
        hub, head, member = make_organisation("The Hub", Kind.HUB), make_person(), make_person("B")
        join(hub, head, Role.ADMINISTRATOR)
        join(hub, member)
    bare = signed_in(app, head, hub)
    for view in ("home", "people", "trail", "leave"):
        assert bare(f"organisation.{view}").path == "/account/security"
    sent = {"csrf_token": token(bare("organisation.new_provider")), "next_id": str(member)}
    assert bare.send("/organisation/leave", sent).path == "/account/security"
    whole = signed_in(app, head, hub, second=True)
    for view in ("home", "people", "trail", "leave"):
        assert whole(f"organisation.{view}").path == f"/organisation/{view}".removesuffix("/home")


def test_whoever_goes_on_for_the_hub_is_signed_in_for_a_short_time(app: Flask) -> None:
    with app.app_context():
        hub, kim = make_organisation("The Hub", Kind.HUB), make_person("Kim Lee")
        join(hub, kim)
    browser = signed_in(app, kim)  # the sign-in is there, and what follows from it was not reached
    browser("organisation.choose").submit(button="Act for it The Hub")
    with app.app_context():
        assert [one.is_short for one in db.session.scalars(select(SignIn))] == [True]


def test_what_the_rules_refuse_leaves_an_event(school: School) -> None:
    browser = school.browser(school.head)
    own = f"/organisation/people/{school.head}"
    browser(f"{own}/role").submit({"role": "member"})
    browser(f"{own}/remove").submit()
    assert refusals(school.app) == [
        ("POST organisation.change_role", 403),
        ("POST organisation.remove", 403),
    ]


def test_an_invitation_of_an_administrator_is_sent_again_with_a_fresh_proof_only(
    school: School,
) -> None:
    invited(school.app, school.id, school.head, NEW, Role.ADMINISTRATOR)
    invited(school.app, school.id, school.head, "member@example.org")
    browser = school.browser(school.head)
    page, first = browser("organisation.people"), last_key(school.app, NEW)
    page.submit(button=f"Send again to {NEW}")
    key = last_key(school.app, NEW)
    assert key != first
    with time_machine.travel(now() + timedelta(minutes=11)):
        asked = page.submit(button=f"Send again to {NEW}")
        assert asked.path == "/account/prove?next=/organisation/people"
        assert "Show first that it is you" in asked
        assert last_key(school.app, NEW) == key
        sent = page.submit(button="Send again to member@example.org")
        assert "We have sent the invitation to member@example.org again." in sent


def test_joining_twice_by_one_form_leads_where_the_first_led(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    browser, second = Visitor(school.app), Visitor(school.app)
    page = browser(f"/organisation/join/{key}")
    with browser.client.session_transaction() as ours:
        visit = dict(ours)
    with second.client.session_transaction() as copied:  # what a second click carries
        copied.update(visit)
    typed = {"name": "Kim Lee", "password": PASSWORD}
    sent = filled(page.form(), typed)
    assert page.submit(typed).path == "/organisation"
    again = second.send(page.path, sent)
    assert again.path == "/account/sign-in?next=/organisation"
    assert "You have joined. Sign in to go on." in again
    second.send(page.path, MultiDict({**sent, "form_key": "0" * 32}), expect=404)


def test_joining_twice_by_one_button_leads_where_the_first_led(school: School) -> None:
    with school.app.app_context():
        kim = make_person("Kim Lee", NEW)
    _, key = invited(school.app, school.id, school.head, NEW)
    browser = signed_in(school.app, kim)
    chosen, opened = browser("organisation.choose"), browser(f"/organisation/join/{key}")
    for _ in range(2):
        assert chosen.submit(button="Join Example High").heading == "Example High"
    opened.submit(expect=404)
