"""Organisations that nobody is left in, and schools that somebody else has taken: how the Hub lets the right people in."""

import pytest
from flask import Flask

from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import Throttled
from portal.moderation.actions import deciding, inviting
from portal.moderation.rules import NotAllowed, Reason, Refusal
from portal.organisation.actions.schools import add_school
from portal.organisation.models import Organisation
from portal.organisation.queries import find_membership, find_school_organisation, list_invitations
from portal.organisation.rules import LETTERS_TO_ONE, Kind, Role
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.organisation.staff import last_key, letters, make_school
from tests.page import Visitor

NEW = "new.head@example.org"
URN = 900_001
HUB = {"by": "person:1", "behalf": "organisation:1"}


@pytest.fixture
def admin(app: Flask) -> Visitor:
    """A browser of Ada (1), administrator of the Hub (1); beside it St Anne's (2) of URN 900001, with nobody in it."""
    with app.app_context():
        add_school(
            URN, "St Anne's", setting="MS_11_18", borough="SEF", outward="L20",
            age_from=11, age_to=18, is_example=False, by="test", at=now(),
        )  # fmt: skip
        hub, ada = make_organisation("Careers Hub", Kind.HUB), make_person("Ada")
        join(hub, ada, Role.ADMINISTRATOR)
        school = make_organisation("St Anne's", school_urn=URN)
        assert (hub, ada, school) == (1, 1, 2)
    return signed_in(app, 1, 1, second=True)


def ask(email: str, organisation_id: int, key: str = "one") -> None:
    """Invite somebody as the page does."""
    once = {"form": key, "outcome": "/"}
    inviting.invite_administrator(email, organisation_id, own_id=1, **once, **HUB, at=now())


def test_the_hub_invites_an_administrator_where_nobody_is_left(app: Flask, admin: Visitor) -> None:
    page = admin("moderation.organisation", organisation_id=2)
    assert "An administrator of the Hub can invite one." in page
    form = page.follow("Invite an administrator")
    assert form.submit({"email": "nonsense"}, expect=422).errors.keys() == {"email"}
    done = form.submit({"email": "New.Head@example.org"})
    assert f"We have invited {NEW}" in done
    assert form.submit({"email": "New.Head@example.org"}).path == done.path  # sent twice
    assert letters(app) == [("invitation", NEW)]
    visitor = Visitor(app)
    joined = visitor(f"/organisation/join/{last_key(app, NEW)}").submit(
        {"name": "New Head", "password": "seven wet umbrellas"}
    )
    assert joined.heading == "St Anne's"
    with app.app_context():
        place = find_membership(2, 2)
        assert place is not None
        assert place.role == Role.ADMINISTRATOR
        (event,) = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "invite"))
        assert (event.subject, event.actor, event.behalf) == (
            "organisation:2", "person:1", "organisation:1",
        )  # fmt: skip


def test_the_hub_invites_nobody_where_somebody_is_in_charge_or_nobody_may_be(
    app: Flask, admin: Visitor
) -> None:
    school = make_school(app)
    with app.app_context():
        leaderless, left = make_organisation("Nobody's"), make_person("Left Behind")
        join(leaderless, left)
        stopped = make_organisation("Stopped High")
        deciding.freeze_organisation(stopped, Reason.DOUBT, **HUB, at=now())
        for email, organisation, why in (
            (NEW, school.id, Refusal.HAS_ADMINISTRATOR),
            (NEW, stopped, Refusal.STOPPED),
            ("ada@example.org", leaderless, Refusal.SELF),
            ("left.behind@example.org", leaderless, Refusal.HERE),
        ):
            with pytest.raises(NotAllowed) as refused:
                ask(email, organisation)
            assert refused.value.why is why
            assert list_invitations(organisation) == []
    page = admin("moderation.invite", organisation_id=school.id)
    assert "This organisation has an administrator" in page.submit({"email": NEW}, expect=422)
    with app.app_context():
        events = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "refused"))
        assert [one.subject for one in events] == ["POST moderation.invite"]
    assert ("invitation", NEW) not in letters(app)


@pytest.mark.usefixtures("admin")
def test_the_hub_sends_nobody_letter_after_letter(app: Flask) -> None:
    with app.app_context():
        for number in range(LETTERS_TO_ONE.most):
            ask(NEW, 2, f"form {number}")
        assert len(list_invitations(2)) == 1  # each ends the one before
        with pytest.raises(Throttled):
            ask(NEW, 2, "one more")


def test_a_school_that_nobody_speaks_for_is_released_and_set_up_anew(
    app: Flask, admin: Visitor
) -> None:
    page = admin("moderation.organisation", organisation_id=2).follow("Release its URN")
    assert "with URN 900001" in page
    done = page.submit()
    assert "The URN is free." in done
    assert "Release its URN" not in done.select("a")
    page.submit()  # sent twice
    with app.app_context():
        (event,) = db.session.scalars(
            db.select(AuditEvent).where(AuditEvent.action == "release school")
        )
        assert (event.subject, event.detail) == ("organisation:2", {"urn": str(URN)})
        kim = make_person("Kim Lee")
    home = signed_in(app, kim)("organisation.new_school", q="anne").submit(
        button="This is mine St Anne's"
    )
    assert home.heading == "St Anne's"
    with app.app_context():
        found = find_school_organisation(URN)
        assert found is not None
        assert found.id == 3


def test_a_school_is_taken_from_people_only_once_they_are_stopped(
    app: Flask, admin: Visitor
) -> None:
    with app.app_context():
        impostor = make_person("Impostor")
        join(2, impostor, Role.ADMINISTRATOR)
    assert "Release its URN" not in admin("moderation.organisation", organisation_id=2).select("a")
    page = admin("moderation.release", organisation_id=2)
    assert "Stop it first" in page.submit(expect=422)
    with app.app_context():
        assert db.session.get_one(Organisation, 2).school_urn == URN
        deciding.freeze_organisation(2, Reason.MISUSE, **HUB, at=now())
        deciding.release_school(2, **HUB, at=now())
        deciding.unfreeze_organisation(2, **HUB, at=now())
        assert db.session.get_one(Organisation, 2).school_urn is None
        with pytest.raises(LookupError):
            deciding.release_school(99, **HUB, at=now())
