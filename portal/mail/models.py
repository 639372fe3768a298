"""Mail that waits, is being sent, was sent, or could not be delivered. Written in the business transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, db


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
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    link: Mapped[str] = mapped_column(
        String(400), default="", doc="path of its link; {key} stands for the emailed key"
    )
    nonce: Mapped[str] = mapped_column(
        String(64), default="", doc="what the emailed key follows from"
    )
    written_at: Mapped[datetime]
    next_at: Mapped[datetime] = mapped_column(index=True, doc="when it is to be tried next")
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(String(200), default="", doc="what the last attempt met")
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]

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
    ) -> None:
        """Put a mail into the outbox, in the transaction of what it tells of: undone with it, sent only after it."""
        db.session.add(
            cls(
                message_id=secrets.token_hex(16),
                letter=letter,
                to=to,
                values=dict(values or {}),
                link=link,
                nonce=nonce,
                written_at=at,
                next_at=at,
            )
        )
