"""For whom somebody acts: found at signing in, chosen, shown, and told to the rooms that follow it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select

from portal.account.access import enter
from portal.account.actions.signing import start_sign_in
from portal.account.models import Person, SignIn
from portal.clock import now
from portal.db import db
from portal.organisation import access
from portal.organisation.models import Membership, Organisation
from portal.organisation.queries import find_membership
from portal.organisation.queries.binding import list_binding
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.fingerprints import fingerprint
from tests.organisation.staff import School, invited, make_school, sign_ins


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """The organisations that browsers began to act for while the test ran."""
    numbers: list[int] = []

    def hear(_sender: object, membership: Membership) -> None:
        place = access.acting()
        assert place is membership
        numbers.append(membership.organisation_id)

    with access.chosen.connected_to(hear):
        yield numbers


def sign_in(app: Flask, person_id: int) -> SignIn:
    """Sign a person in as the sign-in page does; the row."""
    with app.test_request_context("/account/sign-in", method="POST"):
        person = db.session.get_one(Person, person_id)
        row, key = start_sign_in(person, browser="a test's browser", at=now())
        enter(row, key)
        db.session.refresh(row)
        db.session.expunge(row)
        return row


def test_whoever_belongs_to_one_organisation_acts_for_it_from_signing_in(
    school: School, heard: list[int]
) -> None:
    row = sign_in(school.app, school.member)
    assert (row.organisation_id, row.is_short) == (school.id, False)
    assert heard == [school.id]


def test_whoever_belongs_to_several_acts_for_the_last_or_is_asked(
    school: School, heard: list[int]
) -> None:
    with school.app.app_context():
        other = make_organisation("Another High")
        join(other, school.member, Role.ADMINISTRATOR)
    assert sign_in(school.app, school.member).organisation_id is None
    assert heard == []
    browser = signed_in(school.app, school.member)
    page = browser("organisation.people")
    assert page.path == "/organisation/choose?next=/organisation/people"
    arrived = page.submit(button="Act for it Another High")
    assert arrived.heading == "People of Another High"
    assert heard == [other]
    assert sign_in(school.app, school.member).organisation_id == other


def test_whoever_belongs_to_none_is_asked_and_may_set_one_up(app: Flask, heard: list[int]) -> None:
    with app.app_context():
        kim = make_person("Kim Lee")
    assert sign_in(app, kim).organisation_id is None
    page = signed_in(app, kim)("organisation.home")
    assert page.heading == "Which organisation are you from?"
    assert page.follow("A school or college").heading == "Find your school or college"
    assert page.follow("A provider of careers guidance").heading == "Set up a provider"
    assert heard == []


def test_a_frozen_organisation_is_not_acted_for_at_signing_in(school: School) -> None:
    with school.app.app_context():
        db.session.get_one(Organisation, school.id).frozen_at = now()
        db.session.commit()
    assert sign_in(school.app, school.member).organisation_id is None
    with school.app.app_context():
        db.session.get_one(Organisation, school.id).frozen_at = None
        db.session.commit()


@pytest.mark.parametrize(("frozen", "is_short"), [(False, True), (True, False)])
def test_the_hubs_people_are_signed_in_for_a_short_time(
    app: Flask, frozen: bool, is_short: bool
) -> None:
    with app.app_context():
        hub, kim = make_organisation("The Hub", Kind.HUB), make_person("Kim Lee")
        join(hub, kim)
        join(make_organisation("Their school"), kim)
        db.session.get_one(Organisation, hub).frozen_at = now() if frozen else None
        db.session.commit()
    assert sign_in(app, kim).is_short is is_short


def test_nobody_switches_to_an_organisation_that_is_not_theirs(
    school: School, heard: list[int]
) -> None:
    with school.app.app_context():
        other = make_organisation("Another High")
    browser = school.browser(school.member)
    page = browser("organisation.leave")
    token = str(page.form().select("[name=csrf_token]")[0]["value"])
    for asked in (str(other), "0", "x", ""):
        form = {"csrf_token": token, "organisation_id": asked}
        browser.send("/organisation/switch", form, expect=404)
    assert sign_ins(school.app, school.member) == [school.id]
    assert heard == []


@pytest.mark.parametrize("onward", ["https://evil.example", "//evil.example", "/\\evil", ""])
def test_choosing_leads_nowhere_but_into_the_portal(school: School, onward: str) -> None:
    browser = signed_in(school.app, school.member)
    page = browser("organisation.choose", next=onward)
    assert page.submit(button="Act for it Example High").path == "/organisation"


def test_an_invitation_is_taken_up_where_one_chooses(school: School, heard: list[int]) -> None:
    with school.app.app_context():
        kim, other = make_person("Kim Lee"), make_person("Other")
    number, _ = invited(school.app, school.id, school.head, "kim.lee@example.org")
    stranger = signed_in(school.app, other)
    assert stranger("organisation.choose").select("main form") == []
    token = stranger("organisation.new_provider").form().select("[name=csrf_token]")[0]["value"]
    sent = {"csrf_token": str(token)}
    stranger.send(f"/organisation/invitations/{number}/accept", sent, expect=404)
    page = signed_in(school.app, kim)("organisation.choose")
    assert "As a member, until" in page
    assert page.submit(button="Join Example High").heading == "Example High"
    assert heard == [school.id]


def test_home_says_what_waits_and_warns_of_a_single_administrator(school: School) -> None:
    browser = school.browser(school.head)
    home = browser("organisation.home")
    assert "only administrator" not in home.text
    assert "has not confirmed" not in home.text
    assert "Administrators Head of Example High, Second of Example High" in home
    browser("organisation.people").follow("Remove Second of Example High").submit()
    invited(school.app, school.id, school.head, "kim.lee@example.org")
    home = browser("organisation.home")
    assert "You are the only administrator. If you leave or are ill, nobody could" in home
    assert "Open invitations 1" in home
    member = school.browser(school.member)("organisation.home")
    assert "Head of Example High is the only administrator." in member


def test_everybody_sees_the_people_and_only_administrators_change_them(school: School) -> None:
    page = school.browser(school.member)("organisation.people")
    assert len(page.select(".govuk-summary-list__key")) == 3
    assert page.select("main form, main .govuk-summary-list a") == []
    page = school.browser(school.head)("organisation.people")
    changed = page.follow("Change role of Member of Example High").submit({"role": "administrator"})
    assert "Member of Example High is an administrator now." in changed
    with school.app.app_context():
        role = select(Membership.role).where(Membership.person_id == school.member)
        assert db.session.scalar(role) == Role.ADMINISTRATOR


def test_ones_own_place_is_changed_nowhere_but_by_leaving(school: School) -> None:
    browser = school.browser(school.head)
    own = f"/organisation/people/{school.head}"
    changed = browser(f"{own}/role").submit({"role": "member"})
    assert "You cannot change your own role. Ask another administrator." in changed
    removed = browser(f"{own}/remove").submit()
    assert "You cannot remove yourself here." in removed
    assert sign_ins(school.app, school.head) == [school.id]


def test_only_what_somebody_can_do_is_promised_before_the_hub_confirms(school: School) -> None:
    with school.app.app_context():
        db.session.get_one(Organisation, school.id).confirmed_at = None
        db.session.commit()
    head, member = (
        school.browser(who)("organisation.home") for who in (school.head, school.member)
    )
    assert "Your own work goes on meanwhile: your checklists, and inviting colleagues." in head
    assert "Your own work goes on meanwhile: your checklists. What" in member
    assert (
        "checklists"
        not in school.browser(school.head)("organisation.new_provider").select("main ul")[0]
    )


def test_leaving_asks_once_who_is_there(school: School) -> None:
    with school.app.app_context():
        join(make_organisation("Another High"), school.head, Role.ADMINISTRATOR)
        engine = db.engine
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    browser = school.browser(school.head)
    event.listen(engine, "before_cursor_execute", hear)
    browser("organisation.leave")
    event.remove(engine, "before_cursor_execute", hear)
    lists = [one for one in asked if "FROM membership" in one and "ORDER BY" in one]
    assert len(lists) == 1
    with school.app.app_context():
        event.listen(engine, "before_cursor_execute", hear)
        asked.clear()
        assert list_binding(school.head) == ()
        event.remove(engine, "before_cursor_execute", hear)
    assert len([one for one in asked if one.startswith("SELECT")]) == 2


def test_a_new_school_is_acted_for_at_once_and_told(app: Flask, heard: list[int]) -> None:
    with app.app_context():
        kim = make_person("Kim Lee")
    signed_in(app, kim)("organisation.new_provider").submit({"name": "Wise Owls"})
    assert heard == sign_ins(app, kim)
    assert len(heard) == 1


def test_what_belongs_to_another_organisation_is_not_there(school: School) -> None:
    other = make_school(school.app, "Another High")
    number, _ = invited(school.app, other.id, other.head, "kim.lee@example.org")
    browser = school.browser(school.head)
    token = str(browser("organisation.invite").form().select("[name=csrf_token]")[0]["value"])
    database = school.app.extensions["settings"].data_folder / "portal.db"
    before = fingerprint(database, but={"audit_event"})
    for path in (
        f"/organisation/invitations/{number}/withdraw",
        f"/organisation/invitations/{number}/resend",
        f"/organisation/people/{other.member}/remove",
        f"/organisation/people/{other.member}/role",
    ):
        browser.send(path, {"csrf_token": token, "role": "administrator"}, expect=404)
    assert fingerprint(database, but={"audit_event"}) == before


def test_an_invitation_that_is_used_or_too_old_is_not_taken_up_by_its_number(
    school: School,
) -> None:
    with school.app.app_context():
        kim = make_person("Kim Lee")
    number, _ = invited(school.app, school.id, school.head, "kim.lee@example.org")
    browser = signed_in(school.app, kim)
    page = browser("organisation.choose")
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        late = signed_in(school.app, kim)
        token = late("organisation.new_provider").form().select("[name=csrf_token]")[0]["value"]
        accept = f"/organisation/invitations/{number}/accept"
        late.send(accept, {"csrf_token": str(token)}, expect=404)
    page.submit(button="Join Example High")
    school.browser(school.head)("organisation.people").follow("Remove Kim Lee").submit()
    again = signed_in(school.app, kim)
    token = again("organisation.new_provider").form().select("[name=csrf_token]")[0]["value"]
    again.send(accept, {"csrf_token": str(token)}, expect=404)
    with school.app.app_context():
        assert find_membership(school.id, kim) is None
