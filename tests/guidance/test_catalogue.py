"""The guidance says only what the reference table holds, in plain words, rightly spelt."""

import re
from collections import Counter

import pytest

from portal.guidance.catalogue import SIGNPOSTS, TOPICS, topics_by_slug
from portal.guidance.catalogue.shape import Section, Text, Topic, fact_keys, filled, texts
from portal.reference.catalogue import FACTS, Basis, facts_by_key

SLUGS = {
    "entitlement",
    "personal-guidance",
    "qualified-and-impartial",
    "matrix-standard",
    "cdi-register",
    "commissioning",
    "local-authority-support",
    "national-careers-service",
    "records-and-evaluation",
    "five-ways",
    "further-reading",
    "glossary",
}

USED_BY_RULES_ONLY = {
    "threshold_light_touch_inc_vat": "checklist rules name it beside the lower threshold",
}

BANNED = ("approved provider", "recommended provider", "advisor", "interviewer", "matrix standard")

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
LITERALS = {
    "an amount in pounds": re.compile(r"£\s*\d"),
    "a month and a year": re.compile(rf"\b(?:{MONTHS})\s+(?:19|20)\d\d\b"),
    "a year": re.compile(r"(?<!Act )\b(?:19|20)\d\d\b"),
}


def literals_in(topic: Topic) -> list[str]:
    """What the topic states from memory: outside the places for facts and outside addresses."""
    bare = [re.sub(r"\{[^}]*\}", "", text) for text in texts(topic) if "://" not in text]
    return [
        f"{topic.slug}: {name} in {text!r}"
        for text in bare
        for name, pattern in LITERALS.items()
        if pattern.search(text)
    ]


def shown_words(topic: Topic) -> list[str]:
    values = {fact.key: fact.value for fact in FACTS}
    shown = (filled(text, values) for text in texts(topic))
    return [word for text in shown if "://" not in text for word in text.split()]


def test_the_twelve_topics_are_there_each_once() -> None:
    assert Counter(topic.slug for topic in TOPICS) == dict.fromkeys(SLUGS, 1)
    assert set(topics_by_slug()) == SLUGS


def test_every_fact_a_topic_states_is_in_the_reference_catalogue() -> None:
    known = facts_by_key()
    stated = [(topic.slug, key) for topic in TOPICS for key in fact_keys(topic)]
    assert len(stated) > 40
    assert [pair for pair in stated if pair[1] not in known] == []


def test_every_brace_in_a_topic_is_a_place_for_a_fact() -> None:
    values = {fact.key: fact.value for fact in FACTS}
    left = [
        text for topic in TOPICS for text in texts(topic) if set("{}") & set(filled(text, values))
    ]
    assert left == []


def test_every_fact_is_stated_by_a_topic_or_listed_with_its_reason() -> None:
    stated = {key for topic in TOPICS for key in fact_keys(topic)}
    assert set(facts_by_key()) - stated == set(USED_BY_RULES_ONLY)
    assert all(reason for reason in USED_BY_RULES_ONLY.values())


def test_the_keys_of_facts_are_unique() -> None:
    assert [key for key, n in Counter(fact.key for fact in FACTS).items() if n > 1] == []


def test_a_fact_from_general_knowledge_is_marked_as_not_confirmed() -> None:
    assert [fact.key for fact in FACTS if not fact.source] == []
    guesses = [fact for fact in FACTS if fact.source.startswith("General knowledge")]
    assert guesses
    assert {fact.basis for fact in guesses} == {Basis.UNCONFIRMED}


def test_no_topic_states_an_amount_an_edition_or_a_date_from_memory() -> None:
    assert [found for topic in TOPICS for found in literals_in(topic)] == []


@pytest.mark.parametrize(
    "text", ["It costs £40,000.", "In force from September 2025.", "The 2026 edition."]
)
def test_a_literal_figure_would_be_caught(text: str) -> None:
    topic = Topic("x", "X", "X", (Section("X", (Text(text),)),))
    assert literals_in(topic) != []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_a_topic_is_two_hundred_to_four_hundred_and_fifty_words(topic: Topic) -> None:
    assert 200 <= len(shown_words(topic)) <= 450


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_a_topic_is_in_short_sentences(topic: Topic) -> None:
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(shown_words(topic)))
    lengths = [len(sentence.split()) for sentence in sentences]
    assert sum(lengths) / len(lengths) <= 16


def test_topics_and_signposts_keep_the_spelling_of_the_field_and_praise_nobody() -> None:
    everything = [text for topic in TOPICS for text in texts(topic)]
    everything += [text for post in SIGNPOSTS for text in (post.title, post.text, post.source)]
    seen = " ".join(everything)
    assert [word for word in BANNED if word in seen.replace("The matrix Standard", "")] == []
    assert "Matrix" not in seen


def test_each_borough_and_the_national_service_has_one_dated_signpost() -> None:
    areas = Counter(post.area for post in SIGNPOSTS)
    assert areas == dict.fromkeys(("HAL", "KNO", "LIV", "SHN", "SEF", "WIR", "LCR_ALL"), 1)
    assert len({post.slug for post in SIGNPOSTS}) == len(SIGNPOSTS)
    assert all(post.source and post.source_url.startswith("https://") for post in SIGNPOSTS)


def test_a_signpost_gives_no_telephone_number_or_email_address() -> None:
    contact = re.compile(r"@|\b0\d{3,4}[ \d]{6,}")
    assert [post.slug for post in SIGNPOSTS if contact.search(post.text)] == []


def test_money_is_shown_in_pounds_with_commas() -> None:
    assert filled("From {money:a}, {fact:a}", {"a": "40000"}) == "From £40,000, 40000"


def test_a_place_for_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{fact:nothing}", {})
