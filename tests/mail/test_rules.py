"""How letters are filled in, what an address is, and how long mail is leased and waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.mail import rules
from portal.mail.rules import Letter, clean, fill, is_address, lease, next_try

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LETTER = Letter(
    name="x",
    subject="Join {place}",
    paragraphs=("{who} invites you to {place}.", "{note}", "Goodbye."),
    link="Go to {place}",
    why="{who} entered this address.",
)
VALUES = {"who": "Sam", "place": "Example High", "note": ""}
HOSTILE = (
    "x\r\nBcc: all@example.org",
    "x\nTo: other@example.org",
    "x\r\rSubject: y",
    "x\x0bBcc: a@b.example",
    "x\x85Bcc: a@b.example",
    "x\u2028Bcc: a@b.example",
    "x\x00y\ud800z",
    "{who.__class__} {0} {place!r}",
    "x" * 10_000,
    "\u202egro.elpmaxe",
)


def test_a_letter_knows_which_values_it_names() -> None:
    assert LETTER.names == {"who", "place", "note"}


def test_a_letter_is_filled_in_and_leaves_out_what_is_empty() -> None:
    words = fill(LETTER, VALUES, "https://x.example/join")
    assert words.subject == "Join Example High"
    assert words.paragraphs == ("Sam invites you to Example High.", "Goodbye.")
    assert (words.link, words.address) == ("Go to Example High", "https://x.example/join")
    assert words.why == "Sam entered this address."


def test_a_letter_without_an_address_has_no_words_for_its_link() -> None:
    assert fill(LETTER, VALUES).link == ""


def test_a_value_that_is_not_given_is_named() -> None:
    with pytest.raises(KeyError, match="place"):
        fill(LETTER, {"who": "Sam", "note": ""})


@pytest.mark.parametrize("value", HOSTILE)
def test_what_somebody_typed_stays_on_its_line(value: str) -> None:
    words = fill(LETTER, VALUES | {"who": value, "place": value})
    for text in (words.subject, *words.paragraphs, words.why):
        assert text == clean(text)
        assert len(text.splitlines()) == 1
    assert len(words.subject) <= rules.LONGEST_SUBJECT
    assert max(map(len, words.paragraphs)) < 3 * rules.LONGEST_VALUE


@given(st.text())
def test_cleaned_text_has_one_line_that_every_mail_system_can_carry(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


def test_what_is_typed_in_other_scripts_stays_as_it_is() -> None:
    joined = "\u200d"  # it joins letters in Persian, and people in pictures
    for text in ("Zażółć gęślą jaźń", f"👩{joined}🏫 Müller-O'Brien", f"می{joined}خواهم"):
        assert clean(text) == text


@pytest.mark.parametrize(
    "address",
    ["sam.smith@example.org", "O'Brien+careers@mail.school.sch.uk", "x@xn--mller-kva.example"],
)
def test_plain_addresses_are_taken(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "sam", "@example.org", "sam@", "sam@localhost", "a@b@example.org", ".a@example.org"),
        *(
            "a..b@example.org",
            "a b@example.org",
            "sam@example.org,x@example.org",
            "sam@exa mple.org",
        ),
        *("<sam@example.org>", "Sam <sam@example.org>", '"a b"@example.org', "sam@[127.0.0.1]"),
        *("sam@example.org\r\nBcc: x@example.org", "sam@example.org\n", "sam@-example.org"),
        *("müller@example.org", "sam@müller.example", "sam@example..org", "sam@example.org."),
        *("group: a@example.org;", f"{'x' * 65}@example.org", f"x@{'y' * 250}.example"),
    ],
)
def test_anything_but_one_plain_address_is_refused(address: str) -> None:
    assert not is_address(address)


@pytest.mark.parametrize("seconds", [1, 20, 600])
def test_a_lease_outlasts_sending_and_writing_down_what_came_of_it(seconds: int) -> None:
    timeout = timedelta(seconds=seconds)
    assert lease(timeout) >= timeout + rules.WRITES_WITHIN
    assert lease(timeout) > timeout


def test_each_failure_is_waited_after_longer_until_the_mail_is_given_up() -> None:
    waits = []
    for tries in range(1, rules.MOST_TRIES):
        again = next_try(tries, first_wait=MINUTE, at=AT, for_good=False)
        assert again is not None
        waits.append(again - AT)
    assert waits == sorted(set(waits))
    assert waits[0] == MINUTE
    assert waits[-1] == timedelta(days=1)
    assert next_try(rules.MOST_TRIES, first_wait=MINUTE, at=AT, for_good=False) is None


def test_a_refusal_for_good_is_believed_the_third_time() -> None:
    again = [next_try(n, first_wait=MINUTE, at=AT, for_good=True) for n in (1, 2, 3)]
    assert again[0] is not None
    assert again[1] is not None
    assert again[2] is None


QUOTING = Letter(
    name="x", subject="{text}", paragraphs=("They ask:", "{text}"), why="Why {text}.", quotes="text"
)


def test_what_is_quoted_keeps_its_lines_each_of_them_marked() -> None:
    words = fill(QUOTING, {"text": "First\r\n\n  second\x00 line \u202e\nThird"})
    assert words.paragraphs == ("They ask:", "> First", "> second line", "> Third")
    assert words.subject == "First second line Third"


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_quoted_begins_no_line_of_its_own(value: str) -> None:
    words = fill(QUOTING, {"text": value})
    assert all(line.startswith("> ") and line.isprintable() for line in words.paragraphs[1:])
    assert sum(map(len, words.paragraphs)) < rules.LONGEST_QUOTE + 100
    assert len(words.subject) <= rules.LONGEST_SUBJECT


def test_a_quotation_of_very_many_lines_says_that_it_goes_on() -> None:
    words = fill(QUOTING, {"text": "x\n" * 500})
    assert len(words.paragraphs) == 1 + rules.MOST_LINES
    assert words.paragraphs[-1] == "> …"
