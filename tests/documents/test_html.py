"""Keeps the fragment of HTML escaped, well outlined and fit for a phone."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from portal.documents import Document, write_html


@pytest.fixture
def page(brief: Document) -> BeautifulSoup:
    return BeautifulSoup(write_html(brief), "html5lib")


def test_what_looks_like_markup_is_only_words(page: BeautifulSoup, brief: Document) -> None:
    assert not page.find_all(["script", "b", "style"])
    assert "<script>alert(1)</script> & &amp;" in page.get_text()
    assert not re.search(r"\s(style|on\w+)=", write_html(brief))


@pytest.mark.parametrize(("level", "title"), [(1, "h1"), (2, "h2"), (3, "h3")])
def test_headings_start_at_the_level_and_leave_no_gap(
    level: int, title: str, brief: Document
) -> None:
    page = BeautifulSoup(write_html(brief, level), "html5lib")
    tags = [heading.name for heading in page.find_all(re.compile("^h[1-6]$"))]
    assert tags[0] == title
    assert tags.count(title) == 1
    depths = [int(tag[1]) for tag in tags]
    assert all(after - before <= 1 for before, after in pairwise(depths))


def test_a_level_that_cannot_be_is_refused(brief: Document) -> None:
    with pytest.raises(ValueError, match="level 1, 2 or 3"):
        write_html(brief, 4)


def test_tables_have_captions_and_scopes(page: BeautifulSoup) -> None:
    tables = page.find_all("table", class_="govuk-table")
    assert len(tables) == 3
    assert all(table.caption and table.caption.get_text() for table in tables)
    assert [len(table.find_all("th", scope="col")) for table in tables] == [3, 2, 1]
    assert [len(table.find_all("th", scope="row")) for table in tables] == [3, 0, 1]


def test_only_wide_tables_scroll_and_they_do_so_by_keyboard_too(page: BeautifulSoup) -> None:
    regions = page.find_all(class_="app-scroll")
    assert [(each["role"], each["tabindex"], each["aria-label"]) for each in regions] == [
        ("region", "0", "Meetings by year")
    ]


def test_what_is_to_be_confirmed_is_marked_without_colour_alone(page: BeautifulSoup) -> None:
    marks = page.find_all("mark", class_="app-to-confirm")
    assert len(marks) == 4
    assert all(mark.strong and mark.get_text() == "[TO BE CONFIRMED]" for mark in marks)


def test_the_banner_and_the_foot_frame_the_document(page: BeautifulSoup) -> None:
    article = page.article
    assert article is not None
    assert article["lang"] == "en-GB"
    paragraphs = article.find_all("p")
    assert paragraphs[0].get_text() == "DRAFT: not ready to issue"
    assert paragraphs[-1].get_text() == "Example High School, Huyton · Version 3"
