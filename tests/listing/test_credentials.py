"""A provider says what it and its advisers hold; nobody else sees it before the Hub has looked, and taking back is at once."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from portal.clock import LONDON, today
from portal.credentials.models import Credential
from portal.credentials.rules import Claim, Kind, Result, Seen, months_after
from portal.db import db
from portal.listing.actions.credentials import MOST_WAITING, claim_credential
from portal.providers.rules import ListingStatus
from tests.builders import check
from tests.listing.kept import Scene, make_scene
from tests.page import Page


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


def on(name: str, day: date) -> dict[str, str]:
    """A date as a form takes it."""
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def adding(scene: Scene, slug: str, who: str = "kim") -> Page:
    """The form for one kind of claim."""
    return scene.browser(who)("listing.add_credential", listing_id=scene.listing, slug=slug)


def claims(scene: Scene, kind: Kind) -> list[Credential]:
    """The claims of a kind, newest first."""
    with scene.app.app_context():
        rows = [one for one in scene.listed().credentials if one.kind == kind]
        return rows[::-1]


def listed(scene: Scene, who: str = "kim") -> Page:
    """The page of all claims."""
    return scene.browser(who)("listing.credentials", listing_id=scene.listing)


MATRIX = {"status": "HELD", "framework": "2023"}


def add_matrix(scene: Scene) -> Page:
    """Claim the matrix Standard for two more years."""
    dates = on("accredited_on", today() - timedelta(days=300)) | on(
        "review_due", today() + timedelta(days=600)
    )
    return adding(scene, "matrix").submit(MATRIX | dates)


def test_a_claim_waits_for_the_hub_and_nobody_else_sees_it(scene: Scene) -> None:
    page = add_matrix(scene)
    assert "Your claim is with the Careers Hub" in page
    assert page.path.endswith("/evidence")
    assert "With the Careers Hub: nobody else sees it yet" in listed(scene)
    assert "matrix Standard: certificate" not in scene.public()
    assert "matrix Standard" not in " ".join(scene.public().select(".app-badge"))
    (row,) = claims(scene, Kind.MATRIX)
    assert (row.status, row.framework, row.accepted_at) == ("HELD", "2023", None)
    (event,) = scene.events("claim credential")
    assert (event.actor, event.behalf) == (f"person:{scene.kim}", f"organisation:{scene.provider}")
    assert event.detail == {"credential": row.id, "kind": "MATRIX"}


def test_each_kind_is_kept_as_it_was_said(scene: Scene) -> None:
    last = today() + timedelta(days=100)
    person = {"adviser": str(scene.adviser)}
    adding(scene, "cdi").submit(person | {"status": "RCDP_CURRENT", "number": "12 345"})
    adding(scene, "qualification").submit(
        person | {"status": "Q6_DIPCGD", "accredited_on-month": "7", "accredited_on-year": "2019"}
    )
    adding(scene, "insurance").submit({"status": "PL", "amount": "5"} | on("review_due", last))
    adding(scene, "dbs").submit(
        {"adviser": "all", "status": "ENH_CBL", "update_service": "yes"}
        | {"accredited_on-month": "9", "accredited_on-year": str(today().year - 1)}
    )
    cdi, award = claims(scene, Kind.CDI)[0], claims(scene, Kind.QUALIFICATION)[0]
    cover, dbs = claims(scene, Kind.INSURANCE)[0], claims(scene, Kind.DBS)[0]
    assert (cdi.adviser_id, cdi.number, cdi.status) == (scene.adviser, "12 345", "RCDP_CURRENT")
    assert (award.status, award.accredited_on) == ("Q6_DIPCGD", date(2019, 7, 1))
    assert (cover.adviser_id, cover.amount, cover.review_due) == (None, "5", last)
    assert (dbs.adviser_id, dbs.update_service) == (None, True)
    assert all(row.accepted_at is None for row in (cdi, award, cover, dbs))


@pytest.mark.parametrize(
    ("slug", "said", "control", "words"),
    [
        ("matrix", {}, "status", "Choose one"),
        ("matrix", MATRIX, "accredited_on-day", "Enter the date of accreditation"),
        ("matrix", MATRIX | on("accredited_on", date(2020, 1, 1)) | on("review_due", date(2028, 1, 1)), "review_due-day", "within 3 years"),
        ("matrix", MATRIX | on("accredited_on", date(2190, 1, 1)) | on("review_due", date(2191, 1, 1)), "accredited_on-day", "in the past"),
        ("cdi", {"number": "RCDP 1"}, "status", "Choose"),
        ("insurance", {"status": "PL", "amount": "5"}, "review_due-day", "last day of the cover"),
        ("insurance", {"status": "PL"} | on("review_due", date(2027, 1, 1)), "amount", "Choose an amount"),
        ("dbs", {"adviser": "all", "status": "ENH", "accredited_on-month": "13", "accredited_on-year": "2026"}, "accredited_on-month", "month from 1 to 12"),
        ("dbs", {"adviser": "all", "status": "ENH", "accredited_on-month": "", "accredited_on-year": "2026"}, "accredited_on-month", "must include a month"),
        ("dbs", {"adviser": "all", "status": "ENH", "accredited_on-month": "5", "accredited_on-year": "2190"}, "accredited_on-month", "in the past"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    scene: Scene, slug: str, said: dict[str, str], control: str, words: str
) -> None:
    held = len(claims(scene, Kind[slug.upper()] if slug != "qualification" else Kind.QUALIFICATION))
    page = adding(scene, slug).submit(said, expect=422)
    assert any(words in told for told in page.errors.values()), page.errors
    assert any(at.startswith(control) for at in page.errors)
    assert len(claims(scene, Kind[slug.upper()])) == held
    if slug == "cdi":
        assert page.soup.select_one("input[name=number]")["value"] == "RCDP 1"  # type: ignore[index]  # it is there


def test_who_works_alone_need_not_say_whose_it_is(scene: Scene) -> None:
    page = adding(scene, "cdi")
    assert (
        page.soup.select_one(f"input[name=adviser][value='{scene.adviser}'][checked]") is not None
    )


def test_the_page_asks_for_no_certificate_of_a_criminal_record(scene: Scene) -> None:
    page = adding(scene, "dbs")
    assert "Do not send us the certificate" in page
    assert page.soup.select("input[name=number], input[type=file]") == []


def test_a_claim_for_somebody_elses_adviser_is_refused(scene: Scene) -> None:
    from tests.builders import add_person

    with scene.app.app_context():
        stranger = add_person(scene.theirs)
    page = adding(scene, "cdi")
    values = {"adviser": str(stranger), "status": "RCDP_CURRENT"}
    token = page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    answer = page.visitor.send(page.path, values | {"csrf_token": str(token["value"])}, expect=422)
    assert "adviser-1" in answer.errors or "adviser" in answer.errors


def test_a_form_that_is_sent_twice_makes_one_claim(scene: Scene) -> None:
    page = adding(scene, "insurance")
    said = {"status": "PL", "amount": "5"} | on("review_due", today() + timedelta(days=100))
    page.submit(said)
    page.submit(said)
    assert len(claims(scene, Kind.INSURANCE)) == 1
    assert len(scene.events("claim credential")) == 1


def test_a_provider_cannot_bury_the_hub_in_claims(scene: Scene) -> None:
    with scene.app.app_context():
        for number in range(MOST_WAITING):
            claim_credential(
                scene.listing, Claim(Kind.INSURANCE, "PL", today(), amount="5", review_due=today()),
                adviser_id=None, key=f"{number:032x}", outcome="/", **scene.hand(),
            )  # fmt: skip
    said = {"status": "PL", "amount": "5"} | on("review_due", today() + timedelta(days=100))
    page = adding(scene, "insurance").submit(said, expect=422)
    assert "wait for the Hub already" in page


def test_taking_a_claim_back_has_effect_at_once_and_stays_on_record(scene: Scene) -> None:
    add_matrix(scene)
    (row,) = claims(scene, Kind.MATRIX)
    with scene.app.app_context():
        kept = db.session.get_one(Credential, row.id)
        kept.look(Seen(today(), "the Hub", Result.CONFIRMED), at=kept.recorded_at)
        db.session.commit()
    assert "certificate checked by the Hub" in scene.public()
    page = listed(scene).follow("Take back matrix Standard").submit()
    assert "Nobody sees it any more" in page
    assert "certificate checked by the Hub" not in scene.public()
    assert "Taken back or not accepted" in page.select("h2")
    (row,) = claims(scene, Kind.MATRIX)
    assert row.withdrawn_at is not None
    with scene.app.app_context():
        assert scene.listed().records(Kind.MATRIX) == ()
    assert len(scene.events("withdraw credential")) == 1


def test_a_renewal_leaves_what_it_renews_in_sight(scene: Scene) -> None:
    add_matrix(scene)
    (first,) = claims(scene, Kind.MATRIX)
    with scene.app.app_context():
        check_and_accept(first.id)
    add_matrix(scene)
    assert "certificate checked by the Hub" in scene.public()
    assert len(claims(scene, Kind.MATRIX)) == 2


def check_and_accept(credential_id: int) -> None:
    """Let the Hub see the evidence."""
    row = db.session.get_one(Credential, credential_id)
    row.accept(row.recorded_at)
    db.session.commit()
    check(credential_id, row.declared_on)


def test_the_page_says_why_somebody_may_not_guide_and_what_they_can_offer(scene: Scene) -> None:
    with scene.app.app_context():
        for row in scene.listed().credentials:
            row.withdraw(row.recorded_at)
        db.session.commit()
    person = {"adviser": str(scene.adviser)}
    page = listed(scene)
    assert "Not shown as offering personal guidance" in page
    adding(scene, "qualification").submit(person | {"status": "Q4_IA"})
    assert "Information and advice, group sessions" in listed(scene)
    adding(scene, "qualification").submit(person | {"status": "Q7_MA"})
    assert "This changes once the Hub has looked" in listed(scene)
    with scene.app.app_context():
        award = next(one for one in scene.listed().credentials if one.status == "Q7_MA")
        award.accept(award.recorded_at)
        db.session.commit()
    assert "Not shown as offering personal guidance" not in listed(scene)


def test_each_claim_says_what_is_due(scene: Scene) -> None:
    add_matrix(scene)
    assert f"Review due {(today() + timedelta(days=600)).day}" in listed(scene)
    adding(scene, "dbs").submit({"adviser": "all", "status": "ENH"})
    again = months_after(today(), 12)
    assert f"Say it again by {again.day} {again:%B %Y}" in listed(scene)


def test_history_shows_a_day_as_it_was_shown_then(scene: Scene) -> None:
    add_matrix(scene)
    (row,) = claims(scene, Kind.MATRIX)
    with scene.app.app_context():
        check_and_accept(row.id)
    browser, day = scene.browser(), today()
    later = datetime.combine(day + timedelta(days=700), datetime.min.time(), LONDON) + timedelta(
        hours=9
    )
    with time_machine.travel(later, tick=True):
        late = scene.browser()
        past = late(f"/listing/{scene.listing}/history?on={day.isoformat()}")
        assert "certificate checked by the Hub" in past
        now_ = late("listing.history", listing_id=scene.listing)
        assert "expired on" in now_
        before = late(
            f"/listing/{scene.listing}/history?on={(day - timedelta(days=1)).isoformat()}"
        )
        assert "Nothing was shown of the organisation itself" in before
    assert browser("listing.history", listing_id=scene.listing).status == 200


@pytest.mark.parametrize("asked", ["2999-01-01", "x-y-z", "2026-02-31", "1-1-1-1"])
def test_history_refuses_a_day_that_nobody_can_know(scene: Scene, asked: str) -> None:
    page = scene.browser()(f"/listing/{scene.listing}/history?on={asked}", expect=422)
    assert page.errors


@pytest.mark.parametrize("endpoint", ["credentials", "history"])
def test_nobody_else_sees_the_claims(scene: Scene, endpoint: str) -> None:
    scene.set_status(ListingStatus.PUBLISHED)
    scene.browser("rae")(f"listing.{endpoint}", expect=404, listing_id=scene.listing)
