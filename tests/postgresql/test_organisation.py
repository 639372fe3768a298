"""People who change an organisation at the same moment, on a database that lets them write side by side."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.organisation.actions.founding import SchoolTaken, set_up_school
from portal.organisation.actions.inviting import (
    AlreadyInvited,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from portal.organisation.actions.joining import join_anew
from portal.organisation.actions.places import change_role, leave, remove
from portal.organisation.actions.schools import add_school
from portal.organisation.models import Organisation
from portal.organisation.queries import find_membership, list_invitations
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import at_once, broken, invited, make_school, sign_ins

NEW = "kim.lee@example.org"
PASSWORD = "seven wet umbrellas"  # noqa: S105 - of somebody who does not exist


def test_two_administrators_who_act_against_each_other_leave_one(app: Flask) -> None:
    for number in range(3):
        school = make_school(app, f"Example {number} High")
        told: dict[str, Any] = {"organisation_id": school.id, "by": "test"}
        first, second = (school.head, school.second), (school.second, school.head)
        all_steps: dict[int, list[Callable[[], object]]] = {
            0: [
                partial(change_role, b, Role.MEMBER, own_id=a, **told, at=now())
                for a, b in (first, second)
            ],
            1: [partial(remove, b, own_id=a, **told, at=now()) for a, b in (first, second)],
            2: [
                partial(leave, own_id=a, next_id=None, sign_in_id=0, **told, at=now())
                for a, _ in (first, second)
            ],
        }
        assert at_once(app, all_steps[number])[0] == "Refused"
        assert broken(app) == []


def test_of_many_at_once_one_joins_by_an_invitation(app: Flask) -> None:
    school = make_school(app)
    number, _ = invited(app, school.id, school.head, NEW)
    said = {"name": "Kim", "password": PASSWORD, "browser": "a test's browser"}
    steps = [
        partial(join_anew, number, **said, form=f"form {one}", outcome="/", at=now())
        for one in range(8)
    ]
    became = at_once(app, steps)
    assert became == ["nothing"] * 7 + ["something"]
    with app.app_context():
        people = select(func.count()).select_from(Person).where(Person.email == NEW)
        assert db.session.scalar(people) == 1
        kim = db.session.scalars(select(Person.id).where(Person.email == NEW)).one()
        assert find_membership(school.id, kim) is not None
    assert sign_ins(app, kim) == [school.id]
    assert broken(app) == []


def test_an_invitation_is_sent_again_and_withdrawn_at_once_without_a_trace(app: Flask) -> None:
    school = make_school(app)
    number, _ = invited(app, school.id, school.head, NEW)
    told: dict[str, Any] = {"organisation_id": school.id, "by": "test"}
    at_once(
        app,
        [
            partial(resend_invitation, number, person_id=school.head, **told, at=now()),
            partial(withdraw_invitation, number, **told, at=now()),
        ],
    )
    with app.app_context():
        assert list_invitations(school.id) == []
    assert broken(app) == []


def test_invitations_by_two_administrators_at_once_make_one(app: Flask) -> None:
    school = make_school(app)

    def ask(person_id: int) -> None:
        told: dict[str, Any] = {"organisation_id": school.id, "person_id": person_id, "by": "test"}
        with suppress(AlreadyInvited):
            invite(NEW, Role.MEMBER, **told, at=now())

    at_once(app, [partial(ask, school.head), partial(ask, school.second)])
    with app.app_context():
        assert len(list_invitations(school.id)) == 1


def test_a_school_is_set_up_once(app: Flask) -> None:
    with app.app_context():
        add_school(
            900_001, "St Anne's College", setting="MS_11_18", borough="SEF", outward="L20",
            age_from=11, age_to=18, is_example=False, by="test", at=now(),
        )  # fmt: skip
        people = [make_person(f"Person {number}") for number in range(4)]
    for person in people:
        signed_in(app, person)
    keys = count()

    def set_up(sign_in_id: int) -> bool | None:
        told: dict[str, Any] = {
            "key": f"key {next(keys)}",
            "outcome": "/",
            "by": f"person:{sign_in_id}",
        }
        try:
            return bool(set_up_school("", 900_001, **told, sign_in_id=sign_in_id, at=now()))
        except SchoolTaken:
            return None

    became = at_once(app, [partial(set_up, number) for number in range(1, 5)])
    assert became == ["nothing"] * 3 + ["something"]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1
    assert broken(app) == []


def test_a_number_that_no_row_has_is_no_fault_in_a_form_or_a_query(app: Flask) -> None:
    with app.app_context():
        hub, ada = make_organisation("The Hub", Kind.HUB), make_person("Ada")
        join(hub, ada, Role.ADMINISTRATOR)
    desk = signed_in(app, ada, hub, second=True)
    token = desk("organisation.new_provider").form().select("[name=csrf_token]")[0]["value"]
    for number in ("9" * 25, str(2**32), str(2**31), "9" * 13):
        sent = {"csrf_token": str(token), "organisation_id": number, "school": number}
        desk.send("/organisation/switch", sent, expect=404)
        desk.send("/organisation/new-school", sent, expect=422)
        desk("moderation.trail", actor=f"person:{number}", subject=f"listing:{number}")
