"""What the Hub decides about organisations, as the rows have it afterwards."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.models import EmailKey, SignIn
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.moderation.actions import deciding, mending
from portal.moderation.rules import NotAllowed, Reason, Refusal
from portal.organisation.models import Invitation, Membership, Organisation
from portal.organisation.rules import Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import broken, invited, letters, make_school

HUB = {"by": "person:99", "behalf": "organisation:98"}


def last_event() -> AuditEvent:
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert event is not None
    return event


def events(action: str) -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.action == action)))


def test_confirming_tells_the_administrators_once_however_often_it_is_done(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        db.session.get_one(Organisation, school.id).confirmed_at = None
        db.session.commit()
        at = now()
        for moment in (at, at + timedelta(hours=1)):
            deciding.confirm_organisation(school.id, **HUB, at=moment)
        assert db.session.get_one(Organisation, school.id).confirmed_at == at
        assert len(events("confirm organisation")) == 1
        event = events("confirm organisation")[0]
        assert (event.actor, event.behalf) == ("person:99", "organisation:98")
        assert event.subject == f"organisation:{school.id}"
    assert letters(app) == [
        ("organisation-confirmed", "head.of.example.high@example.org"),
        ("organisation-confirmed", "second.of.example.high@example.org"),
    ]


def test_stopping_an_organisation_ends_everything_that_lets_anybody_act_for_it(app: Flask) -> None:
    school = make_school(app)
    other = make_school(app, "Other High")
    invited(app, school.id, school.head, "new@example.org")
    kept, _ = invited(app, other.id, other.head, "new@example.org")
    browsers = [school.browser(who) for who in (school.head, school.member)]
    elsewhere = other.browser(other.head)
    for browser in browsers:
        assert "Example High" in browser("organisation.home")
    with app.app_context():
        deciding.freeze_organisation(school.id, Reason.DOUBT, **HUB, at=now())
        assert list(db.session.scalars(select(SignIn.organisation_id))) == [other.id]
        assert list(db.session.scalars(select(Invitation.id))) == [kept]
        assert len(list(db.session.scalars(select(EmailKey)))) == 1
        assert last_event().detail == {
            "reason": "it is not clear who may speak for the organisation"
        }
    assert broken(app) == []
    for browser in browsers:
        assert browser("organisation.home").path.startswith("/account/sign-in")
    assert "Other High" in elsewhere("organisation.home")
    stopped = [to for letter, to in letters(app) if letter == "organisation-stopped"]
    assert len(stopped) == 3


def test_stopping_twice_changes_nothing_more(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        at = now()
        deciding.freeze_organisation(school.id, Reason.CLOSED, **HUB, at=at)
        deciding.freeze_organisation(school.id, Reason.DOUBT, **HUB, at=at + timedelta(hours=1))
        assert db.session.get_one(Organisation, school.id).frozen_at == at
        assert len(events("stop organisation")) == 1


def test_the_hub_cannot_stop_itself(app: Flask) -> None:
    with app.app_context():
        hub = make_organisation("Careers Hub", Kind.HUB)
        with pytest.raises(NotAllowed) as refused:
            deciding.freeze_organisation(hub, Reason.DOUBT, **HUB, at=now())
        assert refused.value.why is Refusal.IS_HUB
        assert db.session.get_one(Organisation, hub).frozen_at is None


def test_an_organisation_that_is_opened_again_still_has_its_people(app: Flask) -> None:
    school = make_school(app)
    with app.app_context():
        deciding.unfreeze_organisation(school.id, **HUB, at=now())
        assert events("open organisation again") == []
        deciding.freeze_organisation(school.id, Reason.ASKED, **HUB, at=now())
        deciding.unfreeze_organisation(school.id, **HUB, at=now())
        assert len(events("open organisation again")) == 1
    assert "Example High" in signed_in(app, school.head, school.id)("organisation.home")
    assert [letter for letter, _ in letters(app)].count("organisation-opened-again") == 3


def test_a_member_becomes_administrator_where_there_is_none(app: Flask) -> None:
    with app.app_context():
        school, left = make_organisation(), make_person("Left Behind")
        join(school, left)
    browser = signed_in(app, left, school)
    with app.app_context():
        deciding.make_administrator(school, left, **HUB, at=now())
        assert db.session.get_one(Membership, (school, left)).role == Role.ADMINISTRATOR
        assert last_event().detail == {"person": f"person:{left}"}
    assert letters(app) == [("made-administrator", "left.behind@example.org")]
    assert browser("organisation.home").path.startswith("/account/sign-in")


def test_nobody_is_made_administrator_where_there_is_one_nor_makes_themselves_one(
    app: Flask,
) -> None:
    school = make_school(app)
    with app.app_context():
        leaderless, left = make_organisation("Nobody's"), make_person("Left Behind")
        join(leaderless, left)
        own = HUB | {"by": f"person:{left}"}
        for organisation, person, who, why in (
            (school.id, school.member, HUB, Refusal.HAS_ADMINISTRATOR),
            (leaderless, left, own, Refusal.SELF),
        ):
            with pytest.raises(NotAllowed) as refused:
                deciding.make_administrator(organisation, person, **who, at=now())
            assert refused.value.why is why
            place = db.session.get_one(Membership, (organisation, person))
            assert place.role == Role.MEMBER
    assert letters(app) == []


def test_nobody_from_elsewhere_is_made_administrator(app: Flask) -> None:
    with app.app_context():
        school, stranger = make_organisation(), make_person()
        with pytest.raises(LookupError):
            deciding.make_administrator(school, stranger, **HUB, at=now())


def test_mail_that_was_given_up_is_tried_again(app: Flask) -> None:
    with app.app_context():
        Mail.write("trial", to="gone@example.org", at=now(), values={"service": "x"})
        db.session.commit()
        mail = db.session.scalars(select(Mail)).one()
        mail.next_at, mail.given_up_at, mail.tries = None, now(), 9
        db.session.commit()
        assert mending.retry_mail(mail.id, **HUB, at=now())
        db.session.expire_all()
        again = db.session.get_one(Mail, mail.id)
        assert again.given_up_at is None
        assert again.tries == 0
        assert again.next_at is not None
        assert (last_event().subject, last_event().behalf) == (f"mail:{mail.id}", HUB["behalf"])
        mail.sent_at = now()
        db.session.commit()
        assert not mending.retry_mail(mail.id, **HUB, at=now())
