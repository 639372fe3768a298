"""A provider edits its listing section by section; schools see none of it until the Hub has agreed, but what is shown at once."""

from datetime import date

import pytest
from flask import Flask

from portal.db import db
from portal.listing.actions.editing import SectionChanged, save_section
from portal.listing.actions.keeping import NotKept
from portal.listing.models import Revision, standing_of
from portal.listing.rules.revisions import RevisionKind, section_of
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.listing.kept import Scene, make_scene


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A provider and its listing."""
    return make_scene(app)


def test_a_section_is_saved_alone_and_schools_see_nothing_of_it_until_the_hub_has_agreed(
    scene: Scene,
) -> None:
    page = scene.section("about").submit({"summary": "New words for schools."})
    assert page.path == f"/listing/{scene.listing}"
    assert "About you is saved." in page
    assert "Summary: New words for schools. (until now: Guidance for schools.)" in page
    assert "New words" not in scene.public()
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.said == {"summary": "New words for schools."}
        assert scene.listed().summary == "Guidance for schools."
    told = scene.events("edit listing")
    assert [event.behalf for event in told] == [f"organisation:{scene.provider}"]
    assert "New words" not in str(told[0].detail)
    scene.decide("agree")
    assert "New words for schools." in scene.public()


def test_what_is_agreed_is_all_that_was_changed_in_every_section(scene: Scene) -> None:
    scene.section("about").submit({"name": "Lantern Lane Guidance", "noindex": "yes"})
    scene.section("areas").submit({"area": ["HAL"], "base_outward": "wa7"})
    scene.section("services").submit({"service": ["ASSEMBLY"], "year": ["Y9", "Y10"]})
    scene.section("modes").submit({"mode": ["VIDEO"], "bsl": "signs", "bsl_level": "3"})
    day = {"price_valid_to-day": "1", "price_valid_to-month": "3"}
    year = str(scene_year(scene) + 1) if scene_year(scene) else ""
    price = {"price_basis": "DAY", "price_band": "P3", "price_public": "yes"}
    scene.section("price").submit({**price, **day, "price_valid_to-year": year})
    scene.decide("agree")
    with scene.app.app_context():
        listing = scene.listed()
        said = standing_of(listing)
        assert said["name"] == "Lantern Lane Guidance"
        assert said["noindex"] is True
        assert said["terms"]["area"] == ["HAL"]
        assert said["base_outward"] == "WA7"
        assert listing.easting is not None
        assert said["terms"]["year"] == ["Y9", "Y10"]
        assert (said["bsl"], said["bsl_level"]) == ("signs", 3)
        assert (said["price_band"], said["price_public"]) == ("P3", True)
        assert said["price_said_on"] is not None
        assert said["terms"]["setting"] == ["MS_11_16"]


def scene_year(scene: Scene) -> int:
    """This year, as the listing has it."""
    with scene.app.app_context():
        confirmed = scene.listed().confirmed_on
        assert confirmed is not None
        return confirmed.year


def test_what_was_chosen_once_can_be_taken_out_again(scene: Scene) -> None:
    scene.section("modes").submit({"bsl": "signs", "bsl_level": "3", "makaton": "yes"})
    page = scene.section("modes").submit({"bsl": "", "bsl_level": "", "makaton": None})
    assert "Nothing is to change at the moment." in page


def test_what_is_put_back_as_it_was_is_no_change(scene: Scene) -> None:
    scene.section("about").submit({"summary": "New words."})
    page = scene.section("about").submit({"summary": "Guidance for schools."})
    assert "Nothing is to change at the moment." in page
    with scene.app.app_context():
        edit = scene.edit()
        assert edit is not None
        assert edit.said == {}


def test_availability_is_shown_at_once_and_the_hub_can_put_it_back(scene: Scene) -> None:
    page = scene.section("availability").submit({"capacity": "LIMITED", "half_days": "2.5"})
    assert "schools see it now" in page
    assert "A few places left" in scene.public()
    scene.section("availability").submit({"capacity": "FULL"})
    scene.section("website").submit({"website": "www.example.org/guidance"})
    assert "Fully booked" in scene.public()
    with scene.app.app_context():
        live = scene.edit(RevisionKind.LIVE)
        assert live is not None
        assert live.was["capacity"] == ""
        assert live.said["capacity"] == "FULL"
        assert live.said["website"] == "https://www.example.org/guidance"
        listing = scene.listed()
        assert listing.half_days == 5
        live.refuse(listing, {"": "Not so."}, at=live.saved_at)
        db.session.commit()
    assert "Fully booked" not in scene.public()
    with scene.app.app_context():
        listing = scene.listed()
        assert (listing.website, listing.capacity, listing.half_days) == ("", "", None)
    assert "Not so." in scene.entry()


def test_saving_availability_as_it_is_says_that_it_is_still_so(scene: Scene) -> None:
    scene.section("availability").submit({"capacity": "OPEN"})
    with scene.app.app_context():
        row = db.session.get_one(Listing, scene.listing)
        row.capacity_said_on = date(2026, 9, 1)
        db.session.commit()
    scene.section("availability").submit()
    with scene.app.app_context():
        assert scene.listed().capacity_said_on == scene.listed().confirmed_on
    assert len(scene.events("confirm availability")) == 1
    scene.section("availability").submit()
    assert len(scene.events("confirm availability")) == 1


@pytest.mark.parametrize("status", [ListingStatus.DRAFT, ListingStatus.STUB])
def test_of_a_listing_that_was_never_agreed_nothing_is_shown_at_once(
    scene: Scene, status: ListingStatus
) -> None:
    scene.set_status(status, agreed=False)
    page = scene.section("website").submit({"website": "https://example.org/new"})
    assert "Schools see it once the Hub has agreed" in page
    with scene.app.app_context():
        assert scene.listed().website == ""
        assert scene.edit(RevisionKind.LIVE) is None
    scene.decide("agree")
    with scene.app.app_context():
        assert scene.listed().website == "https://example.org/new"
        assert scene.listed().listing_status == ListingStatus.PUBLISHED


@pytest.mark.parametrize(
    ("slug", "typed", "control"),
    [
        ("about", {"name": ""}, "name"),
        ("about", {"name": "See www.example.org"}, "name"),
        ("about", {"summary": "x" * 301}, "summary"),
        ("areas", {"base_outward": "CH41 1AA"}, "base_outward"),
        ("areas", {"base_outward": "Birkenhead"}, "base_outward"),
        ("areas", {"base_outward": "CH4I"}, "base_outward"),
        ("website", {"website": "javascript:alert(1)"}, "website"),
        ("website", {"website": "https://example.org\u202e/x y"}, "website"),
        ("availability", {"half_days": "101"}, "half_days"),
        ("availability", {"half_days": "2.3"}, "half_days"),
        (
            "price",
            {"price_valid_to-day": "1", "price_valid_to-month": "1", "price_valid_to-year": "2150"},
            "price_valid_to-day",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field_and_everything_typed_stays(
    scene: Scene, slug: str, typed: dict[str, str], control: str
) -> None:
    page = scene.section(slug).submit(typed, expect=422)
    assert list(page.errors) == [control]
    held = page.form()
    for name, value in typed.items():
        at = held.select_one(f"[name={name}]")
        assert at is not None
        assert value[:20].replace("\u202e", "")[:12] in str(at)
    with scene.app.app_context():
        assert scene.edit() is None
        assert scene.edit(RevisionKind.LIVE) is None


@pytest.mark.parametrize("kind", ["SELF_EMP", "SELF_LTD"])
def test_whoever_works_alone_never_shows_a_full_postcode(scene: Scene, kind: str) -> None:
    typed = {"provider_type": kind, "about": "Come to 1 Quay Street, ch411aa."}
    page = scene.section("about").submit(typed, expect=422)
    assert "Take out the full postcode" in page.errors["about"]
    page = scene.section("about").submit({**typed, "about": "Come to CH41."})
    assert "is saved" in page
    page = scene.section("areas").submit({"base_outward": "CH41 1AA"}, expect=422)
    assert "Give only the first part of the postcode" in page.errors["base_outward"]


def test_a_listing_of_others_is_not_there(scene: Scene) -> None:
    kim = scene.browser()
    for endpoint in ("entry", "preview", "people", "add_adviser", "discard", "withdraw", "trail"):
        kim(f"listing.{endpoint}", listing_id=scene.theirs, expect=404)
    kim("listing.section", listing_id=scene.theirs, slug="about", expect=404)
    kim("listing.section", listing_id=scene.listing, slug="nothing", expect=404)
    kim("listing.edit_adviser", listing_id=scene.theirs, adviser_id=scene.adviser, expect=404)


def test_whoever_lost_the_listing_meanwhile_writes_nothing(scene: Scene) -> None:
    section = section_of("about")
    assert section is not None
    hand = {**scene.hand(), "keeper_id": scene.rival}
    with scene.app.app_context(), pytest.raises((NotKept, SectionChanged)) as no:
        save_section(scene.listing, section, {}, seen="", person_id=scene.rae, **hand)
    assert no.type is NotKept
    with scene.app.app_context():
        assert Revision.open_of(scene.listing) is None


def test_the_preview_is_the_page_that_schools_see_once_it_is_agreed(scene: Scene) -> None:
    scene.section("about").submit({"summary": "New words.", "about": "First.\n\nSecond."})
    scene.section("services").submit({"service": ["ASSEMBLY", "PG1"]})
    scene.section("areas").submit({"area": ["HAL", "SEF"], "base_outward": "WA7"})
    kim = scene.browser()
    preview = kim("listing.preview", listing_id=scene.listing)
    assert "Preview." in preview
    assert "New words" not in scene.public()
    with scene.app.app_context():
        assert scene.listed().summary == "Guidance for schools."
        edit = scene.edit()
        assert edit is not None
        assert edit.decided_at is None
    before = preview.select("main .govuk-grid-column-two-thirds")
    scene.decide("agree")
    after = kim("listing.preview", listing_id=scene.listing)
    assert after.select("main .govuk-grid-column-two-thirds") == before
    public = scene.public()
    for words in ("New words.", "Second.", "Halton, Sefton", "Assemblies and talks"):
        assert words in preview
        assert words in public


def test_the_task_list_says_what_is_done_and_what_is_missing(scene: Scene) -> None:
    scene.set_status(ListingStatus.DRAFT, agreed=False)
    page = scene.entry()
    assert "Schools do not see this listing yet." in page
    assert "4 of the 5 parts that schools need are complete. Still missing: availability." in page
    page = scene.section("modes").submit({"mode": None})
    assert "3 of the 5 parts that schools need are complete." in page
    assert "Missing: ways to meet pupils" in page
    assert "You can send it once nothing is missing." in page
