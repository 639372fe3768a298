"""What the Hub decides about claims: checked with source and day, shown as stated, given back; and many at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.clock import now, today
from portal.credentials.models import Check, Credential, Evidence
from portal.credentials.rules import Claim, Kind, Result, Seen
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.moderation.actions import checks as deciding
from portal.moderation.actions.checks import Look
from portal.moderation.queries.checks import find_claim
from portal.moderation.rules import NotAllowed
from portal.moderation.rules.checks import Finding
from portal.uploads import look_at
from portal.web.files import shelf
from tests.account.people import join
from tests.builders import add_person
from tests.moderation.queueing import Scene, make_scene
from tests.page import BROWSER, Page, Visitor
from tests.uploads import files

MATRIX = "matrix Standard: certificate seen by the Hub"


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


def claim(scene: Scene, kind: Kind = Kind.MATRIX, status: str = "HELD") -> int:
    """A claim of the listing that waits."""
    with scene.app.app_context():
        said = Claim(
            kind,
            status,
            today(),
            accredited_on=today() - timedelta(days=300),
            review_due=today() + timedelta(days=600),
        )
        row = Credential.of(said, listing_id=scene.listing, adviser_id=None, at=now())
        row.number = "M-4711"
        db.session.add(row)
        db.session.commit()
        return row.id


def with_file(scene: Scene, number: int, *, scanned: bool = True) -> int:
    """A file for a claim."""
    with scene.app.app_context():
        clean = look_at("Certificate of Kim.pdf", files.pdf())
        row = Evidence.of(
            clean,
            file=shelf().keep(clean.data),
            credential_id=number,
            person_id=scene.kim,
            at=now(),
        )
        row.scanned_at = now() if scanned else None
        db.session.add(row)
        db.session.commit()
        return row.id


def opened(scene: Scene, number: int, who: str = "mo") -> Page:
    return scene.browser(who)("moderation.check", credential_id=number)


def public(scene: Scene) -> Page:
    return Visitor(scene.app)("providers.listing", slug="lantern-lane-careers")


def row_of(scene: Scene, number: int) -> Credential:
    with scene.app.app_context():
        return db.session.get_one(Credential, number)


def letters(scene: Scene) -> list[tuple[str, str]]:
    """(letter, the reason in it) of each mail."""
    with scene.app.app_context():
        return [
            (mail.letter, str(mail.values.get("reason", "")))
            for mail in db.session.scalars(select(Mail).order_by(Mail.id))
        ]


def on(day: date) -> dict[str, Any]:
    return {
        "checked_on-day": str(day.day),
        "checked_on-month": str(day.month),
        "checked_on-year": str(day.year),
    }


def decide(page: Page, finding: str, *, expect: int = 200, **more: Any) -> Page:
    return page.submit({"finding": finding} | more, button="Decide", expect=expect)


def test_the_page_shows_what_was_said_and_sent(scene: Scene) -> None:
    number = claim(scene)
    file = with_file(scene, number)
    page = opened(scene, number)
    assert "M-4711" in page
    assert "Waits for the Hub" in page
    got = page.visitor.client.get(page.link("Certificate of Kim.pdf"), headers=BROWSER)
    assert got.headers["Content-Disposition"] == f'attachment; filename="evidence-{file}.pdf"'
    assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got.headers["Cache-Control"] == "private, no-store"


def test_a_file_is_got_beside_its_own_claim_only_and_once_it_is_scanned(scene: Scene) -> None:
    number, other = claim(scene), claim(scene)
    file, waits = with_file(scene, number), with_file(scene, number, scanned=False)
    browser = scene.browser()
    for claim_, file_, expect in ((number, file, 200), (other, file, 404), (number, waits, 404)):
        got = browser.client.get(f"/moderation/checks/{claim_}/evidence/{file_}", headers=BROWSER)
        assert got.status_code == expect
    assert "being checked for viruses" in opened(scene, number)


def test_what_the_evidence_bears_out_is_shown_with_day_and_told(scene: Scene) -> None:
    number, day = claim(scene), today() - timedelta(days=2)
    assert MATRIX not in public(scene)
    page = decide(opened(scene, number), "CONFIRMED", source="The certificate", **on(day))
    assert page.heading == "Queue"
    assert f"checked by the Hub on {day.day} {day:%B %Y}" in public(scene)
    with scene.app.app_context():
        (check,) = db.session.scalars(select(Check))
        assert (check.result, check.source, check.checked_on) == (
            "CONFIRMED",
            "The certificate",
            day,
        )
        event = db.session.scalars(
            select(AuditEvent).where(AuditEvent.action == "decide claim")
        ).one()
        assert event.detail == {"credential": number, "kind": "MATRIX", "finding": "CONFIRMED"}
    assert letters(scene) == [("claim-looked-at", "")]


def test_what_nobody_looked_at_may_be_shown_as_stated(scene: Scene) -> None:
    number = claim(scene)
    decide(opened(scene, number), "STATED")
    assert "stated by the provider" in public(scene)
    assert "seen by the Hub" not in public(scene)
    assert row_of(scene, number).accepted_at is not None


@pytest.mark.parametrize("finding", ["RETURNED", "NOT_FOUND", "REJECTED"])
def test_what_is_given_back_or_not_borne_out_is_never_shown_and_the_provider_is_told_why(
    scene: Scene, finding: str
) -> None:
    number = claim(scene)
    decide(
        opened(scene, number),
        finding,
        source="The directory",
        reason="It ends in May.",
        **on(today()),
    )
    assert "matrix Standard:" not in public(scene)
    row = row_of(scene, number)
    assert (row.accepted_at, row.withdrawn_at is None) == (None, False)
    assert letters(scene) == [("claim-not-borne-out", "It ends in May.")]
    page = scene.browser("kim")("listing.credentials", listing_id=scene.listing)
    assert "Taken back or not accepted" in page.select("h2")


def test_what_is_shown_already_and_not_found_any_more_says_so(scene: Scene) -> None:
    number = claim(scene)
    decide(opened(scene, number), "CONFIRMED", source="The certificate", **on(today()))
    decide(
        opened(scene, number),
        "WITHDRAWN",
        source="The directory",
        reason="It was withdrawn.",
        **on(today()),
    )
    assert row_of(scene, number).withdrawn_at is None
    assert "withdrawn, checked by the Hub" in public(scene)


@pytest.mark.parametrize(
    ("finding", "given", "control"),
    [
        ("CONFIRMED", {"source": ""}, "source"),
        ("RETURNED", {}, "reason"),
        ("NOT_FOUND", {"source": "The register"}, "reason"),
        ("CONFIRMED", {"source": "x", **on(date(2190, 1, 1))}, "checked_on-day"),
        ("CONFIRMED", {"source": "x", "checked_on-day": "", "checked_on-month": "", "checked_on-year": ""}, "checked_on-day"),
    ],
)  # fmt: skip
def test_a_decision_says_what_it_rests_on(
    scene: Scene, finding: str, given: dict[str, Any], control: str
) -> None:
    number = claim(scene)
    page = decide(opened(scene, number), finding, expect=422, **given)
    assert control in page.errors
    assert row_of(scene, number).is_waiting
    assert letters(scene) == []


def test_what_changed_since_it_was_seen_is_not_decided(scene: Scene) -> None:
    number = claim(scene)
    page = opened(scene, number)
    with_file(scene, number)
    again = decide(page, "CONFIRMED", source="The certificate", expect=409, **on(today()))
    assert "This has changed since you opened it" in again
    assert row_of(scene, number).is_waiting
    decide(again, "CONFIRMED", source="The certificate", **on(today()))
    late = decide(page, "REJECTED", source="x", reason="Too late.", expect=409, **on(today()))
    assert "changed" in late
    assert row_of(scene, number).is_shown


def test_a_form_that_is_sent_twice_decides_once(scene: Scene) -> None:
    page = opened(scene, claim(scene))
    for _ in range(2):
        decide(page, "CONFIRMED", source="The certificate", **on(today()))
    assert len(letters(scene)) == 1


def test_nobody_decides_about_the_listing_of_their_own_organisation(scene: Scene) -> None:
    number = claim(scene)
    with scene.app.app_context():
        join(scene.provider, scene.mo)
        looked = find_claim(number)
        assert looked is not None
        seen = looked.seen
        look = Look(Finding.CONFIRMED, today(), "The certificate")
        with pytest.raises(NotAllowed):
            deciding.decide(
                number, look, seen=seen, key="0" * 32, outcome="/", at=now(), **scene.by()
            )
    page = opened(scene, number)
    assert "You belong to the organisation" in page
    assert page.soup.select("input[name=finding]") == []
    answer = page.visitor.client.post(
        page.path, headers=BROWSER,
        data={"finding": "CONFIRMED", "source": "x", "seen": seen, "csrf_token": token(page)} | on(today()),
    )  # fmt: skip
    assert answer.status_code == 403
    assert row_of(scene, number).is_waiting


def token(page: Page) -> str:
    found = page.soup.select_one("input[name=csrf_token]")
    assert found is not None
    return str(found["value"])


def seen_long_ago(scene: Scene) -> list[int]:
    """Two entries of the register that were seen more than a year ago."""
    numbers = []
    with scene.app.app_context():
        for _ in range(2):
            adviser = add_person(scene.listing)
            rows = select(Credential).where(
                Credential.adviser_id == adviser, Credential.kind == "CDI"
            )
            row = db.session.scalars(rows).one()
            row.look(Seen(today() - timedelta(days=400), "the Hub", Result.CONFIRMED), at=now())
            numbers.append(row.id)
        db.session.commit()
    return numbers


def test_many_claims_are_looked_at_again_with_one_day_and_one_source(scene: Scene) -> None:
    first, second = seen_long_ago(scene)
    page = scene.browser()("moderation.recheck")
    assert len(page.soup.select("input[name=claims_seen]")) == 2
    assert page.submit({"source": "The register"}, expect=422).errors == {
        "claims_seen": "Tick those that you found"
    }
    page = page.submit({"claims_seen": [str(first), str(second)], "source": "The register"})
    assert "Recorded as found: 2" in page
    assert "Nothing is due" in page
    with scene.app.app_context():
        looks = [
            (c.source, c.checked_on)
            for c in db.session.scalars(select(Check).where(Check.source != ""))
        ]
        assert looks == [("The register", today())] * 2
        events = select(AuditEvent).where(AuditEvent.action == "decide claim")
        assert len(list(db.session.scalars(events))) == 2


def test_what_is_ones_own_cannot_be_ticked_and_is_not_recorded(scene: Scene) -> None:
    numbers = seen_long_ago(scene)
    with scene.app.app_context():
        join(scene.provider, scene.mo)
        with pytest.raises(NotAllowed):
            deciding.look_again(
                numbers, on=today(), source="x", key="0" * 32, outcome="/", at=now(), **scene.by()
            )
    page = scene.browser()("moderation.recheck")
    assert page.soup.select("input[name=claims_seen]") == []
    assert "Somebody else has to look at these" in page


def test_an_unknown_claim_is_not_there(scene: Scene) -> None:
    scene.browser()("moderation.check", credential_id=4711, expect=404)
    with scene.app.app_context(), pytest.raises(LookupError):
        deciding.decide(
            4711,
            Look(Finding.STATED, today()),
            seen="",
            key="0" * 32,
            outcome="/",
            at=now(),
            **scene.by(),
        )
