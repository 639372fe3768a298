"""A figure about the world stands in one table, with its source, and somebody uses it."""

import re

import pytest

from portal.reference.catalogue import FACTS, Fact
from tests.house.tree import files, name

CATALOGUE = "portal/reference/catalogue.py"


def users_of(key: str) -> list[str]:
    """The files that use a fact by its key."""
    return [
        name(path)
        for path in [*files(".py", under="portal"), *files(".html", under="templates")]
        if name(path) != CATALOGUE and re.search(rf"\b{key}\b", path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_each_fact_is_used(fact: Fact) -> None:
    assert users_of(fact.key)


def test_an_unused_fact_would_be_seen() -> None:
    assert len(FACTS) > 10
    assert users_of("height_of_the_moon") == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_each_fact_has_its_source_and_its_day(fact: Fact) -> None:
    assert fact.words
    assert fact.source
    assert fact.checked_on.year >= 2026
    assert not fact.source_url or fact.source_url.startswith("https://")


def test_no_figure_of_the_law_is_stated_elsewhere() -> None:
    """Thresholds are asked of the table, so that a correction reaches every page and brief."""
    exact = [fact.value for fact in FACTS if fact.value.isdecimal() and len(fact.value) >= 5]
    figures = [value for value in exact if not value.endswith("000")]  # round ones mean much else
    assert figures
    stated = [
        (name(path), figure)
        for path in [*files(".py", under="portal"), *files(".html", under="templates")]
        for figure in figures
        if name(path) != CATALOGUE
        and re.search(
            rf"(?<![\d,.]){figure[:-3]}[,_]?{figure[-3:]}(?![\d,])", path.read_text("utf-8")
        )
    ]
    assert stated == []
