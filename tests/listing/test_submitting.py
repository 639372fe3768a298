"""A provider sends its changes to the Hub, takes them back, drops them, withdraws its listing and brings it back."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.clock import now, today
from portal.db import db
from portal.listing.actions import deciding
from portal.listing.actions.confirming import confirm_facts
from portal.listing.actions.keeping import NotKept
from portal.listing.rules.freshness import Fact
from portal.listing.rules.revisions import State
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.listing.kept import Scene, make_scene
from tests.organisation.staff import letters
from tests.page import Visitor


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A provider and its listing."""
    return make_scene(app)


def state(scene: Scene) -> State | None:
    """Where the open edit stands."""
    with scene.app.app_context():
        edit = scene.edit()
        return edit.state if edit is not None else None


def status(scene: Scene) -> str:
    """How far the listing has come."""
    with scene.app.app_context():
        return scene.listed().listing_status


def send(scene: Scene) -> None:
    """Change something and send it to the Hub."""
    scene.section("about").submit({"summary": "New words.", "about": "More words."})
    scene.entry().submit(button="Send to the Hub")


def test_changes_are_sent_once_however_often_the_button_is_pressed(scene: Scene) -> None:
    scene.section("about").submit({"summary": "New words."})
    page = scene.entry()
    for _ in range(2):
        sent = page.submit(button="Send to the Hub")
        assert "Sent to the Hub. You get an email when it has decided." in sent
    assert "You sent your changes to the Hub on" in sent
    assert len(scene.events("send listing to the Hub")) == 1
    assert state(scene) is State.SUBMITTED
    assert "New words" not in scene.public()


def test_nothing_is_sent_while_something_is_missing_or_nothing_is_to_change(scene: Scene) -> None:
    page = scene.entry()
    token = page.form(button="All of it is still correct").select_one("[name=csrf_token]")
    assert token is not None
    where, held = f"/listing/{scene.listing}/submit", {"csrf_token": str(token["value"])}
    assert "There is no change to send." in page.visitor.send(where, held)
    scene.section("areas").submit({"area": None})
    sent = page.visitor.send(where, held)
    assert "Still missing: areas" in sent
    assert state(scene) is State.DRAFT
    assert "Send to the Hub" not in sent.select("button")
    assert scene.events("send listing to the Hub") == []


def test_changes_are_taken_back_and_sent_again(scene: Scene) -> None:
    send(scene)
    page = scene.entry()
    back = page.submit(button="Take them back")
    assert "You have your changes back." in back
    assert state(scene) is State.DRAFT
    assert "The Hub has no changes of yours before it." in page.submit(button="Take them back")
    assert len(scene.events("take listing back from the Hub")) == 1
    scene.entry().submit(button="Send to the Hub")
    assert state(scene) is State.SUBMITTED


def test_what_the_hub_asks_for_stands_at_its_field_until_it_is_decided(scene: Scene) -> None:
    send(scene)
    scene.decide("return", summary="Say whom you work with.", **{"": "Nearly there."})
    page = scene.entry()
    assert "What the Hub asks you to change" in page
    assert "Say whom you work with." in page
    assert "Nearly there." in page
    assert page.select(".app-badge--blocked, .govuk-task-list__item .app-badge")[:1]
    form = page.follow("Summary")
    assert "The Hub asks: Say whom you work with." in form
    form.submit({"summary": "Guidance for schools in Wirral."})
    scene.entry().submit(button="Send to the Hub")
    assert state(scene) is State.SUBMITTED
    scene.decide("agree")
    assert "Guidance for schools in Wirral." in scene.public()
    assert "The Hub asks" not in scene.section("about")


def test_a_refusal_is_told_with_its_reason_and_a_new_edit_can_begin(scene: Scene) -> None:
    send(scene)
    scene.decide("refuse", about="This is an advertisement.")
    page = scene.entry()
    assert f"The Hub did not agree on {today().day} {today():%B %Y}" in page
    assert "This is an advertisement." in page
    assert "New words" not in scene.public()
    scene.section("about").submit({"summary": "Other words."})
    assert state(scene) is State.DRAFT


def test_dropping_the_changes_leaves_what_schools_see(scene: Scene) -> None:
    scene.section("about").submit({"summary": "New words."})
    page = scene.entry().follow("Drop the changes")
    assert "Summary: New words." in page
    assert "Your changes are dropped." in page.submit()
    assert "There is no change to drop." in page.submit()
    assert len(scene.events("drop changes")) == 1
    assert state(scene) is None
    assert "Guidance for schools." in scene.public()


def test_a_withdrawn_listing_is_gone_at_once_and_comes_back_as_it_was(scene: Scene) -> None:
    page = scene.entry().follow("Take it out of the directory")
    gone = page.submit()
    assert "The listing is out of the directory." in gone
    Visitor(scene.app)("providers.listing", slug="lantern-lane-careers", expect=404)
    assert "Lantern Lane Careers" not in Visitor(scene.app)("providers.search")
    page.submit()
    assert len(scene.events("withdraw listing")) == 1
    assert letters(scene.app) == [("listing-withdrawn", "lee.example@example.org")]
    back = gone.submit(button="Bring it back")
    assert "The listing is back in the directory." in back
    assert "Guidance for schools." in scene.public()
    gone.submit(button="Bring it back")
    assert len(scene.events("bring listing back")) == 1


def test_what_was_never_agreed_comes_back_as_a_draft(scene: Scene) -> None:
    scene.set_status(ListingStatus.STUB, agreed=False)
    gone = scene.browser()("listing.withdraw", listing_id=scene.listing).submit()
    assert "The listing is a draft again." in gone.submit(button="Bring it back")
    assert status(scene) == ListingStatus.DRAFT
    Visitor(scene.app)("providers.listing", slug="lantern-lane-careers", expect=404)


def test_what_the_hub_took_out_the_provider_cannot_bring_back(scene: Scene) -> None:
    withdraw = scene.browser()("listing.withdraw", listing_id=scene.listing)
    scene.set_status(ListingStatus.SUSPENDED)
    assert "The Hub has taken this listing out" in withdraw.submit()
    assert status(scene) == ListingStatus.SUSPENDED
    with scene.app.app_context():
        assert deciding.bring_back(scene.listing, **scene.hand()) == ListingStatus.SUSPENDED
        assert deciding.confirm(scene.listing, **scene.hand()) is False
    send(scene)
    scene.decide("agree")
    assert status(scene) == ListingStatus.SUSPENDED


def test_an_agreed_change_does_not_bring_a_withdrawn_listing_back(scene: Scene) -> None:
    send(scene)
    scene.browser()("listing.withdraw", listing_id=scene.listing).submit()
    scene.decide("agree")
    assert status(scene) == ListingStatus.ARCHIVED


def test_the_whole_is_confirmed_once_a_day(scene: Scene) -> None:
    with scene.app.app_context():
        db.session.get_one(Listing, scene.listing).confirmed_on = today() - timedelta(days=9)
        db.session.commit()
    page = scene.entry()
    for _ in range(2):
        assert "you confirmed the listing today" in page.submit(button="All of it is still correct")
    assert len(scene.events("confirm listing")) == 1
    with scene.app.app_context():
        assert scene.listed().confirmed_on == today()


@pytest.mark.parametrize(
    "name", ["take_back", "discard", "bring_back", "confirm", "submit", "withdraw"]
)
def test_no_decision_is_taken_for_a_listing_of_others(scene: Scene, name: str) -> None:
    hand = {**scene.hand(), "keeper_id": scene.rival}
    if name in {"submit", "withdraw"}:
        hand["person_id"] = scene.rae
    with scene.app.app_context():
        before = scene.listed().version_id
        db.session.rollback()
        with pytest.raises(NotKept):
            getattr(deciding, name)(scene.listing, **hand)
        assert scene.listed().version_id == before


def test_the_trail_tells_what_was_done_and_decided_and_nothing_of_others(scene: Scene) -> None:
    send(scene)
    scene.entry("lee").submit(button="Take them back")
    page = scene.entry().follow("What happened with this listing")
    assert page.select(".app-trail__what") == [
        "Took the changes back from the hub",
        "Sent the changes to the hub",
        "Changed the draft",
    ]
    assert page.select(".app-trail__when")[0].startswith("Lee Example")
    assert "visitor" not in page.text
    assert "There is no such page" in scene.browser()(
        "listing.trail", listing_id=scene.listing, page=9
    )


def test_the_trail_names_what_was_asked_for_and_not_what_follows_from_it(scene: Scene) -> None:
    scene.section("price").submit({"price_basis": "DAY", "price_band": "P3"})
    scene.entry().submit(button="Send to the Hub")
    page = scene.entry().follow("What happened with this listing")
    assert any("Price" in line for line in page.select(".app-trail__event"))


def test_what_the_hub_never_agreed_is_not_confirmed_into_the_directory(scene: Scene) -> None:
    scene.set_status(ListingStatus.PUBLISHED, agreed=False)
    with scene.app.app_context():
        assert not deciding.confirm(scene.listing, **scene.hand())
        ticked, seen = {scene.listing: [Fact.LISTING]}, {scene.listing: scene.listed().version_id}
        db.session.rollback()
        assert confirm_facts(scene.kim, ticked, seen=seen, by="person:1", at=now()) == 0
        assert scene.listed().confirmed_on is None
