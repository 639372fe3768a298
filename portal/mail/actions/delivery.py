"""Deliver the mail that is due: each is claimed in one short transaction, sent outside of any, then written down.

Whoever claims a mail has it for as long as sending it may take, and longer. If the process dies meanwhile,
another one sends the mail again afterwards, under the same Message-ID: every mail is delivered at least once.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from portal.clock import now
from portal.config import Settings
from portal.db import commit, db
from portal.mail.actions.outgoing import Outgoing, Transport, Undelivered, timeout_of
from portal.mail.catalogue import TRIAL
from portal.mail.models import Mail
from portal.mail.queries import find_letter, link_address, written
from portal.mail.rules import MOST_TRIES, lease, next_try

log = logging.getLogger("portal")

DIED = "the portal stopped each time while it was being sent"


@dataclass(frozen=True)
class Claimed:
    """A mail that belongs to this process for a while: what its row said, free of the database."""

    id: int
    message_id: str
    letter: str
    to: str
    values: dict[str, Any]
    link: str
    nonce: str
    written_at: datetime
    tries: int
    leased_until: datetime


@dataclass
class Tally:
    """How many mails were sent, failed for now, and were given up; and whether nobody answered, so that the rest waits."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    nobody: bool = False


def deliver_due(*, stopping: Callable[[], bool] = lambda: False) -> Tally:
    """Send everything that is due, one after the other, until `stopping` or until nobody answers.

    The time is read anew for each mail, because sending takes time.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database takes no write; nothing is lost.
    """
    tally = Tally()
    settings: Settings = current_app.extensions["settings"]
    while not stopping() and not tally.nobody:
        claimed = claim(at=now(), lasts=lease(timeout_of(settings)))
        if claimed is None:
            break
        trouble = _send(claimed, current_app.extensions["mail_way"])
        given_up = _write_down(claimed, trouble, timedelta(seconds=settings.mail_retry), at=now())
        tally.sent += trouble is None
        tally.given_up += given_up
        tally.failed += trouble is not None and not given_up
        tally.nobody = trouble is not None and trouble.nobody
    return tally


def claim(*, at: datetime, lasts: timedelta) -> Claimed | None:
    """Take the mail that has been due longest, until `at` + `lasts`; None when none is due.

    Its try is counted now: a mail that brings the process down must not be tried for ever.
    """
    due = select(Mail).where(Mail.next_at <= at).order_by(Mail.next_at, Mail.id).limit(1)
    claimed = None
    while claimed is None and (mail := db.session.scalar(due.with_for_update(skip_locked=True))):
        if mail.tries >= MOST_TRIES:
            mail.next_at, mail.given_up_at, mail.trouble = None, at, DIED
            log.error("mail.given_up", extra={"mail": mail.id, "letter": mail.letter})
            db.session.flush()
            continue
        mail.tries += 1
        mail.next_at = mail.leased_until = until = at + lasts
        claimed = Claimed(
            id=mail.id,
            message_id=mail.message_id,
            letter=mail.letter,
            to=mail.to,
            values=dict(mail.values),
            link=mail.link,
            nonce=mail.nonce,
            written_at=mail.written_at,
            tries=mail.tries,
            leased_until=until,
        )
    commit()
    return claimed


def send_trial(to: str, *, at: datetime) -> None:
    """Send the letter that tries the settings out, now and past the outbox.

    Raises:
        Undelivered: it was not taken.
    """
    settings: Settings = current_app.extensions["settings"]
    words = written(TRIAL, {"service": settings.service_name}, link_address("/", ""))
    current_app.extensions["mail_way"].send(Outgoing(secrets.token_hex(16), to, at, words))


def _send(claimed: Claimed, way: Transport) -> Undelivered | None:
    """What went wrong, if anything did."""
    try:
        letter = find_letter(claimed.letter)
        if letter is None:
            return Undelivered("there is no such letter any more")
        address = link_address(claimed.link, claimed.nonce) if claimed.link else ""
        words = written(letter, claimed.values, address)
        way.send(Outgoing(claimed.message_id, claimed.to, claimed.written_at, words))
    except Undelivered as trouble:
        return trouble
    except Exception as fault:  # whatever is wrong with one mail must not hold up the others
        log.warning("mail.broke", exc_info=fault)
        return Undelivered(f"the portal could not send it: {type(fault).__name__}")
    return None


def _write_down(
    claimed: Claimed, trouble: Undelivered | None, first_wait: timedelta, *, at: datetime
) -> bool:
    """Write down what came of it; whether the mail was given up.

    A failure counts only while the mail is still ours, so that it cannot undo what another process reached.
    What was sent is forgotten but for the row itself; what was given up is kept for trying again by hand.
    """
    mail = db.session.scalar(select(Mail).where(Mail.id == claimed.id).with_for_update())
    about = {"mail": claimed.id, "letter": claimed.letter, "tries": claimed.tries}
    if mail is not None and mail.sent_at is None and trouble is None:
        mail.values, mail.link, mail.nonce, mail.trouble = {}, "", "", ""
        mail.sent_at, mail.next_at, mail.given_up_at, mail.leased_until = at, None, None, None
        log.info("mail.sent", extra=about)
    elif mail is not None and mail.leased_until == claimed.leased_until and trouble is not None:
        mail.trouble, mail.leased_until = trouble.trouble, None
        mail.next_at = next_try(
            claimed.tries, first_wait=first_wait, at=at, for_good=trouble.for_good
        )
        mail.given_up_at = at if mail.next_at is None else None
        log.warning("mail.failed" if mail.next_at else "mail.given_up", extra=about)
    given_up = mail is not None and mail.given_up_at is not None
    commit()
    return given_up
