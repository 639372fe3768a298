"""The first administrator: nobody has an account until a command invites them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from portal import create_app
from portal.account.models import Person
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.organisation.models import Invitation, Membership, Organisation
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person
from tests.conftest import settings_in
from tests.page import Visitor

FIRST = "sam.smith@example.org"
PASSWORD = "lanterns over the mersey"  # noqa: S105 - of nobody


def typed(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["hub", "first-administrator", *words])


def link_in(output: str) -> str:
    """The path of the link that the command printed."""
    found = re.search(r"^http://localhost(/organisation/join/\S+)$", output, re.MULTILINE)
    assert found is not None, output
    return found[1]


def counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        tables = (Person, Organisation, Membership, Invitation, Mail)
        return {
            table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


@pytest.mark.parametrize("command", [["db", "upgrade"], ["start"]], ids=" ".join)
def test_a_fresh_portal_has_no_people_and_nobody_who_could_sign_in(
    tmp_path: Path, command: list[str]
) -> None:
    portal = create_app(settings_in(tmp_path))
    made = portal.test_cli_runner().invoke(args=command, catch_exceptions=False)
    assert made.exit_code == 0, made.output
    assert set(counts(portal).values()) == {0}
    with portal.app_context():
        db.engine.dispose()


def test_the_command_sets_the_hub_up_and_invites_its_administrator(app: Flask) -> None:
    result = typed(app, FIRST.upper(), "--name", "The Mersey Hub")
    assert result.exit_code == 0, result.output
    assert "in the outbox" in result.output
    with app.app_context():
        hub = db.session.scalars(select(Organisation)).one()
        assert (hub.kind, hub.name, hub.frozen_at) == (Kind.HUB, "The Mersey Hub", None)
        assert hub.confirmed_at is not None
        invitation = db.session.scalars(select(Invitation)).one()
        assert (invitation.email, invitation.role) == (FIRST, Role.ADMINISTRATOR)
        assert invitation.expires_at - invitation.made_at == timedelta(days=7)
        mail = db.session.scalars(select(Mail)).one()
        assert (mail.letter, mail.to, mail.link) == (
            "invitation",
            FIRST,
            "/organisation/join/{key}",
        )
        did = [(one.actor, one.action) for one in db.session.scalars(select(AuditEvent))]
        assert did == [("command", "set up organisation"), ("command", "invite")]
    assert counts(app)["person"] == counts(app)["membership"] == 0


def test_whoever_opens_the_printed_link_becomes_the_hubs_administrator(app: Flask) -> None:
    visit, link = Visitor(app), link_in(typed(app, FIRST).output)
    page = visit.get(link)
    assert "Careers Hub" in page
    joined = page.submit({"name": "Sam Smith", "password": PASSWORD})
    assert joined.path == "/account/security"  # where the Hub's people set up their second step
    with app.app_context():
        place = db.session.scalars(select(Membership)).one()
        assert (place.person.email, place.role) == (FIRST, Role.ADMINISTRATOR)
        assert place.organisation.kind == Kind.HUB
    # the desk opens only once there is a second step
    assert visit("moderation.desk").path == "/account/security"
    assert Visitor(app).get(link, expect=404).heading == "This invitation does not work any more"


def test_nothing_that_opens_the_link_is_kept(app: Flask) -> None:
    key = link_in(typed(app, FIRST).output).rpartition("/")[2]
    path = app.extensions["settings"].data_folder
    with app.app_context():
        db.engine.dispose()
    for file in path.glob("portal.db*"):
        assert key.encode() not in file.read_bytes()


def test_typing_it_again_ends_the_older_link_and_makes_no_second_hub(app: Flask) -> None:
    older, newer = (link_in(typed(app, FIRST).output) for _ in range(2))
    assert Visitor(app).get(older, expect=404).heading == "This invitation does not work any more"
    assert "Careers Hub" in Visitor(app).get(newer)
    assert counts(app)["organisation"] == counts(app)["invitation"] == 1


def test_once_there_is_an_administrator_the_command_asks_to_be_sure(app: Flask) -> None:
    with app.app_context():
        hub, person = make_organisation("Careers Hub", Kind.HUB), make_person("Head")
        join(hub, person, Role.ADMINISTRATOR)
    before = counts(app)
    refused = typed(app, FIRST)
    assert refused.exit_code == 1
    assert "--also" in refused.output
    assert counts(app) == before
    assert typed(app, FIRST, "--also").exit_code == 0
    assert counts(app)["invitation"] == 1


@pytest.mark.parametrize("address", ["sam", "sam@", "Sam <sam@example.org>", "a@b"])
def test_what_is_no_address_is_refused(app: Flask, address: str) -> None:
    refused = typed(app, address)
    assert refused.exit_code == 2
    assert set(counts(app).values()) == {0}
