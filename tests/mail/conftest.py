"""Mail for tests."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal import mail
from portal.db import db
from portal.mail.models import Mail
from portal.mail.rules import Letter

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LETTER = Letter(
    name="test-letter",
    subject="Hello {name}",
    paragraphs=("You are called {name}.", "Do something about it."),
    link="Open it",
    why="You asked for it.",
    sample={"name": "Sam"},
)
Post = Callable[..., int]


@pytest.fixture
def post(database: Flask) -> Post:
    """Write a mail and commit; its id."""
    mail.register(database, (LETTER,))

    def write(
        to: str = "sam@example.org", *, name: str = "Sam", at: datetime = AT, link: str = ""
    ) -> int:
        Mail.write("test-letter", to=to, at=at, values={"name": name}, link=link, nonce="n" * 43)
        db.session.commit()
        (newest,) = db.session.scalars(select(Mail.id).order_by(Mail.id.desc()).limit(1))
        return newest

    return write
