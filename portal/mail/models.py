"""Mail that waits, is being sent, was sent, or could not be delivered. Written in the business transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app, g
from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, db
from portal.journal.models import AuditEvent
from portal.mail.rules import State, is_address


class Mail(Base):
    """One mail to one person. Its words are filled in when it is sent, and what filled them is then forgotten."""

    __tablename__ = "mail"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it once

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(
        String(64), unique=True, doc="left part of the Message-ID: the same at each attempt"
    )
    letter: Mapped[str] = mapped_column(String(40))
    to: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"),
        index=True,
        doc="whose it is, where the address is not theirs yet, or no more",
    )
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    link: Mapped[str] = mapped_column(
        String(400), default="", doc="path of its link; {key} stands for the emailed key"
    )
    nonce: Mapped[str] = mapped_column(
        String(64), default="", doc="what the emailed key follows from"
    )
    written_at: Mapped[datetime]
    next_at: Mapped[datetime | None] = mapped_column(
        index=True, doc="when it may be tried next; None once it was sent or given up"
    )
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(
        doc="until when it belongs to the process that is sending it"
    )
    trouble: Mapped[str] = mapped_column(String(200), default="", doc="what the last attempt met")
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.sent_at is not None:
            return State.SENT
        if self.given_up_at is not None:
            return State.GIVEN_UP
        return State.TRYING_AGAIN if self.tries else State.WAITING

    @classmethod
    def write(
        cls,
        letter: str,
        *,
        to: str,
        at: datetime,
        values: Mapping[str, str] | None = None,
        link: str = "",
        nonce: str = "",
        person_id: int | None = None,
    ) -> None:
        """Put a mail into the outbox, in the transaction of what it tells of: undone with it, sent only after it.

        Raises:
            ValueError: there is no such letter, a value of it is not given, `to` is not one plain address, or
                `link` is not a path of this portal.
        """
        _refuse_what_cannot_be_sent(letter, to, values or {}, link)
        g.mail_was_written = True  # so that it is sent soon after the response
        db.session.add(
            cls(
                message_id=secrets.token_hex(16),
                letter=letter,
                to=to,
                person_id=person_id,
                values=dict(values or {}),
                link=link,
                nonce=nonce,
                written_at=at,
                next_at=at,
            )
        )

    @classmethod
    def retry(cls, mail_id: int, *, by: str, at: datetime, behalf: str = "") -> bool:
        """Let a mail be tried again at once, as if for the first time; whether it can be. The caller commits.

        What was sent cannot be sent again, and what is being sent is left alone.
        """
        mail = db.session.scalar(select(cls).where(cls.id == mail_id).with_for_update())
        if mail is None or mail.sent_at is not None:
            return False
        if mail.leased_until is not None and mail.leased_until > at:
            return False
        mail.tries, mail.next_at, mail.given_up_at = 0, at, None
        g.mail_was_written = True
        AuditEvent.record("retry mail", f"mail:{mail_id}", by=by, at=at, behalf=behalf)
        return True


def _refuse_what_cannot_be_sent(name: str, to: str, values: Mapping[str, str], link: str) -> None:
    letter = current_app.extensions["letters"].get(name)
    if letter is None:
        raise ValueError(f"There is no letter called {name}.")
    if missing := letter.names - values.keys():
        raise ValueError(f"The letter {name} needs {', '.join(sorted(missing))}.")
    if not is_address(to):
        raise ValueError("This is not one plain email address.")
    if link and (not link.startswith("/") or link.startswith("//") or not link.isprintable()):
        raise ValueError("The link of a letter is a path of this portal.")
