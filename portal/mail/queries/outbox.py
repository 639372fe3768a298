"""Reads of the mail that waits, was sent, or was given up."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from portal.db import db
from portal.mail.models import Mail
from portal.mail.rules import State

PER_PAGE = 50


def list_mail(state: State | None = None, *, page: int = 1, per_page: int = PER_PAGE) -> list[Mail]:
    """The mail that stands so, or all of it, newest first; pages count from 1."""
    rows = select(Mail).where(*_standing(state)).order_by(Mail.id.desc())
    return list(db.session.scalars(rows.limit(per_page).offset((page - 1) * per_page)))


def count_mail(state: State | None = None) -> int:
    """How much mail stands so, or how much there is."""
    return db.session.scalar(select(func.count()).select_from(Mail).where(*_standing(state))) or 0


def count_waiting() -> int:
    """How much mail was neither sent nor given up."""
    rows = select(func.count()).select_from(Mail).where(Mail.next_at.is_not(None))
    return db.session.scalar(rows) or 0


def oldest_waiting() -> datetime | None:
    """When the oldest mail was written that was neither sent nor given up."""
    return db.session.scalar(select(func.min(Mail.written_at)).where(Mail.next_at.is_not(None)))


def find_mail(mail_id: int) -> Mail | None:
    """The mail with this number."""
    return db.session.get(Mail, mail_id)


def _standing(state: State | None) -> tuple[ColumnElement[bool], ...]:
    """What is true of the mail that stands so: what `Mail.state` says, for the database."""
    conditions: dict[State | None, tuple[ColumnElement[bool], ...]] = {
        None: (),
        State.WAITING: (Mail.next_at.is_not(None), Mail.tries == 0),
        State.TRYING_AGAIN: (Mail.next_at.is_not(None), Mail.tries > 0),
        State.SENT: (Mail.sent_at.is_not(None),),
        State.GIVEN_UP: (Mail.given_up_at.is_not(None),),
    }
    return conditions[state]
