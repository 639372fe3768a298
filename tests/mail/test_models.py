"""Writing a mail: in the transaction of what it tells of, and nothing that could not be sent."""

from datetime import timedelta

import pytest
from flask import Flask

from portal import mail
from portal.db import db
from portal.journal.models import AuditEvent
from portal.mail.models import Mail
from portal.mail.rules import Letter, State
from tests.mail.conftest import AT, LETTER, Post


def rows() -> list[Mail]:
    return list(db.session.scalars(db.select(Mail)))


def test_a_mail_is_written_with_what_it_tells_of_and_undone_with_it(
    database: Flask, post: Post
) -> None:
    Mail.write("test-letter", to="sam@example.org", at=AT, values={"name": "Sam"})
    db.session.rollback()
    assert rows() == []
    Mail.write("test-letter", to="sam@example.org", at=AT, values={"name": "Sam"})
    db.session.commit()
    assert [row.state for row in rows()] == [State.WAITING]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"letter": "no-such-letter"}, "no letter called no-such-letter"),
        ({"values": {}}, "needs name"),
        ({"to": "sam@example.org\nBcc: x@example.org"}, "address"),
        ({"to": "sam@example.org, x@example.org"}, "address"),
        ({"link": "https://evil.example/"}, "path"),
        ({"link": "//evil.example/"}, "path"),
        ({"link": "/x\r\ny"}, "path"),
    ],
)
def test_what_could_not_be_sent_is_refused_when_it_is_written(
    post: Post, changed: dict[str, object], says: str
) -> None:
    given = {"letter": "test-letter", "to": "sam@example.org", "at": AT, "values": {"name": "Sam"}}
    with pytest.raises(ValueError, match=says):
        Mail.write(**(given | changed))  # type: ignore[arg-type]  # the cases name arguments by word
    assert rows() == []


def test_no_mail_holds_the_key_of_its_link(post: Post) -> None:
    post(link="/account/reset/{key}")
    (row,) = rows()
    assert row.link == "/account/reset/{key}"
    assert row.nonce == "n" * 43


@pytest.mark.parametrize("name", ["Two Words", "under_score", "", "-x"])
def test_a_letter_is_named_by_words_joined_by_hyphens(app: Flask, name: str) -> None:
    with pytest.raises(ValueError, match="name of a letter"):
        mail.register(app, (Letter(name=name, subject="x", paragraphs=(), why="x"),))


def test_two_letters_cannot_share_a_name(app: Flask) -> None:
    mail.register(app, (LETTER,))
    mail.register(app, (LETTER,))
    with pytest.raises(ValueError, match="name of a letter"):
        mail.register(app, (Letter(name=LETTER.name, subject="x", paragraphs=(), why="x"),))


def given_up(mail_id: int) -> Mail:
    """A mail that was given up."""
    row = db.session.get_one(Mail, mail_id)
    row.tries, row.next_at, row.given_up_at, row.trouble = 9, None, AT, "refused"
    db.session.commit()
    return row


def test_a_mail_that_was_given_up_can_be_tried_again_by_hand(post: Post) -> None:
    row = given_up(post())
    assert row.state is State.GIVEN_UP
    later = AT + timedelta(days=2)
    assert Mail.retry(row.id, by="person:7", at=later, behalf="organisation:1")
    db.session.commit()
    assert (row.state, row.next_at, row.tries) == (State.WAITING, later, 0)
    (event,) = db.session.scalars(db.select(AuditEvent))
    assert (event.action, event.subject) == ("retry mail", f"mail:{row.id}")
    assert (event.actor, event.behalf) == ("person:7", "organisation:1")


def test_what_was_sent_is_being_sent_or_is_not_there_is_not_tried_again(post: Post) -> None:
    sent, leased = db.session.get_one(Mail, post()), db.session.get_one(Mail, post())
    sent.sent_at, sent.next_at = AT, None
    leased.leased_until = AT + timedelta(seconds=1)
    db.session.commit()
    assert sent.state is State.SENT
    for mail_id in (sent.id, leased.id, 999):
        assert not Mail.retry(mail_id, by="person:7", at=AT)
    assert db.session.scalars(db.select(AuditEvent)).all() == []
    assert Mail.retry(leased.id, by="person:7", at=AT + timedelta(seconds=1))
