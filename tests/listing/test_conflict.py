"""Two people edit one listing: nobody's words are lost, and nobody overwrites what they have not seen."""

import pytest
from flask import Flask

from portal.db import db
from tests.listing.kept import Scene, make_scene


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A provider and its listing."""
    return make_scene(app)


def summary(scene: Scene) -> str:
    """What the open edit says of the summary."""
    with scene.app.app_context():
        edit = scene.edit()
        return str(edit.said.get("summary", "")) if edit is not None else ""


def test_the_second_sees_both_versions_keeps_their_text_and_may_save_over(scene: Scene) -> None:
    kims, lees = scene.section("about"), scene.section("about", "lee")
    kims.submit({"summary": "Kim's words."})
    page = lees.submit({"summary": "Lee's words.", "about": "Lee wrote this."}, expect=409)
    assert "Kim Example saved this while you had it open" in page
    assert page.select("td") == ["Kim's words.", "Lee's words.", "Nothing", "Lee wrote this."]
    assert summary(scene) == "Kim's words."
    saved = page.submit()
    assert "is saved" in saved
    assert summary(scene) == "Lee's words."
    assert len(scene.events("edit listing")) == 2


def test_who_saved_in_another_tab_is_told_that_it_was_them(scene: Scene) -> None:
    one, other = scene.section("about"), scene.section("about")
    one.submit({"summary": "First."})
    page = other.submit({"summary": "Second."}, expect=409)
    assert "You saved this elsewhere while you had it open here" in page


def test_two_people_may_edit_two_sections_at_once(scene: Scene) -> None:
    about, areas = scene.section("about"), scene.section("areas", "lee")
    about.submit({"summary": "Kim's words."})
    areas.submit({"area": ["HAL"]})
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.said == {"summary": "Kim's words.", "terms": {"area": ["HAL"]}}


def test_sending_a_section_twice_has_one_effect(scene: Scene) -> None:
    page = scene.section("about")
    for _ in range(2):
        assert "is saved" in page.submit({"summary": "Once."})
    assert len(scene.events("edit listing")) == 1


def test_what_was_shown_at_once_meanwhile_is_a_conflict_too(scene: Scene) -> None:
    kims, lees = scene.section("availability"), scene.section("availability", "lee")
    kims.submit({"capacity": "FULL"})
    page = lees.submit({"capacity": "OPEN"}, expect=409)
    assert page.select("td") == ["Fully booked", "Taking bookings"]
    assert "Fully booked" in scene.public()
    page.submit()
    assert "Taking bookings" in scene.public()


def test_whoever_types_while_a_colleague_sends_keeps_the_text_and_may_take_back_and_save(
    scene: Scene,
) -> None:
    scene.section("about").submit({"summary": "Kim's words."})
    lees = scene.section("modes", "lee")
    assert "Sent to the Hub." in scene.entry().submit(button="Send to the Hub")
    page = lees.submit({"mode": ["VIDEO"]}, expect=409)
    assert "The Hub has your changes before it" in page
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.submitted_at is not None
        assert "terms" not in edit.said
    saved = page.submit(button="Take the changes back and save")
    assert "How you meet pupils is saved." in saved
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.submitted_at is None
        assert edit.said["terms"] == {"mode": ["VIDEO"]}


def test_an_advisers_entry_has_the_same_conflict(scene: Scene) -> None:
    kim, lee = scene.browser("kim"), scene.browser("lee")
    where = {"listing_id": scene.listing, "adviser_id": scene.adviser}
    kims, lees = kim("listing.edit_adviser", **where), lee("listing.edit_adviser", **where)
    kims.submit({"label": "Adviser A"})
    page = lees.submit({"label": "Adviser B"}, expect=409)
    assert page.select("td") == ["Adviser A", "Adviser B"]
    assert "Kim Example saved this while you had it open" in page
    assert "Adviser B" in page.submit()


def test_a_form_that_cannot_say_what_it_saw_overwrites_nothing(scene: Scene) -> None:
    scene.section("about").submit({"summary": "Kim's words."})
    page = scene.section("about", "lee")
    seen = page.form().select_one("[name=seen]")
    assert seen is not None
    seen["value"] = ""
    page.submit({"summary": "Blind words."}, expect=409)
    assert summary(scene) == "Kim's words."
    with scene.app.app_context():
        assert db.session.query(type(scene.edit())).count() == 1
