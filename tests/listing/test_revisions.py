"""Where a revision stands, what it changes, and that agreeing, refusing and dropping it do what they say."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portal.clock import now
from portal.db import db
from portal.listing.catalogue.sections import LABELS, TITLES, in_words
from portal.listing.models import Revision, standing_of
from portal.listing.rules.claims import Decision
from portal.listing.rules.privacy import holds_full_postcode, privacy_problems
from portal.listing.rules.revisions import (
    SECTIONS,
    Change,
    State,
    changes,
    fingerprint,
    goes_live,
    may_be_edited,
    merged,
    names_of,
    section_of,
    state_of,
    without_repeats,
)
from portal.providers.catalogue import TERMS
from portal.providers.models import Adviser
from portal.providers.rules import ListingStatus
from tests.builders import AT
from tests.listing.kept import Scene, make_scene

LATER = AT + timedelta(hours=1)
STANDING: dict[str, Any] = {
    "name": "Lantern Lane",
    "price_band": "P2",
    "price_said_on": "2026-01-01",
    "waiting_list": False,
    "half_days": None,
    "terms": {"area": ["WIR", "LIV"], "service": []},
    "advisers": {"3": {"label": "Lead", "supervisor": ""}},
}


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A provider and its listing."""
    return make_scene(app)


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({}, State.DRAFT),
        ({"submitted_at": AT}, State.SUBMITTED),
        ({"submitted_at": AT, "returned_at": LATER}, State.RETURNED),
        ({"submitted_at": AT, "returned_at": AT}, State.RETURNED),
        ({"submitted_at": LATER, "returned_at": AT}, State.SUBMITTED),
        ({"returned_at": AT}, State.RETURNED),
        ({"kind": "live"}, State.LIVE),
        ({"submitted_at": AT, "decided_at": LATER, "decision": "agreed"}, State.AGREED),
        ({"decided_at": LATER, "decision": "refused"}, State.REFUSED),
        ({"kind": "live", "decided_at": LATER, "decision": "withdrawn"}, State.WITHDRAWN),
    ],
)
def test_where_a_revision_stands_follows_from_its_moments(
    moments: dict[str, Any], state: State
) -> None:
    nothing = {"kind": "edit", "submitted_at": None, "returned_at": None}
    assert state_of(**{**nothing, "decided_at": None, "decision": "", **moments}) is state


def test_only_what_the_hub_has_not_before_it_may_be_edited() -> None:
    assert {state for state in State if may_be_edited(state)} == {State.DRAFT, State.RETURNED}


@pytest.mark.parametrize("status", ListingStatus)
def test_nothing_goes_live_before_the_hub_has_agreed_once(status: ListingStatus) -> None:
    assert not goes_live(status, was_agreed=False)
    shown = {ListingStatus.PUBLISHED, ListingStatus.SUSPENDED, ListingStatus.ARCHIVED}
    assert goes_live(status, was_agreed=True) is (status in shown)


def test_each_field_stands_in_one_section_and_has_its_words() -> None:
    names = [name for section in SECTIONS for name in section.names]
    assert len(names) == len(set(names))
    assert set(names) <= set(LABELS)
    assert {section.slug for section in SECTIONS} <= set(TITLES)
    assert {name for section in SECTIONS for name in section.terms} == set(TERMS)
    assert all(set(section.needed) <= set(section.names) for section in SECTIONS)
    assert section_of("about") is SECTIONS[0]
    assert section_of("nothing") is None


def test_only_what_differs_is_kept() -> None:
    said = {
        "name": "Lantern Lane",
        "price_band": "P2",
        "price_said_on": "2026-11-24",
        "terms": {"area": ["LIV", "WIR"], "service": ["PG1"]},
        "advisers": {"3": {"label": "Lead", "supervisor": ""}},
    }
    assert without_repeats(STANDING, said) == {"terms": {"service": ["PG1"]}}
    priced = without_repeats(STANDING, {"price_band": "P3", "price_said_on": "2026-11-24"})
    assert priced == {"price_band": "P3", "price_said_on": "2026-11-24"}


def test_changes_say_old_and_new_in_words() -> None:
    said: dict[str, Any] = {
        "name": "Quay Street",
        "waiting_list": True,
        "half_days": 5,
        "price_valid_to": "2027-03-03",
        "terms": {"area": ["HAL", "LIV"]},
        "advisers": {
            "3": {"label": "Lead", "supervisor": "Head"},
            "4": {"label": "New", "supervisor": ""},
        },
    }
    told = in_words(changes(STANDING, said))
    assert [(one.name, one.old, one.new) for one in told] == [
        ("name", "Lantern Lane", "Quay Street"),
        ("area", "Liverpool, Wirral", "Halton, Liverpool"),
        ("price_valid_to", "", "3 March 2027"),
        ("half_days", "", "2.5"),
        ("waiting_list", "No", "Yes"),
        ("adviser:3", "Lead", "Lead, supervised by Head"),
        ("adviser:4", "", "New"),
    ]
    assert changes(STANDING, {"name": "Lantern Lane"}) == ()
    assert Change("adviser:4", None, said["advisers"]["4"]) in changes(STANDING, said)
    assert names_of(said)[:2] == ["adviser:3", "adviser:4"]


def test_a_fingerprint_tells_what_is_said_and_nothing_of_order_or_kinds_of_nothing() -> None:
    names = ("name", "area", "half_days")
    whole = fingerprint(STANDING, names)
    turned = merged(STANDING, {"half_days": 0, "terms": {"area": ["LIV", "WIR"]}})
    assert fingerprint(turned, names) == whole
    assert fingerprint(merged(STANDING, {"terms": {"area": ["LIV"]}}), names) != whole
    assert fingerprint(merged(STANDING, {"name": "Other"}), names) != whole


@pytest.mark.parametrize(
    ("text", "is_full"),
    [
        ("CH41 1AA", True),
        ("ch411aa", True),
        ("at L1 8JQ, above", True),
        ("CH41", False),
        ("Y10 and Y11", False),
        ("A1 paper, 2B", False),
    ],
)
def test_a_full_postcode_is_told_from_other_words(text: str, is_full: bool) -> None:
    assert holds_full_postcode(text) is is_full
    assert bool(privacy_problems({"provider_type": "SELF_EMP", "about": text})) is is_full
    assert not privacy_problems({"provider_type": "ORG_CHARITY", "about": text})


def begin(scene: Scene, said: dict[str, Any]) -> Revision:
    """An edit that says this; within the portal's context."""
    edit = Revision(listing_id=scene.listing, kind="edit", said=said, was={}, reasons={})
    edit.made_at = edit.saved_at = now()
    db.session.add(edit)
    db.session.flush()
    return edit


def test_an_agreed_edit_changes_what_it_says_keeps_what_stood_there_and_nothing_else(
    scene: Scene,
) -> None:
    with scene.app.app_context():
        listing = scene.listed()
        before = standing_of(listing)
        people = {str(scene.adviser): {"label": "Head", "supervisor": ""}}
        edit = begin(scene, {"half_days": 3, "terms": {"area": ["LIV", "HAL"]}, "advisers": people})
        edit.agree(listing, at=now())
        db.session.commit()
        after, edit = standing_of(scene.listed()), db.session.get_one(Revision, edit.id)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"half_days", "terms", "advisers"}
        assert after["terms"]["area"] == ["HAL", "LIV"]
        assert {k: v for k, v in after["terms"].items() if k != "area"} == {
            k: v for k, v in before["terms"].items() if k != "area"
        }
        assert edit.was == {
            "half_days": None,
            "terms": {"area": before["terms"]["area"]},
            "advisers": {str(scene.adviser): before["advisers"][str(scene.adviser)]},
        }
        assert [one.name for one in edit.changes(scene.listed())] == [
            "area",
            "half_days",
            f"adviser:{scene.adviser}",
        ]


@pytest.mark.parametrize("how", ["refuse", "discard"])
def test_what_is_refused_or_dropped_leaves_the_listing_and_takes_newcomers_along(
    scene: Scene, how: str
) -> None:
    with scene.app.app_context():
        listing = scene.listed()
        before = standing_of(listing)
        listing.advisers.append(Adviser(label="Newcomer", supervisor=""))
        edit = begin(scene, {"name": "Other"})
        db.session.flush()
        if how == "refuse":
            edit.refuse(listing, {"name": "No."}, at=now())
        else:
            edit.discard(listing, at=now())
        db.session.commit()
        listing = scene.listed()
        assert standing_of(listing) == before
        assert [one.left_at is None for one in listing.advisers] == [True, False]
        edit = db.session.get_one(Revision, edit.id)
        assert edit.decision == {"refuse": Decision.REFUSED, "discard": Decision.WITHDRAWN}[how]
        assert "Newcomer" in str(edit.said)
        assert Revision.open_of(scene.listing) is None
