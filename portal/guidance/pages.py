"""What a guidance page shows: a topic with the present facts in their places, and what those rest on."""

from dataclasses import dataclass

from portal.guidance.catalogue import TOPICS
from portal.guidance.catalogue.shape import (
    Block,
    Link,
    Points,
    Section,
    Term,
    Text,
    Topic,
    fact_keys,
    filled,
)
from portal.guidance.models import Signpost
from portal.guidance.queries import list_signposts
from portal.reference.models import ReferenceFact
from portal.reference.queries import list_facts

SIGNPOSTED = {"local-authority-support": True, "national-careers-service": False}
BY_SLUG = {topic.slug: topic for topic in TOPICS}


@dataclass(frozen=True)
class TopicPage:
    """A topic as read today."""

    topic: Topic
    facts: tuple[ReferenceFact, ...]
    signposts: tuple[Signpost, ...]
    following: Topic | None


def topic_page(slug: str) -> TopicPage | None:
    """The page of the topic called `slug`; None when there is none.

    Raises:
        KeyError: the topic states a fact that the reference table lacks.
    """
    topic = BY_SLUG.get(slug)
    if topic is None:
        return None
    known = {fact.key: fact for fact in list_facts()}
    values = {key: fact.value for key, fact in known.items()}
    place = TOPICS.index(topic)
    return TopicPage(
        topic=_present(topic, values),
        facts=tuple(known[key] for key in fact_keys(topic)),
        signposts=tuple(list_signposts(boroughs=SIGNPOSTED[slug])) if slug in SIGNPOSTED else (),
        following=TOPICS[place + 1] if place + 1 < len(TOPICS) else None,
    )


def _present(topic: Topic, values: dict[str, str]) -> Topic:
    sections = tuple(
        Section(
            filled(section.heading, values),
            tuple(_filled_block(block, values) for block in section.blocks),
        )
        for section in topic.sections
    )
    return Topic(topic.slug, filled(topic.title, values), filled(topic.summary, values), sections)


def _filled_block(block: Block, values: dict[str, str]) -> Block:
    match block:
        case Text(text):
            return Text(filled(text, values))
        case Points(items):
            return Points(tuple(filled(item, values) for item in items))
        case Link(text, url):
            return Link(filled(text, values), filled(url, values))
        case Term(word, meaning):
            return Term(filled(word, values), filled(meaning, values))
