"""The guidance pages as a reader meets them."""

from typing import Any

import pytest
from flask import Flask

from portal.guidance.catalogue import SIGNPOSTS, TOPICS
from portal.guidance.catalogue.shape import Topic, fact_keys
from portal.reference.actions import correct_fact
from portal.reference.catalogue import facts_by_key
from portal.web.filters import day
from tests.builders import AT, DAY
from tests.page import Visitor

RESTS_ON: dict[str, Any] = {
    "source": "x",
    "source_url": "",
    "checked_on": DAY,
    "basis": "source seen",
}


@pytest.fixture
def visit(world: Flask) -> Visitor:
    """A reader of a portal with its starting facts."""
    return Visitor(world)


def test_the_contents_lead_to_every_topic(visit: Visitor) -> None:
    contents = visit("guidance.contents")
    for topic in TOPICS:
        assert topic.summary in contents
        assert contents.follow(topic.title).heading == topic.title


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_each_topic_shows_what_it_rests_on_with_source_and_date(
    visit: Visitor, topic: Topic
) -> None:
    page = visit("guidance.topic", slug=topic.slug)
    assert page.heading == topic.title
    known = facts_by_key()
    for fact in (known[key] for key in fact_keys(topic)):
        if not fact.value.startswith("https://"):
            assert f"Source: {fact.source}. Checked {day(fact.checked_on)}." in page
            assert fact.words.replace(" (pounds)", "") in page


def test_the_topics_can_be_read_one_after_another(visit: Visitor) -> None:
    page = visit("guidance.topic", slug=TOPICS[0].slug)
    for topic in TOPICS[1:]:
        page = page.follow(f"Next: {topic.title}")
        assert page.heading == topic.title
    assert "Next:" not in page


def test_each_signpost_is_dated(visit: Visitor) -> None:
    pages = {
        boroughs: visit("guidance.topic", slug=slug)
        for slug, boroughs in (
            ("local-authority-support", True),
            ("national-careers-service", False),
        )
    }
    for post in SIGNPOSTS:
        page = pages[post.area != "LCR_ALL"]
        assert post.text in page
        assert f"Source: {post.source}. Checked {day(post.checked_on)}." in page


def test_a_corrected_fact_shows_on_every_page_that_states_it(world: Flask, visit: Visitor) -> None:
    with world.app_context():
        correct_fact("band_high_from", "55555", **RESTS_ON, by="test", at=AT)
    stating = [topic for topic in TOPICS if "band_high_from" in fact_keys(topic)]
    for topic in stating:
        page = visit("guidance.topic", slug=topic.slug)
        assert "£55,555" in page
        assert "£40,000" not in page
    assert "£55,555" in visit("reference.facts")


def test_an_unknown_topic_is_not_found(visit: Visitor) -> None:
    visit.get("/guidance/astrology", expect=404)
