"""Who may come to the Hub's desk, and what the others may not do there."""

import pytest
from flask import Flask

from portal.db import db
from portal.organisation.models import Organisation
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Visitor


@pytest.fixture
def hub(app: Flask) -> Flask:
    """The Hub (1) with a member (1), Ada the administrator (2), and Nobody's High (2), where Left Behind is (3)."""
    with app.app_context():
        made = make_organisation("Careers Hub", Kind.HUB)
        join(made, make_person("Member"))
        join(made, make_person("Ada"), Role.ADMINISTRATOR)
        school = make_organisation("Nobody's High")
        db.session.get_one(Organisation, school).confirmed_at = None
        join(school, make_person("Left Behind"))
    return app


def try_all(browser: Visitor, expect: int) -> None:
    """Send each form of the desk as an attacker would."""
    for what in (
        "confirm",
        "freeze",
        "unfreeze",
        "people/3/make-administrator",
        "invite",
        "release",
    ):
        form = {"reason": "DOUBT"} if what == "freeze" else {}
        browser.send(f"/moderation/organisations/2/{what}", form, expect=expect)
    browser.send("/moderation/mail/1/retry", {}, expect=expect)


def test_the_desk_is_shut_to_everybody_but_the_hubs_staff(hub: Flask) -> None:
    school = signed_in(hub, 3, 2, second=True)
    school("moderation.desk", expect=403)
    try_all(school, 403)
    try_all(signed_in(hub, 1, None, second=True), 403)  # of the Hub, but not acting for it
    try_all(Visitor(hub), 401)


def test_staff_without_a_second_step_are_sent_to_set_one_up(hub: Flask) -> None:
    bare = signed_in(hub, 2, 1)
    for view in ("desk", "organisations", "trail", "letters", "mail"):
        assert bare(f"moderation.{view}").path == "/account/security"
    try_all(bare, 200)  # where they are sent
    with hub.app_context():
        school = db.session.get_one(Organisation, 2)
        assert (school.confirmed_at, school.frozen_at) == (None, None)


def test_roles_of_others_are_for_the_hubs_administrators(hub: Flask) -> None:
    for what in ("people/3/make-administrator", "invite", "release"):
        path = f"/moderation/organisations/2/{what}"
        signed_in(hub, 1, 1, second=True).get(path, expect=403)
        assert signed_in(hub, 2, 1, second=True).get(path).status == 200
