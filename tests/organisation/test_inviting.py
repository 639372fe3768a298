"""Inviting: who may, what is said about whom, how often, and what becomes of an invitation."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from portal.clock import now
from portal.db import db
from portal.journal.rules import Throttled
from portal.mail.models import Mail
from portal.organisation.actions import inviting
from portal.organisation.queries import list_invitations
from portal.organisation.rules import INVITATIONS, LETTERS_TO_ONE, Kind, PlaceRefused, Refusal, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import School, invited, last_key, letters, make_school

NEW = "kim.lee@example.org"


def open_to(school: School) -> list[str]:
    """The addresses that the school's open invitations were sent to."""
    with school.app.app_context():
        return sorted(one.email for one in list_invitations(school.id))


def test_an_administrator_invites_and_the_letter_says_by_whom_and_as_what(school: School) -> None:
    page = school.browser(school.head)("organisation.invite")
    sent = page.submit({"email": "Kim.Lee@Example.org", "role": "administrator"})
    assert sent.path == "/organisation/people"
    assert f"We have invited {NEW}" in sent
    assert open_to(school) == [NEW]
    with school.app.app_context():
        (mail,) = db.session.scalars(db.select(Mail))
        assert (mail.to, mail.link) == (NEW, "/organisation/join/{key}")
        assert mail.values == {
            "inviter": "Head of Example High",
            "organisation": "Example High",
            "role": "an administrator",
        }


def test_the_page_says_the_same_whether_or_not_the_address_has_an_account(school: School) -> None:
    with school.app.app_context():
        make_person("Known", "known@example.org")
    browser = school.browser(school.head)
    said = []
    for email in ("known@example.org", "other@example.org"):
        page = browser("organisation.invite").submit({"email": email, "role": "member"})
        plain = page.html.replace(email, "X")
        said.append(re.sub(r'value="[^"]*"|invitations/\d+', "", plain))
        browser("organisation.people").submit(button=f"Withdraw the invitation of {email}")
    assert said[0] == said[1]
    assert [letter for letter, _ in letters(school.app)] == ["invitation"] * 2


@pytest.mark.parametrize(
    ("email", "role", "wrong"),
    [
        ("member.of.example.high@example.org", "member", "They belong to your organisation"),
        ("waits@example.org", "member", "They are invited already"),
        ("not an address", "member", "Enter an email address in the correct format"),
        ("pet\N{LATIN SMALL LETTER E WITH ACUTE}r@example.org", "member", "Enter an email address"),
        ("", "member", "Enter an email address"),
    ],
)
def test_nobody_is_invited_twice_or_to_no_address(
    school: School, email: str, role: str, wrong: str
) -> None:
    invited(school.app, school.id, school.head, "waits@example.org")
    page = school.browser(school.head)("organisation.invite")
    failed = page.submit({"email": email, "role": role}, expect=422)
    assert failed.errors["email"].startswith(wrong)
    assert open_to(school) == ["waits@example.org"]


def test_an_invitation_that_ran_out_gives_way_to_a_new_one(school: School) -> None:
    invited(school.app, school.id, school.head, NEW)
    with time_machine.travel(now() + timedelta(days=8)):
        browser = school.browser(school.head)
        assert "Ran out on" in browser("organisation.people")
        browser("organisation.invite").submit({"email": NEW, "role": "member"})
        assert open_to(school) == [NEW]
        assert "Ran out on" not in browser("organisation.people")


def test_a_member_invites_nobody_and_an_administrator_only_with_a_fresh_proof(
    school: School,
) -> None:
    member, head = school.browser(school.member), school.browser(school.head)
    member("organisation.invite", expect=403)
    assert "Invite somebody" not in member("organisation.people").text
    page = head("organisation.invite")
    with time_machine.travel(now() + timedelta(minutes=11)):
        page.submit({"email": NEW, "role": "administrator"}, expect=401)
        assert head("organisation.invite").path.startswith(
            "/account/prove?next=/organisation/invite"
        )
        changing = f"/organisation/people/{school.member}/role"
        assert head(changing).path.startswith("/account/prove")
    assert open_to(school) == []


def test_an_administrator_of_the_hub_changes_nothing_without_a_second_step(app: Flask) -> None:
    with app.app_context():
        hub, head = make_organisation("The Hub", Kind.HUB), make_person("Head")
        join(hub, head, Role.ADMINISTRATOR)
    bare = signed_in(app, head, hub)("organisation.invite")
    assert bare.path.startswith("/account/security")
    signed_in(app, head, hub, second=True)("organisation.invite")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_lost_a_moment_ago_gives_no_role(school: School, role: Role) -> None:
    with school.app.app_context(), pytest.raises(PlaceRefused) as refused:
        inviting.invite(
            NEW, role, organisation_id=school.id, person_id=school.member, by="x", at=now()
        )
    assert refused.value.why in {Refusal.NOT_ADMINISTRATOR, Refusal.ABOVE}
    assert open_to(school) == []


def test_somebody_without_a_place_is_refused(school: School) -> None:
    with school.app.app_context():
        stranger = make_person("Stranger")
        with pytest.raises(PlaceRefused):
            inviting.invite(
                NEW, Role.MEMBER, organisation_id=school.id, person_id=stranger, by="x", at=now()
            )
    assert open_to(school) == []


def test_no_address_gets_letter_after_letter_whoever_sends_them(school: School) -> None:
    number, _ = invited(school.app, school.id, school.head, NEW)
    browser = school.browser(school.head)
    for _ in range(LETTERS_TO_ONE.most - 1):
        browser("organisation.people").submit(button=f"Send again to {NEW}")
    key = last_key(school.app, NEW)
    page = browser("organisation.people")
    stopped = page.submit(button=f"Send again to {NEW}", expect=429)
    assert int(stopped.response.headers["Retry-After"]) > 0
    assert last_key(school.app, NEW) == key
    other = make_school(school.app, "Another High")
    with pytest.raises(Throttled):
        invited(school.app, other.id, other.head, NEW)
    assert number


def test_an_organisation_sends_only_so_many_invitations_a_day(school: School) -> None:
    for number in range(INVITATIONS.most):
        invited(school.app, school.id, school.head, f"n{number}@example.org")
    with pytest.raises(Throttled):
        invited(school.app, school.id, school.head, "one.more@example.org")
    with time_machine.travel(now() + timedelta(days=1, seconds=1)):
        invited(school.app, school.id, school.head, "one.more@example.org")
