"""A mail as RFC 5322 has it, which nothing that somebody typed can change but in its place."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask

from portal.mail.actions.outgoing import Outgoing, Undelivered, message_of
from portal.mail.queries import Written, written
from tests.conftest import settings_in
from tests.mail.conftest import AT, LETTER, Post
from tests.mail.test_rules import HOSTILE

ID = "0123456789abcdef" * 2
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
]


def outgoing(to: str = "sam@example.org", subject: str = "Hello") -> Outgoing:
    return Outgoing(ID, to, AT, Written(subject, "Text.\n", "<p>Text.</p>\n"))


def test_a_mail_has_the_headers_that_it_needs_and_no_other(tmp_path: Path) -> None:
    settings = settings_in(
        tmp_path, base_url="https://guidance.example.org/portal", mail_from="hub@example.org"
    )
    message = message_of(outgoing(), settings)
    assert message.keys() == HEADERS
    assert message["From"] == "Commission careers guidance <hub@example.org>"
    assert message["To"] == "sam@example.org"
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == f"<{ID}@guidance.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("base_url", ["http://[::1]:8000", "http://127.0.0.1:8000", "http://x"])
def test_the_message_id_is_sound_wherever_the_portal_lies(tmp_path: Path, base_url: str) -> None:
    message = message_of(outgoing(), settings_in(tmp_path, base_url=base_url))
    found = str(message["Message-ID"])
    assert found.startswith(f"<{ID}@")
    assert found.count("@") == 1
    assert "[" not in found


def test_each_attempt_is_the_same_to_the_byte(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    first, second = (message_of(outgoing(), settings).as_bytes() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_somebody_typed_adds_no_header_and_no_recipient(
    post: Post, tmp_path: Path, typed: str
) -> None:
    words = written(LETTER, {"name": typed}, "http://localhost/x")
    sent = message_of(Outgoing(ID, "sam@example.org", AT, words), settings_in(tmp_path)).as_bytes()
    read = message_from_bytes(sent, policy=policy.default)
    assert read.keys() == HEADERS
    assert read["To"] == "sam@example.org"
    assert all(len(line) <= 998 for line in sent.split(b"\r\n"))  # RFC 5322, 2.1.1
    assert len(str(read["Subject"])) <= 120


@pytest.mark.parametrize("typed", HOSTILE)
def test_not_even_an_uncleaned_subject_adds_a_header(tmp_path: Path, typed: str) -> None:
    sent = message_of(outgoing(subject=typed), settings_in(tmp_path)).as_bytes()
    assert message_from_bytes(sent, policy=policy.default).keys() == HEADERS


def test_a_service_name_with_a_comma_is_still_one_sender(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, service_name='Careers, "guidance" <x@evil.example>')
    read = message_from_bytes(message_of(outgoing(), settings).as_bytes(), policy=policy.default)
    (address,) = read["From"].addresses
    assert address.addr_spec == "no-reply@localhost"


@pytest.mark.parametrize(
    "to", ["a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "", "x"]
)
def test_a_mail_goes_to_one_address_or_nowhere(app: Flask, tmp_path: Path, to: str) -> None:
    with pytest.raises(Undelivered, match="address") as refused:
        message_of(outgoing(to), settings_in(tmp_path))
    assert refused.value.for_good


def test_what_went_wrong_is_told_on_one_short_line() -> None:
    trouble = Undelivered("refused: 550 5.1.1\r\nno such\tuser " + "x" * 500).trouble
    assert trouble.startswith("refused: 550 5.1.1 no such user x")
    assert len(trouble) == 200
