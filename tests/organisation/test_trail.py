"""What happened for an organisation, as its own people read it."""

from datetime import timedelta

from flask import Flask

from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import REFUSED
from portal.moderation.actions import deciding
from portal.moderation.rules import Reason
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person
from tests.organisation.staff import invited, make_school
from tests.page import Page


def told(page: Page) -> list[str]:
    return page.select(".app-trail__event")


def test_its_people_see_what_was_done_for_it_and_by_whom(app: Flask) -> None:
    school, other = make_school(app), make_school(app, "Other High")
    invited(app, school.id, school.head, "new@example.org")
    invited(app, other.id, other.head, "other@example.org")
    page = school.browser(school.member)("organisation.trail")
    assert len(told(page)) == 1
    assert told(page)[0].startswith("Sent an invitation: new@example.org Head of Example High · ")
    assert told(page)[0].endswith("role: member")
    assert "Other High" not in page
    assert "other@example.org" not in page
    school.browser(school.head)("organisation.people").submit(
        button="Withdraw the invitation of new@example.org"
    )
    page = school.browser(school.member)("organisation.trail")
    assert [line.partition(" · ")[0] for line in told(page)] == [
        "Withdrew an invitation Head of Example High",
        "Sent an invitation Head of Example High",
    ]
    assert "new@example.org" not in page


def test_what_was_done_is_said_in_words(app: Flask) -> None:
    school = make_school(app)
    invited(app, school.id, school.head, "member.to.be@example.org")
    with app.app_context():
        join(school.id, make_person("Member To Be"))
        who = {"by": f"person:{school.head}", "behalf": f"organisation:{school.id}"}
        fields = ["pupils_on_roll", "roles"]
        AuditEvent.record("save answers", "draft:1", **who, at=now(), fields=fields)
        AuditEvent.record("juggle", "draft:1", **who, at=now())
        db.session.commit()
    page = school.browser(school.member)("organisation.trail")
    assert [line.partition(" · ")[0] for line in told(page)] == [
        "Juggle: checklist 1 Head of Example High",
        "Changed answers: checklist 1 Head of Example High",
        "Sent an invitation: Member To Be Head of Example High",
    ]
    assert "fields: pupils on roll, roles" in page


def test_the_hubs_acts_are_seen_and_its_people_are_not_named(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        hub, officer = make_organisation("Careers Hub", Kind.HUB), make_person("Ada Officer")
        join(hub, officer, Role.ADMINISTRATOR)
        who = {"by": f"person:{officer}", "behalf": f"organisation:{hub}"}
        deciding.freeze_organisation(school.id, Reason.DOUBT, **who, at=now())
        deciding.unfreeze_organisation(school.id, **who, at=now())
    page = school.browser(school.head)("organisation.trail")
    assert [line.partition(" · ")[0] for line in told(page)] == [
        "Opened the organisation again The Hub",
        "Stopped the organisation The Hub",
    ]
    assert "reason: it is not clear who may speak for the organisation" in page
    assert "Ada Officer" not in page


def test_whoever_has_left_is_not_named_any_more(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        gone = make_person("Long Gone")
        organisation = f"organisation:{school.id}"
        AuditEvent.record(
            "leave organisation",
            f"person:{gone}",
            by=f"person:{gone}",
            at=now(),
            behalf=organisation,
        )
        AuditEvent.record(
            REFUSED,
            "POST organisation.invite",
            by=f"person:{school.member}",
            at=now(),
            behalf=organisation,
            status=403,
        )
        AuditEvent.record("invite", organisation, by="command", at=now())
        db.session.commit()
    page = school.browser(school.head)("organisation.trail")
    assert "Long Gone" not in page
    assert [line.partition(" · ")[0] for line in told(page)] == [
        "Sent an invitation Whoever runs this portal",
        "Was refused: a form Member of Example High",
        "Left Somebody who does not belong here any more",
    ]


def test_a_long_trail_comes_in_pages(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        at, who = now(), f"person:{school.head}"
        for minute in range(45):
            AuditEvent.record(
                "act",
                "draft:1",
                by=who,
                at=at + timedelta(minutes=minute),
                behalf=f"organisation:{school.id}",
            )
        db.session.commit()
    browser = school.browser(school.head)
    first = browser("organisation.trail")
    assert len(told(first)) == 40
    assert len(told(first.follow("2"))) == 5
    assert "There is no such page" in browser("organisation.trail", page=3)
    browser("organisation.trail", page=51, expect=404)
