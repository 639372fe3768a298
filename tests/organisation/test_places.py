"""What ends with a place, or with a role: everything that was derived from it, in the same transaction."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from flask import Flask

from portal.clock import now
from portal.db import db
from portal.journal.queries import list_events
from portal.organisation.actions.places import change_role, leave, remove
from portal.organisation.models import Organisation
from portal.organisation.queries import find_membership, list_invitations
from portal.organisation.rules import PlaceRefused, Refusal, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import School, at_once, broken, invited, letters, sign_ins


def told(school: School, own_id: int) -> dict[str, Any]:
    """What an action is told of who acts for the school."""
    named = {"organisation_id": school.id, "own_id": own_id, "by": f"person:{own_id}"}
    return named | {"at": now()}


def role_of(school: School, person_id: int) -> str | None:
    """A person's role in the school; None if they have no place in it."""
    with school.app.app_context():
        place = find_membership(school.id, person_id)
        return place.role if place is not None else None


def test_removing_somebody_ends_all_that_follows_from_their_place(school: School) -> None:
    app = school.app
    with app.app_context():
        elsewhere = make_organisation("Another High")
        join(elsewhere, school.second, Role.ADMINISTRATOR)
    at_work, other = school.browser(school.second), signed_in(app, school.second, elsewhere)
    _, key = invited(app, school.id, school.second, "asked.by.second@example.org")
    _, kept = invited(app, school.id, school.head, "asked.by.head@example.org")
    _, there = invited(app, elsewhere, school.second, "asked.elsewhere@example.org")
    with app.app_context():
        assert remove(school.second, **told(school, school.head)) == "Second of Example High"
    assert role_of(school, school.second) is None
    assert sign_ins(app, school.second) == [elsewhere]
    assert at_work("organisation.home").path.startswith("/account/sign-in")
    assert other("organisation.home").heading == "Another High"
    visitor = school.browser(school.head)
    assert visitor(f"/organisation/join/{key}", expect=404).heading.startswith("This invitation")
    assert visitor(f"/organisation/join/{kept}", expect=403).heading == "Join Example High"
    assert visitor(f"/organisation/join/{there}", expect=403).heading == "Join Another High"
    assert letters(app)[-1] == ("removed", "second.of.example.high@example.org")
    assert broken(app) == []


def test_somebody_removed_cannot_come_back_by_an_older_invitation(school: School) -> None:
    _, key = invited(school.app, school.id, school.head, "twice@example.org")
    with school.app.app_context():
        twice = make_person("Twice", "twice@example.org")
        join(school.id, twice)
        remove(twice, **told(school, school.head))
        assert list_invitations(school.id) == []
    signed_in(school.app, twice)(f"/organisation/join/{key}", expect=404)


def test_another_role_ends_the_sign_ins_that_act_for_the_organisation(school: School) -> None:
    school.browser(school.member)
    signed_in(school.app, school.member)
    with school.app.app_context():
        change_role(school.member, Role.ADMINISTRATOR, **told(school, school.head))
    assert role_of(school, school.member) == Role.ADMINISTRATOR
    assert sign_ins(school.app, school.member) == [None]
    assert letters(school.app) == [("role-changed", "member.of.example.high@example.org")]


def test_whoever_is_no_administrator_any_more_has_no_invitation_open(school: School) -> None:
    _, key = invited(school.app, school.id, school.second, "own@example.org", Role.ADMINISTRATOR)
    _, kept = invited(school.app, school.id, school.head, "other@example.org")
    with school.app.app_context():
        change_role(school.second, Role.MEMBER, **told(school, school.head))
        assert [one.email for one in list_invitations(school.id)] == ["other@example.org"]
    visitor = school.browser(school.head)
    visitor(f"/organisation/join/{key}", expect=404)
    visitor(f"/organisation/join/{kept}", expect=403)
    assert broken(school.app) == []


def test_the_same_role_again_changes_nothing(school: School) -> None:
    school.browser(school.member)
    with school.app.app_context():
        change_role(school.member, Role.MEMBER, **told(school, school.head))
    assert sign_ins(school.app, school.member) == [school.id]
    assert letters(school.app) == []


@pytest.mark.parametrize(
    ("who", "whom", "role", "why"),
    [
        ("head", "head", Role.MEMBER, Refusal.OWN_ROLE),
        ("member", "member", Role.ADMINISTRATOR, Refusal.OWN_ROLE),
        ("member", "second", Role.MEMBER, Refusal.NOT_ADMINISTRATOR),
    ],
)
def test_a_role_that_may_not_be_changed_stays(
    school: School, who: str, whom: str, role: Role, why: Refusal
) -> None:
    own, theirs = getattr(school, who), getattr(school, whom)
    before = role_of(school, theirs)
    with school.app.app_context(), pytest.raises(PlaceRefused) as refused:
        change_role(theirs, role, **told(school, own))
    assert refused.value.why == why
    assert role_of(school, theirs) == before


def test_two_administrators_who_demote_each_other_at_once_leave_one(school: School) -> None:
    both = ((school.head, school.second), (school.second, school.head))
    done = at_once(
        school.app,
        [partial(change_role, b, Role.MEMBER, **told(school, a)) for a, b in both],
    )
    assert done == ["Refused", "something"]
    assert broken(school.app) == []


def test_two_administrators_who_leave_at_once_leave_one(school: School) -> None:
    done = at_once(
        school.app,
        [
            partial(leave, **told(school, who), next_id=None, sign_in_id=0)
            for who in (school.head, school.second)
        ],
    )
    assert done == ["Refused", "nothing"]
    assert broken(school.app) == []


def test_the_last_administrator_hands_over_or_stays(school: School) -> None:
    app = school.app
    with app.app_context():
        remove(school.second, **told(school, school.head))
    browser = school.browser(school.head)
    with app.app_context():
        stranger = make_person("Stranger")
        for following in (None, stranger, school.head):
            with pytest.raises(PlaceRefused):
                leave(**told(school, school.head), next_id=following, sign_in_id=0)
            db.session.rollback()
    assert role_of(school, school.head) == Role.ADMINISTRATOR
    page = browser("organisation.leave")
    assert page.submit({"next_id": None}, expect=422).errors == {
        "next_id": "Choose who is the next administrator"
    }
    gone = page.submit({"next_id": str(school.member)})
    assert gone.heading == "Which organisation are you from?"
    assert role_of(school, school.head) is None
    assert role_of(school, school.member) == Role.ADMINISTRATOR
    assert letters(app)[-1] == ("handed-over", "member.of.example.high@example.org")
    with app.app_context():
        told_of = [one.action for one in list_events(f"person:{school.member}")]
    assert told_of[-1] == "hand over"


def test_handing_over_takes_a_fresh_proof_of_who_one_is(school: School) -> None:
    with school.app.app_context():
        remove(school.second, **told(school, school.head))
    browser = school.browser(school.head)
    page = browser("organisation.leave")
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert browser("organisation.leave").path.startswith("/account/prove")
        page.submit({"next_id": str(school.member)}, expect=401)
    assert role_of(school, school.member) == Role.MEMBER


def test_an_administrator_among_others_gives_no_role_by_leaving(school: School) -> None:
    with school.app.app_context():
        leave(**told(school, school.head), next_id=school.member, sign_in_id=0)
    assert role_of(school, school.member) == Role.MEMBER


def test_whoever_leaves_stays_signed_in_here_and_nowhere_else_for_it(school: School) -> None:
    here, _ = school.browser(school.member), school.browser(school.member)
    here("organisation.leave").submit()
    assert sign_ins(school.app, school.member) == [None]
    assert here("organisation.people").path.startswith("/organisation/choose")


def test_a_sole_member_may_leave_and_is_told_what_that_means(app: Flask, school: School) -> None:
    with app.app_context():
        alone, org = make_person("Only One"), make_organisation("Lonely High")
        join(org, alone, Role.ADMINISTRATOR)
    page = signed_in(app, alone, org)("organisation.leave")
    assert "until the Hub invites somebody to be in charge" in page
    assert page.submit().path == "/organisation/choose"
    with app.app_context():
        assert find_membership(org, alone) is None


def test_a_frozen_organisation_ends_all_access_and_keeps_its_places(school: School) -> None:
    browser = school.browser(school.head)
    _, key = invited(school.app, school.id, school.head, "late@example.org")
    with school.app.app_context():
        organisation = Organisation.held(school.id)
        assert organisation is not None
        organisation.frozen_at = now()
        organisation.end_access()
        db.session.commit()
    assert sign_ins(school.app, school.head) == []
    assert browser("organisation.home").path.startswith("/account/sign-in")
    signed_in(school.app, school.head)(f"/organisation/join/{key}", expect=404)
    again = signed_in(school.app, school.head)("organisation.choose")
    assert "The Hub has stopped Example High" in again
    assert again.select("form[action='/organisation/switch']") == []
    with school.app.app_context():
        organisation = Organisation.held(school.id)
        assert organisation is not None
        organisation.frozen_at = None
        db.session.commit()
    assert role_of(school, school.head) == Role.ADMINISTRATOR
