"""Setting up a school or a provider, and asking to be let into one that is there."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.clock import now
from portal.db import db
from portal.mail.models import Mail
from portal.organisation.actions.schools import add_school
from portal.organisation.models import Organisation
from portal.organisation.queries import find_membership, find_school_organisation
from portal.organisation.rules import ASKING, SETTING_UP, Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import letters, sign_ins
from tests.page import Visitor

KNOWN: dict[str, Any] = {
    "setting": "MS_11_18",
    "borough": "SEF",
    "outward": "L20",
    "age_from": 11,
    "age_to": 18,
    "is_example": False,
}
URN = 900_001


@pytest.fixture
def kim(app: Flask) -> int:
    """Somebody with an account, in a portal that knows 25 schools and has a Hub."""
    with app.app_context():
        for number in range(25):
            name = f"Marsh {number:02} High" if number else "St Anne's College"
            add_school(URN + number, name, **KNOWN, by="test", at=now())
        hub, head = make_organisation("The Hub", Kind.HUB), make_person("Hub Head")
        join(hub, head, Role.ADMINISTRATOR)
        join(hub, make_person("Hub Member"))
        return make_person("Kim Lee")


def made(app: Flask) -> list[tuple[str, str, int | None, bool]]:
    """(kind, name, URN, confirmed) of each organisation but the Hub."""
    with app.app_context():
        rows = db.session.scalars(select(Organisation).order_by(Organisation.id))
        return [
            (one.kind, one.name, one.school_urn, one.confirmed_at is not None)
            for one in rows
            if one.kind != Kind.HUB
        ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("anne", ["St Anne's College"]),
        ("COLLEGE st", ["St Anne's College"]),
        ("900003", ["Marsh 02 High"]),
        ("%", []),
        ("_", []),
        ("900099", []),
        ("9" * 90, []),
    ],
)
def test_a_school_is_found_by_words_of_its_name_or_its_number(
    app: Flask, kim: int, words: str, found: list[str]
) -> None:
    page = signed_in(app, kim)("organisation.new_school", q=words)
    assert page.select("dl .govuk-summary-list__key") == found


def test_no_more_than_twenty_schools_are_shown(app: Flask, kim: int) -> None:
    page = signed_in(app, kim)("organisation.new_school", q="marsh")
    assert len(page.select("dl .govuk-summary-list__key")) == 20
    assert "There are more." in page


def test_whoever_sets_up_a_known_school_is_its_administrator_and_the_hub_hears_of_it(
    app: Flask, kim: int
) -> None:
    browser = signed_in(app, kim)
    home = browser("organisation.new_school", q="anne").submit(
        button="This is mine St Anne's College"
    )
    assert home.heading == "St Anne's College"
    assert "The Hub has not confirmed St Anne's College yet." in home
    assert "You are the only administrator." in home
    assert made(app) == [("school", "St Anne's College", URN, False)]
    with app.app_context():
        organisation = find_school_organisation(URN)
        assert organisation is not None
        place, number = find_membership(organisation.id, kim), organisation.id
        assert place is not None
        assert place.role == Role.ADMINISTRATOR
        mail = db.session.scalars(select(Mail)).one()
        assert (mail.letter, mail.to) == ("waiting-for-confirmation", "hub.head@example.org")
        assert mail.link == f"/moderation/organisations/{number}"
        assert mail.values["more"] == f"The portal knows this school: its URN is {URN}."
    assert sign_ins(app, kim) == [number]


@pytest.mark.parametrize(
    ("urn", "linked", "more"),
    [
        ("", None, "They gave no URN."),
        ("123456", None, "They gave the URN 123456, which the portal does not know."),
        (str(URN), URN, f"The portal knows this school: its URN is {URN}."),
    ],
)
def test_a_school_that_is_not_known_is_set_up_by_its_name(
    app: Flask, kim: int, urn: str, linked: int | None, more: str
) -> None:
    page = signed_in(app, kim)("organisation.new_school")
    page.submit({"name": "Old Dock School", "urn": urn}, button="Set it up")
    name = "St Anne's College" if linked else "Old Dock School"
    assert made(app) == [("school", name, linked, False)]
    with app.app_context():
        assert db.session.scalars(select(Mail)).one().values["more"] == more


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, {"name": "Enter the name of the school or college"}),
        ({"name": "See www.example.org"}, {"name": "Enter a name without a web or email address"}),
        ({"name": "A", "urn": "12"}, {"urn": "URN must be six digits, like 123456"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set_up(
    app: Flask, kim: int, typed: dict[str, str], wrong: dict[str, str]
) -> None:
    page = signed_in(app, kim)("organisation.new_school")
    assert page.submit(typed, button="Set it up", expect=422).errors == wrong
    assert made(app) == []


def test_a_form_sent_twice_sets_up_one(app: Flask, kim: int) -> None:
    browser = signed_in(app, kim)
    for door in ("organisation.new_school", "organisation.new_provider"):
        page = browser(door)
        for _ in range(2):
            assert page.submit({"name": "Dock"}, button="Set it up").path == "/organisation"
    assert made(app) == [("school", "Dock", None, False), ("provider", "Dock", None, False)]


def test_a_provider_is_set_up_by_its_name(app: Flask, kim: int) -> None:
    home = signed_in(app, kim)("organisation.new_provider").submit({"name": "Wise Owls"})
    assert home.heading == "Wise Owls"
    assert made(app) == [("provider", "Wise Owls", None, False)]
    assert [letter for letter, _ in letters(app)] == ["waiting-for-confirmation"]


def test_a_school_that_is_set_up_is_asked_and_not_joined(app: Flask, kim: int) -> None:
    with app.app_context():
        school = make_organisation("St Anne's College", school_urn=URN)
        for name in ("Ann", "Bob"):
            join(school, make_person(name), Role.ADMINISTRATOR)
        join(school, make_person("Cat"))
    browser = signed_in(app, kim)
    page = browser("organisation.new_school", q="anne")
    assert page.select("main .govuk-summary-list button") == []
    ask = page.follow("Set up already: ask to join St Anne's College")
    assert "We send them your name, Kim Lee, and your address, kim.lee@example.org." in ask
    assert "have been sent your name and address" in ask.submit()
    assert letters(app) == [("asked-to-join", f"{who}@example.org") for who in ("ann", "bob")]
    typed = browser("organisation.new_school")
    again = typed.submit({"name": "Mine", "urn": str(URN)}, button="Set it up")
    assert again.heading == "Ask to join St Anne's College"
    assert sign_ins(app, kim) == [None]
    with app.app_context():
        assert find_membership(school, kim) is None


def test_asking_says_the_same_whether_or_not_anybody_was_there_to_ask(app: Flask, kim: int) -> None:
    browser, said = signed_in(app, kim), []
    with app.app_context():
        school = make_organisation("St Anne's College", school_urn=URN)
        join(school, make_person("Ann"), Role.ADMINISTRATOR)
        frozen = make_organisation("Marsh 01 High", school_urn=URN + 1)
        join(frozen, make_person("Bob"), Role.ADMINISTRATOR)
        db.session.get_one(Organisation, frozen).frozen_at = now()
        db.session.commit()
    names = {URN: "St Anne's College", URN + 1: "Marsh 01 High", URN + 2: "Marsh 02 High"}
    for urn, name in names.items():
        answer = browser("organisation.ask", urn=urn).submit()
        plain = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.html)
        said.append(plain.replace(name, "X").replace(name.replace("'", "&#39;"), "X"))
    assert said[0] == said[1] == said[2]
    assert letters(app) == [("asked-to-join", "ann@example.org")]
    browser("organisation.ask", urn=1, expect=404)


def test_nobody_asks_or_sets_up_without_end(app: Flask, kim: int) -> None:
    browser = signed_in(app, kim)
    for number in range(ASKING.most):
        browser("organisation.ask", urn=URN + number).submit()
    browser("organisation.ask", urn=URN).submit(expect=429)
    for number in range(SETTING_UP.most):
        browser("organisation.new_provider").submit({"name": f"Owl {number}"})
    stopped = browser("organisation.new_provider").submit({"name": "One too many"}, expect=429)
    assert "One too many" in stopped
    assert len(made(app)) == SETTING_UP.most


def test_a_visitor_is_asked_to_sign_in(app: Flask) -> None:
    for door in ("organisation.new_school", "organisation.choose", "organisation.home"):
        assert Visitor(app)(door).path.startswith("/account/sign-in?next=/organisation")
