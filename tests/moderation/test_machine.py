"""No order of steps of a provider and of the Hub makes public what the Hub did not agree to.

A machine takes any steps there are, by the portal's own actions, and beside it a few lines say what the public
must then see: the summary, the people and the website, and whether there is a listing at all.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from portal.db import db
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_person
from tests.builders import add_provider
from tests.moderation.queueing import make_scene
from tests.moderation.steps import Steps

ANY_STEPS = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def machine(app: Flask, tmp_path: Path) -> type[Steps]:
    """The machine, in a portal with a provider that has just made its listing."""
    scene = make_scene(app)
    with app.app_context():
        listing = add_provider(
            "New Lane Careers",
            status=ListingStatus.DRAFT,
            confirmed_on=None,
            website="https://old.example",
            capacity="OPEN",
        )
        db.session.get_one(Listing, listing).organisation_id = scene.provider
        own = make_person("Own Moderator")
        join(scene.hub, own)
        join(scene.provider, own)
        db.session.commit()
    database, pristine = tmp_path / "portal.db", tmp_path / "pristine.db"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(pristine)) as target:
        source.backup(target)
    given = {"scene": scene, "listing": listing, "own": own, "reached": Counter()}
    return type("Made", (Steps,), given | {"pristine": pristine, "database": database})


def test_no_order_of_steps_makes_public_what_was_not_agreed(machine: type[Steps]) -> None:
    run_state_machine_as_test(machine, settings=ANY_STEPS)
    assert machine.reached["agreed"] >= 3, machine.reached


def test_a_long_walk_past_every_decision(machine: type[Steps]) -> None:
    walker = machine()
    steps = (
        *("begins", "stops", "withdraws", "brings_back", "opens_again"),
        *("withdraws", "stops", "brings_back", "moves", "moves", "puts_the_website_back"),
        *("moves", "looks_at_the_website", "brings_somebody", "writes", "takes_back"),
        *("decides_what_was_opened_long_ago", "writes", "somebody_decides_their_own"),
        *("sends_back", "decides_what_was_opened_long_ago", "writes", "agrees"),
        *("takes_somebody_off", "brings_somebody", "writes", "refuses", "writes", "drops"),
    )
    for step in steps:
        given = {"begins": {"is_agreed": True}, "writes": {"is_sent": True}}.get(step, {})
        getattr(walker, step)(**given)
        walker.the_public_sees_what_was_agreed()
        walker.what_is_decided_stays_decided()
    assert set(machine.reached) == {"agreed", "own", "put back", "unseen"}, machine.reached
