"""The emailed invitation: it opens once, for 7 days, for the address it was sent to, and for nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from portal.account.models import EmailKey, Person, SignIn
from portal.clock import now
from portal.db import db
from portal.organisation.models import Invitation, Membership
from portal.organisation.queries import find_membership
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.fingerprints import fingerprint
from tests.organisation.staff import School, invited, last_key, sign_ins
from tests.page import BROWSER, Page, Visitor

NEW = "kim.lee@example.org"
PASSWORD = "seven wet umbrellas"  # noqa: S105 - of somebody who does not exist


def link(key: str) -> str:
    """The address in the mail."""
    return f"/organisation/join/{key}"


def join_anew(app: Flask, key: str) -> Page:
    """Somebody new opens the link and says what is needed for an account."""
    return Visitor(app)(link(key)).submit({"name": "Kim Lee", "password": PASSWORD})


def test_looking_at_an_invitation_uses_nothing_up_and_tells_no_other_page(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    database = school.app.extensions["settings"].data_folder / "portal.db"
    before = fingerprint(database)
    for _ in range(3):
        page = Visitor(school.app)(link(key))
        assert page.heading == "Join Example High"
        assert "Head of Example High invites you as a member." in page
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["Cache-Control"] == "private, no-store"
    assert fingerprint(database) == before
    gone = Visitor(school.app)(link("guessed"), expect=404)
    assert gone.response.headers["Referrer-Policy"] == "no-referrer"


def test_somebody_new_gets_an_account_a_place_and_is_signed_in(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW, Role.ADMINISTRATOR)
    page = join_anew(school.app, key)
    assert page.path == "/organisation"
    assert "Your role Administrator" in page
    with school.app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == NEW)).one()
        assert person.name == "Kim Lee"
        assert str(person.password_hash).startswith("$argon2id$")
        place = find_membership(school.id, person.id)
        assert place is not None
        assert place.role == Role.ADMINISTRATOR
        number = person.id
    assert sign_ins(school.app, number) == [school.id]
    page.visitor(link(key), expect=404)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "", "password": PASSWORD}, {"name": "Enter your name"}),
        ({"name": "Kim", "password": ""}, {"password": "Enter a password"}),
        (
            {"name": "Kim", "password": "short"},
            {"password": "Password must be 12 characters or more"},
        ),
        (
            {"name": "Kim", "password": "kim.lee.example.high"},
            {"password": "This password is easy"},
        ),
        ({"name": "www.example.org", "password": PASSWORD}, {"name": "Enter a name without a web"}),
    ],
)
def test_what_is_wrong_is_said_and_uses_nothing_up(
    school: School, typed: dict[str, str], wrong: dict[str, str]
) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    page = Visitor(school.app)(link(key)).submit(typed, expect=422)
    (field, start), (found, words) = *wrong.items(), *page.errors.items()
    assert found == field
    assert words.startswith(start)
    assert page.soup.select("[name=password][value]") == []
    join_anew(school.app, key)


def test_whoever_was_invited_and_is_signed_in_joins_by_one_button(school: School) -> None:
    with school.app.app_context():
        kim = make_person("Kim Lee", NEW)
    _, key = invited(school.app, school.id, school.head, NEW)
    browser = signed_in(school.app, kim)
    page = browser(link(key)).submit()
    assert page.heading == "Example High"
    assert sign_ins(school.app, kim) == [school.id]
    browser(link(key), expect=404)


def test_somebody_else_is_refused_and_told_as_whom_they_are_signed_in(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    browser = school.browser(school.member)
    page = browser(link(key), expect=403)
    assert "signed in as Member of Example High (member.of.example.high@example.org)" in page
    assert page.select("main button") == ["Sign out"]
    assert NEW not in page.text
    token = page.soup.select_one("main [name=csrf_token]")
    assert token is not None
    sent = {"csrf_token": str(token["value"]), "name": "Kim", "password": PASSWORD}
    browser.send(link(key), sent, expect=403)
    with school.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == 3
    join_anew(school.app, key)


def test_whoever_has_an_account_signs_in_first_and_is_asked_then(school: School) -> None:
    with school.app.app_context():
        kim = make_person("Kim Lee", NEW)
    _, key = invited(school.app, school.id, school.head, NEW)
    page = Visitor(school.app)(link(key))
    (ways,) = [str(a["href"]) for a in page.soup.select("main a.govuk-button")]
    assert ways == "/account/sign-in?next=/organisation/choose"
    assert page.select("main form") == []
    browser = signed_in(school.app, kim)
    assert browser("organisation.choose").submit(button="Join Example High").path == "/organisation"
    assert sign_ins(school.app, kim) == [school.id]


def test_an_invitation_opens_until_the_very_moment_it_ends(school: School) -> None:
    start = now().replace(microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        _, key = invited(school.app, school.id, school.head, NEW)
        clock.move_to(start + timedelta(days=7, seconds=-1))
        assert Visitor(school.app)(link(key)).heading == "Join Example High"
        clock.move_to(start + timedelta(days=7))
        Visitor(school.app)(link(key), expect=404)


def test_a_newer_link_ends_the_older_one(school: School) -> None:
    _, older = invited(school.app, school.id, school.head, NEW)
    school.browser(school.second)("organisation.people").submit(button=f"Send again to {NEW}")
    newer = last_key(school.app, NEW)
    assert newer != older
    Visitor(school.app)(link(older), expect=404)
    join_anew(school.app, newer)
    with school.app.app_context():
        invitation = db.session.scalars(select(Invitation)).one()
        assert invitation.invited_by == school.second
        key = db.session.get_one(EmailKey, invitation.key_id)
        assert key.used_at == invitation.accepted_at
        assert key.used_at is not None


def test_a_withdrawn_link_opens_nothing(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    school.browser(school.head)("organisation.people").submit(
        button=f"Withdraw the invitation of {NEW}"
    )
    Visitor(school.app)(link(key), expect=404)


def test_of_twenty_at_once_one_joins(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    sent = []
    for _ in range(20):
        visitor = Visitor(school.app)
        token = visitor(link(key)).soup.select_one("main [name=csrf_token]")
        assert token is not None
        form = {"csrf_token": str(token["value"]), "name": "Kim", "password": PASSWORD}
        sent.append((visitor, form))

    def send(one: tuple[Visitor, dict[str, str]]) -> str:
        visitor, form = one
        answer = visitor.client.post(link(key), data=form, headers=BROWSER, buffered=True)
        return answer.headers.get("Location", str(answer.status_code))

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, sent))
    assert answers.count("/organisation") == 1
    assert set(answers) <= {"/organisation", "/organisation/choose", "404", "422"}
    with school.app.app_context():
        joined = select(func.count()).select_from(Person).where(Person.email == NEW)
        assert db.session.scalar(joined) == 1
        places = select(func.count()).select_from(Membership)
        assert db.session.scalar(places.where(Membership.organisation_id == school.id)) == 4


def test_whoever_is_in_already_keeps_their_role(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, NEW)
    with school.app.app_context():
        kim = make_person("Kim Lee", NEW)
        join(school.id, kim, Role.ADMINISTRATOR)
    signed_in(school.app, kim)(link(key)).submit()
    with school.app.app_context():
        place = find_membership(school.id, kim)
        assert place is not None
        assert place.role == Role.ADMINISTRATOR


def test_whoever_joins_the_hub_is_signed_in_for_a_short_time_only(app: Flask) -> None:
    with app.app_context():
        hub, head = make_organisation("The Hub", Kind.HUB), make_person("Head")
        join(hub, head, Role.ADMINISTRATOR)
        kim = make_person("Kim Lee", NEW)
    _, key = invited(app, hub, head, NEW)
    _, other = invited(app, hub, head, "new@example.org")
    elsewhere = signed_in(app, kim)
    signed_in(app, kim)(link(key)).submit()
    join_anew(app, other)
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert elsewhere("account.home").path.startswith("/account/sign-in")
    with app.app_context():
        assert list(db.session.scalars(select(SignIn.is_short))) == [True, True, True]
