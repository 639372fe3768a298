"""A provider's advisers: somebody new waits for the Hub, a new name does too, whoever is taken off is gone at once."""

import pytest
from flask import Flask

from portal.db import db
from portal.listing.actions.people import MOST
from portal.providers.models import Adviser
from portal.web.forms import FORM_KEY
from tests.builders import add_person
from tests.listing.kept import Scene, make_scene
from tests.page import Page


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A provider and its listing."""
    return make_scene(app)


def add(scene: Scene, label: str = "Careers adviser 2", *, expect: int = 200) -> Page:
    """Add an adviser as the page does."""
    form = scene.browser()("listing.add_adviser", listing_id=scene.listing)
    return form.submit({"label": label}, expect=expect)


def number_of(scene: Scene, label: str) -> int:
    """The number of an adviser."""
    with scene.app.app_context():
        return next(one.id for one in scene.listed().advisers if one.label == label)


def test_somebody_new_is_shown_once_the_hub_has_agreed(scene: Scene) -> None:
    page = add(scene)
    assert "Careers adviser 2" in page
    assert "Waits for the Hub" in page
    assert "Careers adviser 2" not in scene.public()
    assert "Adviser: Careers adviser 2" in scene.entry()
    preview = scene.browser()("listing.preview", listing_id=scene.listing)
    assert "Careers adviser 2" in preview
    scene.decide("agree")
    assert "Careers adviser 2" in scene.public()


def test_somebody_new_goes_where_the_changes_are_dropped_or_refused(scene: Scene) -> None:
    add(scene, "Dropped adviser")
    scene.browser()("listing.discard", listing_id=scene.listing).submit()
    add(scene, "Refused adviser")
    scene.decide("refuse")
    scene.section("about").submit({"summary": "New words."})
    scene.decide("agree")
    page = scene.public()
    assert "Dropped adviser" not in page
    assert "Refused adviser" not in page
    assert "New words." in page


def test_adding_twice_with_one_form_adds_once(scene: Scene) -> None:
    form = scene.browser()("listing.add_adviser", listing_id=scene.listing)
    assert form.form().select_one(f"[name={FORM_KEY}]") is not None
    for _ in range(2):
        form.submit({"label": "Once"})
    with scene.app.app_context():
        assert [one.label for one in scene.listed().advisers] == ["Lead adviser", "Once"]


def test_a_new_name_waits_for_the_hub(scene: Scene) -> None:
    where = {"listing_id": scene.listing, "adviser_id": scene.adviser}
    page = scene.browser()("listing.edit_adviser", **where).submit({"label": "Head of guidance"})
    assert "Shown as “Lead adviser” until the Hub has agreed" in page
    assert "Head of guidance" not in scene.public()
    scene.decide("agree")
    assert "Head of guidance" in scene.public()
    assert "Lead adviser" not in scene.public()


def test_whoever_waits_is_renamed_at_once(scene: Scene) -> None:
    add(scene)
    number = number_of(scene, "Careers adviser 2")
    where = {"listing_id": scene.listing, "adviser_id": number}
    scene.browser()("listing.edit_adviser", **where).submit({"label": "Careers adviser B"})
    assert number_of(scene, "Careers adviser B") == number
    assert "Careers adviser B" not in scene.public()


def test_whoever_is_taken_off_is_gone_at_once_and_stays_on_record(scene: Scene) -> None:
    where = {"listing_id": scene.listing, "adviser_id": scene.adviser}
    scene.browser()("listing.edit_adviser", **where).submit({"label": "Renamed"})
    form = scene.browser()("listing.remove_adviser", **where)
    for _ in range(2):
        page = form.submit()
        assert "is off the listing." in page
    assert "Lead adviser" not in scene.public()
    assert "One-to-one personal guidance meetings is not shown as offered." in scene.public()
    with scene.app.app_context():
        row = db.session.get_one(Adviser, scene.adviser)
        assert row.left_at is not None
        edit = scene.edit()
        assert edit is not None
        assert edit.said == {}
    assert len(scene.events("remove adviser")) == 1


def test_whoever_is_taken_off_while_the_hub_looks_is_no_part_of_the_change(scene: Scene) -> None:
    where = {"listing_id": scene.listing, "adviser_id": scene.adviser}
    scene.browser()("listing.edit_adviser", **where).submit({"label": "Renamed"})
    scene.entry().submit(button="Send to the Hub")
    scene.browser()("listing.remove_adviser", **where).submit()
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.changes(scene.listed()) == ()
    scene.decide("agree")
    assert "Renamed" not in scene.public()


def test_what_the_hub_looks_at_stays_as_it_was_sent(scene: Scene) -> None:
    add(scene)
    scene.entry().submit(button="Send to the Hub")
    assert "The Hub has your changes before it" in add(scene, "One more", expect=409)
    where = {"listing_id": scene.listing, "adviser_id": number_of(scene, "Careers adviser 2")}
    page = scene.browser()("listing.remove_adviser", **where).submit()
    assert "Take them back before you change who is listed." in page
    page = scene.browser()("listing.edit_adviser", **where)
    assert "The Hub has your changes before it" in page
    with scene.app.app_context():
        labels = [one.label for one in scene.listed().advisers if one.left_at is None]
        assert labels == ["Lead adviser", "Careers adviser 2"]


def test_an_entry_that_cannot_be_recorded_is_refused_at_its_field(scene: Scene) -> None:
    page = add(scene, "", expect=422)
    assert page.errors == {"label": "Enter a role or a name"}
    page = add(scene, "Call me@example.org", expect=422)
    assert list(page.errors) == ["label"]
    with scene.app.app_context():
        trainee = add_person(scene.listing, "Q_TRAINEE")
    form = scene.browser()("listing.edit_adviser", listing_id=scene.listing, adviser_id=trainee)
    page = form.submit({"supervisor": ""}, expect=422)
    assert page.errors == {"supervisor": "Enter who supervises the adviser in training"}
    with scene.app.app_context():
        db.session.add_all(Adviser(listing_id=scene.listing, label="x") for _ in range(MOST))
        db.session.commit()
    assert f"A listing has room for {MOST} advisers" in add(scene, expect=422).errors["label"]


def test_advisers_of_others_are_not_there(scene: Scene) -> None:
    with scene.app.app_context():
        theirs = add_person(scene.theirs)
    for endpoint in ("edit_adviser", "remove_adviser"):
        where = {"listing_id": scene.listing, "adviser_id": theirs}
        scene.browser()(f"listing.{endpoint}", **where, expect=404)
    path = f"/listing/{scene.listing}/people/{theirs}/remove"
    form = scene.browser()(
        "listing.remove_adviser", listing_id=scene.listing, adviser_id=scene.adviser
    )
    token = form.form().select_one("[name=csrf_token]")
    assert token is not None
    form.visitor.send(path, {"csrf_token": str(token["value"])}, expect=404)
    with scene.app.app_context():
        assert db.session.get_one(Adviser, theirs).left_at is None
