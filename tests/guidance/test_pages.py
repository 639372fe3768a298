"""A topic with the present facts in their places, and what it rests on."""

from typing import Any

import pytest
from flask import Flask

from portal.guidance.actions import add_missing_signposts
from portal.guidance.catalogue import TOPICS
from portal.guidance.catalogue.shape import Topic, fact_keys, texts
from portal.guidance.pages import SIGNPOSTED, topic_page
from portal.reference.actions import add_missing_facts, correct_fact
from tests.builders import AT, DAY

RESTS_ON: dict[str, Any] = {
    "source": "x",
    "source_url": "",
    "checked_on": DAY,
    "basis": "source seen",
}


@pytest.fixture
def facts(database: Flask) -> None:
    add_missing_facts(by="test", at=AT)
    add_missing_signposts(by="test", at=AT)


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_each_topic_has_its_facts_in_place_and_lists_what_it_rests_on(topic: Topic) -> None:
    page = topic_page(topic.slug)
    assert page is not None
    assert not [text for text in texts(page.topic) if "{" in text]
    assert tuple(fact.key for fact in page.facts) == fact_keys(topic)


@pytest.mark.usefixtures("facts")
def test_the_topics_follow_each_other_to_the_end() -> None:
    pages = [topic_page(topic.slug) for topic in TOPICS]
    following = [page.following for page in pages if page is not None]
    assert following == [*TOPICS[1:], None]


@pytest.mark.usefixtures("facts")
def test_signposts_stand_on_their_own_topics_only() -> None:
    shown = {topic.slug: topic_page(topic.slug) for topic in TOPICS}
    counts = {slug: len(page.signposts) for slug, page in shown.items() if page and page.signposts}
    assert counts == {"local-authority-support": 6, "national-careers-service": 1}
    assert set(SIGNPOSTED) == set(counts)


@pytest.mark.usefixtures("facts")
def test_a_corrected_fact_changes_every_topic_that_states_it() -> None:
    stating = [topic for topic in TOPICS if "band_high_from" in fact_keys(topic)]
    assert stating
    correct_fact("band_high_from", "55555", **RESTS_ON, by="test", at=AT)
    for topic in stating:
        page = topic_page(topic.slug)
        assert page is not None
        said = " ".join(texts(page.topic))
        assert "£55,555" in said
        assert "£40,000" not in said


@pytest.mark.usefixtures("facts")
def test_an_unknown_topic_has_no_page() -> None:
    assert topic_page("astrology") is None


def test_a_page_never_prints_a_gap_where_a_fact_is_missing(database: Flask) -> None:
    with pytest.raises(KeyError):
        topic_page("commissioning")
