"""What the Hub decides about a provider's changes: what the public then sees, and what the provider is told."""

import pytest
from flask import Flask

from portal.clock import now, today
from portal.db import db
from portal.listing.models import Revision
from portal.listing.rules.revisions import Change, State
from portal.moderation.actions import revisions as deciding
from portal.moderation.rules import NotAllowed, Refusal, Unseen
from portal.moderation.rules.warnings import warnings_of
from portal.moderation.rules.weaving import Piece, woven
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join
from tests.builders import add_provider
from tests.moderation.queueing import Scene, make_scene
from tests.page import Page

PUBLIC = "/providers/lantern-lane-careers"


@pytest.fixture
def scene(app: Flask) -> Scene:
    return make_scene(app)


def opened(scene: Scene, revision_id: int, who: str = "mo") -> Page:
    return scene.browser(who).get(f"/moderation/revisions/{revision_id}")


def state(scene: Scene, revision_id: int) -> State:
    with scene.app.app_context():
        return db.session.get_one(Revision, revision_id).state


def test_the_page_shows_old_and_new_side_by_side_and_what_to_look_at_twice(scene: Scene) -> None:
    edit = scene.edit(
        name="Lantern Lane Guidance",
        summary="Guidance for all schools. Ring 0151 496 0000.",
        terms={"area": ["WIR", "HAL"]},
    )
    page = opened(scene, edit)
    assert page.heading == "Change: Lantern Lane Careers"
    assert "Sent" in page
    assert "by Kim Keeper" in page
    assert page.select(".app-diff del")[0] == "Careers"
    assert "Liverpool," in page.select(".app-diff del")
    assert "Guidance" in page.select(".app-diff ins")
    for line in (
        "The name changes",
        "looks like a phone number",
    ):
        assert line in page
    assert page.link("The public page") == PUBLIC
    assert page.follow("All about this listing").heading == "Lantern Lane Careers"


def test_agreeing_makes_it_public_and_tells_the_provider(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.")
    visitor = scene.browser("kim")
    assert "By day and by night." not in visitor.get(PUBLIC)
    page = opened(scene, edit).submit({"decision": "agree"}, button="Decide")
    assert "You agreed to the change to Lantern Lane Careers" in page
    assert page.path == "/moderation/queue"
    assert "By day and by night." in visitor.get(PUBLIC)
    assert scene.letters() == [("listing-change-agreed", "kim.keeper@example.org")]
    assert scene.events()[-1] == ("agree to change", {"revision": edit, "fields": ["summary"]})
    with scene.app.app_context():
        assert db.session.get_one(Listing, scene.listing).confirmed_on == today()
        assert scene.last_mail().link == f"/listing/{scene.listing}"
    assert "There is nothing to decide." in opened(scene, edit)
    told = visitor("listing.trail", listing_id=scene.listing)
    assert "Agreed to the changes" in told
    assert "Mo Moderator" not in told


def test_the_first_agreement_puts_a_new_listing_and_its_people_into_the_directory(
    scene: Scene,
) -> None:
    with scene.app.app_context():
        new = add_provider("New Lane Careers", status=ListingStatus.DRAFT, confirmed_on=None)
        db.session.get_one(Listing, new).organisation_id = scene.provider
        db.session.add(Adviser(listing_id=new, label="Robin", supervisor=""))
        db.session.commit()
    edit = scene.edit(new, summary="At last.")
    scene.browser("kim").get("/providers/new-lane-careers", expect=404)
    page = opened(scene, edit)
    assert "Robin" in page
    page.submit({"decision": "agree"}, button="Decide")
    assert "At last." in scene.browser("kim").get("/providers/new-lane-careers")
    with scene.app.app_context():
        assert [one.is_shown for one in db.session.query(Adviser)] == [True]


def test_sending_back_asks_for_a_reason_by_field_and_mails_it(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.", about="Long story.")
    page = opened(scene, edit)
    failed = page.submit({"decision": "return"}, button="Decide", expect=422)
    assert failed.errors == {"reason": "Say why: the provider gets it by email"}
    filled = {"decision": "return", "reason_summary": "Say where.", "reason": "Nearly there."}
    failed.submit(filled, button="Decide")
    assert state(scene, edit) is State.RETURNED
    with scene.app.app_context():
        row = db.session.get_one(Revision, edit)
        assert row.reasons == {"": "Nearly there.", "summary": "Say where."}
        mail = scene.last_mail()
        assert mail.letter == "listing-change-returned"
        assert mail.values["reasons"] == "The whole listing: Nearly there.\nSummary: Say where."
        assert db.session.get_one(Listing, scene.listing).summary == "Guidance for schools."
    action, detail = scene.events()[-1]
    assert action == "send change back"
    assert detail == {"revision": edit, "fields": ["", "summary"]}
    again = opened(scene, edit)
    assert "Summary: Say where." in again
    assert "There is nothing to decide." in again


def test_who_agrees_and_writes_reasons_is_asked_which_it_is(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.")
    filled = {"decision": "agree", "reason_summary": "Say where."}
    failed = opened(scene, edit).submit(filled, button="Decide", expect=422)
    assert "Send it back, or clear that first" in failed
    assert "Say where." in failed.select("textarea[name=reason_summary]")
    assert state(scene, edit) is State.SUBMITTED


def test_refusing_drops_it_for_good(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.")
    filled = {"decision": "refuse", "reason": "This is not guidance."}
    opened(scene, edit).submit(filled, button="Decide")
    assert state(scene, edit) is State.REFUSED
    assert scene.letters() == [("listing-change-refused", "kim.keeper@example.org")]
    assert "By day and by night." not in scene.browser("kim").get(PUBLIC)


def test_what_is_shown_already_may_stay(scene: Scene) -> None:
    live = scene.live("https://old.example", "https://new.example")
    page = opened(scene, live)
    assert "The website moves to another address" in page
    page.submit({"decision": "agree"}, button="Decide")
    assert "https://new.example" in scene.browser("kim").get(PUBLIC).html
    assert scene.letters() == [("listing-change-seen", "kim.keeper@example.org")]
    assert state(scene, live) is State.AGREED


def test_what_is_shown_already_is_put_back_with_a_reason(scene: Scene) -> None:
    live = scene.live("https://old.example", "https://new.example")
    filled = {"decision": "refuse", "reason": "Nobody is there."}
    opened(scene, live).submit(filled, button="Decide")
    assert "https://old.example" in scene.browser("kim").get(PUBLIC).html
    assert scene.letters() == [("listing-change-put-back", "kim.keeper@example.org")]


def test_what_is_shown_already_cannot_be_sent_back(scene: Scene) -> None:
    live = scene.live("https://old.example", "https://new.example")
    page = opened(scene, live)
    assert "return" not in [tag["value"] for tag in page.soup.select("[name=decision]")]
    with scene.app.app_context(), pytest.raises(ValueError, match="put back"):
        deciding.send_back(live, {"": "No."}, seen=scene.seen(live), **scene.by(), at=now())


def test_a_moderator_decides_on_nothing_of_their_own_organisation(scene: Scene) -> None:
    with scene.app.app_context():
        join(scene.provider, scene.mo)
    edit = scene.edit(summary="By day and by night.")
    page = opened(scene, edit)
    assert "You belong to the organisation that keeps this listing" in page
    assert page.select("[name=decision]") == []
    token = str(page.soup.select("[name=csrf_token]")[0]["value"])
    form = {"csrf_token": token, "decision": "agree", "seen": scene.seen(edit)}
    refused = page.visitor.send(f"/moderation/revisions/{edit}", form, expect=403)
    assert "Somebody else at the Hub has to decide" in refused
    assert state(scene, edit) is State.SUBMITTED
    for decide in (deciding.send_back, deciding.refuse):
        with scene.app.app_context(), pytest.raises(NotAllowed) as no:
            decide(edit, {"": "No."}, seen=scene.seen(edit), **scene.by(), at=now())
        assert no.value.why is Refusal.OWN
    opened(scene, edit, "max").submit({"decision": "agree"}, button="Decide")
    assert state(scene, edit) is State.AGREED


def test_nobody_decides_on_what_they_did_not_see(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.")
    page = opened(scene, edit)
    with scene.app.app_context():
        row = db.session.get_one(Revision, edit)
        row.said = {"summary": "Something else."}
        db.session.commit()
    filled = {"decision": "refuse", "reason": "Too long a text to lose."}
    late = page.submit(filled, button="Decide", expect=409)
    assert "This has changed since you opened it" in late
    assert "Something else." in late
    assert "Too long a text to lose." in late.select("textarea[name=reason]")
    assert state(scene, edit) is State.SUBMITTED
    late.submit(button="Decide")  # what was typed is there to be sent
    assert state(scene, edit) is State.REFUSED


def test_what_is_decided_or_taken_back_is_not_decided_again(scene: Scene) -> None:
    edit = scene.edit(summary="By day and by night.")
    mo, other = opened(scene, edit), opened(scene, edit, "max")
    mo.submit({"decision": "agree"}, button="Decide")
    other.submit({"decision": "refuse", "reason": "No."}, button="Decide", expect=409)
    assert state(scene, edit) is State.AGREED
    assert len(scene.letters()) == 1
    second = scene.edit(summary="Once more.")
    seen = scene.seen(second)
    with scene.app.app_context():
        db.session.get_one(Revision, second).take_back()
        db.session.commit()
        with pytest.raises(Unseen):
            deciding.agree(second, seen=seen, **scene.by(), at=now())
        with pytest.raises(LookupError):
            deciding.agree(999, seen="", **scene.by(), at=now())


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("name", "A", "B", "name changes"),
        ("name", "", "B", ""),
        ("website", "https://a.example/x", "https://a.example/y", ""),
        ("website", "https://a.example", "https://b.example", "moves"),
        ("about", "", "Write to me@example.org", "email address"),
        ("about", "", "I live at L1 1AA", "full postcode"),
        ("about", "", "We are Approved by the Hub", "“approved”"),
        ("summary", "", "In L1 and CH41 since 2019", ""),
        ("adviser:3", None, {"label": "a@example.org", "supervisor": ""}, "adviser"),
    ],
)
def test_what_is_to_be_looked_at_twice(name: str, old: object, new: object, words: str) -> None:
    said = " ".join(warnings_of([Change(name, old, new)]))
    assert words in said if words else said == ""


def test_which_words_went_and_which_came() -> None:
    old, new = woven("We work in Wirral.", "We work in Sefton and Wirral.")
    assert "".join(piece.text for piece in old) == "We work in Wirral."
    assert "".join(piece.text for piece in new) == "We work in Sefton and Wirral."
    assert [piece.text for piece in old if piece.differs] == []
    assert "".join(piece.text for piece in new if piece.differs).strip() == "Sefton and"
    assert woven("", "New") == ((), (Piece("New", differs=True),))
