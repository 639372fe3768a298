"""What the Hub sees of the mail, and a letter as its reader sees it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from portal.db import db
from portal.mail.models import Mail
from portal.mail.queries import (
    count_mail,
    count_waiting,
    find_letter,
    find_mail,
    link_address,
    list_letters,
    list_mail,
    oldest_waiting,
    preview,
    written,
)
from portal.mail.rules import Letter, State
from portal.web.keys import emailed_key
from tests.mail.conftest import AT, LETTER, Post


@pytest.fixture
def four(post: Post) -> dict[State, int]:
    """A mail in each state."""
    made = {state: post(at=AT + timedelta(hours=n)) for n, state in enumerate(State)}
    found = {state: db.session.get_one(Mail, mail_id) for state, mail_id in made.items()}
    found[State.TRYING_AGAIN].tries = 1
    for state, column in ((State.SENT, "sent_at"), (State.GIVEN_UP, "given_up_at")):
        setattr(found[state], column, AT)
        found[state].next_at = None
    db.session.commit()
    return made


@pytest.mark.parametrize("state", State)
def test_mail_is_listed_by_where_it_stands(four: dict[State, int], state: State) -> None:
    (mail,) = list_mail(state)
    assert (mail.id, mail.state) == (four[state], state)
    assert count_mail(state) == 1
    assert find_mail(mail.id) is mail


def test_mail_is_listed_newest_first_and_page_by_page(four: dict[State, int]) -> None:
    newest_first = sorted(four.values(), reverse=True)
    assert [mail.id for mail in list_mail()] == newest_first
    assert [mail.id for mail in list_mail(page=2, per_page=3)] == newest_first[3:]
    assert count_mail() == 4


def test_what_waits_is_counted_and_the_oldest_of_it_is_known(four: dict[State, int]) -> None:
    assert count_waiting() == 2
    assert oldest_waiting() == AT


def test_where_nothing_waits_nothing_is_oldest(database: Flask) -> None:
    assert (count_waiting(), oldest_waiting()) == (0, None)


def test_letters_are_found_by_name(post: Post) -> None:
    assert find_letter("test-letter") is LETTER
    assert find_letter("no-such-letter") is None
    assert [letter.name for letter in list_letters()] == sorted(x.name for x in list_letters())


def words_of(html: str) -> list[str]:
    """The words of a page, in order; those of its title aside."""
    body = BeautifulSoup(html, "html5lib").body
    assert body is not None
    return body.get_text(" ").split()


def test_every_letter_says_the_same_in_both_forms_and_names_nothing_it_has_no_sample_of(
    database: Flask,
) -> None:
    letters = list_letters()
    assert letters
    for letter in letters:
        assert letter.names <= letter.sample.keys(), letter.name
        assert letter.sample.keys() <= letter.names, letter.name
        shown = preview(letter)
        assert 0 < len(shown.subject) <= 78, letter.name
        assert shown.text.split() == words_of(shown.html), letter.name
        assert "{" not in shown.subject + shown.text, letter.name


def test_a_letter_is_a_whole_page_without_style_or_script(post: Post) -> None:
    soup = BeautifulSoup(preview(LETTER).html, "html5lib")
    assert soup.html is not None
    assert soup.html["lang"] == "en-GB"
    assert soup.title is not None
    assert soup.title.string == "Hello Sam"
    assert soup.select("[style], style, script, img, link") == []
    (link,) = soup.select("main a")
    assert link.get_text() == "Open it"


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y> {{ 7 * 7 }} &amp;"


def test_what_somebody_typed_is_text_in_html(post: Post) -> None:
    letter = written(LETTER, {"name": HOSTILE}, "http://localhost/x?a=1&b=2\"'<b>")
    harmless = written(LETTER, {"name": "Sam"}, "http://localhost/x")
    hostile, plain = (BeautifulSoup(each.html, "html5lib") for each in (letter, harmless))
    assert [tag.name for tag in hostile.find_all()] == [tag.name for tag in plain.find_all()]
    assert f"You are called {HOSTILE}." in hostile.get_text()
    assert HOSTILE in letter.text
    assert [sorted(a.attrs) for a in hostile.select("main a")] == [["href"]]


def test_a_link_leads_to_the_address_of_the_settings_with_the_key_of_its_nonce(
    database: Flask,
) -> None:
    with database.test_request_context(headers={"Host": "127.0.0.1"}):
        address = link_address("/account/reset/{key}", "a nonce")
        key = emailed_key("a nonce")
    assert address == f"http://localhost/account/reset/{key}"


def test_a_letter_without_a_link_shows_none(database: Flask) -> None:
    shown = preview(Letter(name="x", subject="x", paragraphs=("Text.",), why="Why."))
    assert BeautifulSoup(shown.html, "html5lib").select("main a") == []
    assert "http://localhost/an" not in shown.text


def test_where_nobody_is_named_a_letter_says_where_the_people_are_found(post: Post) -> None:
    shown = preview(LETTER)
    (link,) = BeautifulSoup(shown.html, "html5lib").select("footer a")
    assert link["href"] == "http://localhost/site/privacy"
    assert "http://localhost/site/privacy\n" in shown.text
