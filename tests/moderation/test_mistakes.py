"""Reported mistakes as the Hub settles them, and listings that it stops and opens again."""

import pytest
from flask import Flask

from portal.clock import now
from portal.db import db
from portal.moderation.actions import listings
from portal.moderation.models import DeskNote
from portal.moderation.rules import NotAllowed, Refusal, Unseen
from portal.moderation.rules.settling import Settled, status_lifted
from portal.providers.models import Listing, MistakeReport
from portal.providers.rules import ListingStatus
from tests.account.people import join
from tests.builders import add_provider
from tests.moderation.queueing import Scene, make_scene
from tests.page import Page

PUBLIC = "/providers/lantern-lane-careers"
ADDRESS = "reader@example.org"


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


def opened(scene: Scene, mistake_id: int, who: str = "mo") -> Page:
    return scene.browser(who).get(f"/moderation/mistakes/{mistake_id}")


def settle(scene: Scene, mistake_id: int, settled: Settled, *, answer: str = "") -> None:
    with scene.app.app_context():
        words = "They left." if settled is Settled.PASSED_ON else ""
        listings.settle(mistake_id, settled, words=words, answer=answer, **scene.by(), at=now())


def test_a_report_is_settled_and_whoever_sent_it_is_answered(scene: Scene) -> None:
    number = scene.mistake(contact=ADDRESS)
    page = opened(scene, number)
    assert "They left Halton." in page
    assert ADDRESS in page
    filled = {"outcome": "MENDED", "answer": "Thank you.\nIt is right now."}
    page.submit(filled, button="Decide")
    assert scene.letters() == [("mistake-answer", ADDRESS)]
    with scene.app.app_context():
        mail = scene.last_mail()
        assert mail.values["answer"] == "Thank you.\nIt is right now."
        assert mail.link == PUBLIC
        report = db.session.get_one(MistakeReport, number)
        assert report.settled == "MENDED"
        assert report.settled_at is not None
    assert scene.events()[-1] == (
        "settle mistake",
        {"report": number, "outcome": "mended", "answered": True},
    )
    assert "Mended" in opened(scene, number)
    assert opened(scene, number).select("[name=outcome]") == []


def test_a_report_is_passed_to_the_provider_in_words_that_can_be_changed(scene: Scene) -> None:
    number = scene.mistake(contact=ADDRESS)
    page = opened(scene, number)
    assert "They left Halton." in page.select("textarea[name=words]")
    failed = page.submit({"outcome": "PASSED_ON", "words": ""}, button="Decide", expect=422)
    assert failed.errors == {"words": "Write what to tell the provider"}
    failed.submit({"outcome": "PASSED_ON", "words": "Do you work in Halton?"}, button="Decide")
    assert scene.letters() == [("listing-mistake-reported", "kim.keeper@example.org")]
    with scene.app.app_context():
        values = scene.last_mail().values
        assert values["details"] == "Do you work in Halton?"
        assert ADDRESS not in str(values)


def test_nobody_is_told_or_answered_where_there_is_nobody(scene: Scene) -> None:
    number = scene.mistake()
    assert opened(scene, number).select("[name=answer]") == []
    with pytest.raises(NotAllowed) as no:
        settle(scene, number, Settled.MENDED, answer="Thank you.")
    assert no.value.why is Refusal.NO_ADDRESS
    with scene.app.app_context():
        db.session.get_one(Listing, scene.listing).organisation_id = None
        db.session.commit()
    assert opened(scene, number).select("[name=words]") == []
    with pytest.raises(NotAllowed) as no:
        settle(scene, number, Settled.PASSED_ON)
    assert no.value.why is Refusal.NOBODY_TO_TELL
    assert scene.letters() == []


def test_a_report_is_settled_once(scene: Scene) -> None:
    number = scene.mistake(contact=ADDRESS)
    first, second = opened(scene, number), opened(scene, number, "max")
    filled = {"outcome": "NOTHING_WRONG", "answer": "It is right."}
    first.submit(filled, button="Decide")
    late = second.submit(filled, button="Decide", expect=409)
    assert "This has changed since you opened it" in late
    assert len(scene.letters()) == 1
    with pytest.raises(Unseen):
        settle(scene, number, Settled.MENDED)
    with pytest.raises(LookupError):
        settle(scene, 999, Settled.MENDED)


def test_nobody_settles_or_stops_what_is_their_own(scene: Scene) -> None:
    with scene.app.app_context():
        join(scene.provider, scene.mo)
    number = scene.mistake()
    page = opened(scene, number)
    assert page.select("[name=outcome]") == []
    token = str(page.soup.select("[name=csrf_token]")[0]["value"])
    sent = {"csrf_token": token, "outcome": "MENDED", "reason": "Gone."}
    page.visitor.send(f"/moderation/mistakes/{number}", sent, expect=403)
    for what in ("suspend", "lift", "remind"):
        page.visitor.send(f"/moderation/listings/{scene.listing}/{what}", sent, expect=403)
    with scene.app.app_context():
        assert db.session.get_one(MistakeReport, number).settled_at is None
        assert db.session.get_one(Listing, scene.listing).listing_status == "PUBLISHED"
    assert scene.letters() == []


def test_a_listing_is_stopped_with_a_reason_and_opened_again(scene: Scene) -> None:
    mo, visitor = scene.browser(), scene.browser("kim")
    page = mo.get(f"/moderation/listings/{scene.listing}")
    form = page.follow("Take it out of the directory")
    assert form.submit(button="Take it out", expect=422).errors == {"reason": "Say why"}
    page = form.submit({"reason": "Nobody answers."}, button="Take it out")
    assert "Taken out of the directory: Nobody answers." in page
    visitor.get(PUBLIC, expect=404)
    assert "Lantern Lane" not in visitor("providers.search", q="lantern").select("main")[0]
    page = page.submit(button="Put it back into the directory")
    visitor.get(PUBLIC)
    assert [letter for letter, _ in scene.letters()] == ["listing-stopped", "listing-opened-again"]
    assert [what for what, _ in scene.events()][-2:] == ["stop listing", "open listing again"]
    with scene.app.app_context():
        assert db.session.query(DeskNote).count() == 1
    told = visitor("listing.trail", listing_id=scene.listing)
    assert "Took the listing out of the directory" in told
    assert "Put the listing back into the directory" in told
    assert "Nobody answers." not in told


def test_only_what_is_shown_is_stopped_and_only_what_is_stopped_is_opened(scene: Scene) -> None:
    with scene.app.app_context():
        draft = add_provider("Draft Lane", status=ListingStatus.DRAFT, confirmed_on=None)
        with pytest.raises(NotAllowed) as no:
            listings.suspend(draft, "No.", person_id=scene.mo, **scene.by(), at=now())
        assert no.value.why is Refusal.NOT_SHOWN
        for other in (draft, scene.listing):
            with pytest.raises(NotAllowed) as no:
                listings.lift(other, **scene.by(), at=now())
            assert no.value.why is Refusal.NOT_STOPPED
        with pytest.raises(LookupError):
            listings.lift(999, **scene.by(), at=now())


def test_a_mere_name_that_was_stopped_is_a_mere_name_again() -> None:
    assert status_lifted(None) is ListingStatus.STUB
    assert status_lifted(now().date()) is ListingStatus.PUBLISHED


def test_the_page_of_a_listing_leads_to_all_about_it(scene: Scene) -> None:
    edit, report = scene.edit(summary="Day and night."), scene.mistake()
    mo = scene.browser()
    page = mo.get(f"/moderation/listings/{scene.listing}")
    assert "In the directory Yes" in page
    assert page.link(f"Change {edit}") == f"/moderation/revisions/{edit}"
    assert page.link(f"Report {report}") == f"/moderation/mistakes/{report}"
    assert page.follow("Lantern Lane").heading == "Lantern Lane"
    assert "listing:" in page.link("Everything that happened to it").replace("%3A", ":")
    mo.get("/moderation/listings/999", expect=404)


def test_the_page_of_a_stale_listing_reminds_its_provider(scene: Scene) -> None:
    stale = scene.stale()
    page = scene.browser().get(f"/moderation/listings/{stale}?kind=stale")
    assert "too long ago" in page
    after = page.submit(button="Remind its provider now")
    assert "asked by email to confirm" in after
    assert after.path == "/moderation/queue?kind=stale"
    page = scene.browser().get(f"/moderation/listings/{stale}")
    assert "reminded less than two weeks ago" in page
