"""Start, complete and end sign-ins, and note that one is in use."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError

from portal.account.actions.recording import record_own
from portal.account.models import Person, SignIn
from portal.account.rules import SEEN_EVERY
from portal.db import commit, db


def start_sign_in(
    person: Person,
    *,
    browser: str,
    at: datetime,
    way: str = "give password",
    second_given: bool = False,
) -> tuple[SignIn, str]:
    """Sign a person in who has just proved who they are; the row and the key for their cookie.

    Where a second step is still asked for, the journal says by `way` what they have done so far. `second_given` is
    said of a passkey, which counts as both steps.
    """
    row, key = SignIn.begin(person, browser=browser, at=at, second_given=second_given)
    record_own(way if row.is_half else "sign in", person.id, at)
    commit()
    return row, key


def complete_sign_in(half: SignIn, *, way: str, at: datetime) -> str:
    """Make a whole sign-in of a half one whose second factor was right; the new key for the cookie.

    `way` says what the second factor was: app, recovery code or passkey.
    """
    key = half.renew()
    half.is_half = False
    half.started_at = half.seen_at = half.proved_at = half.second_at = at
    record_own("sign in", half.person_id, at, second=way)
    commit()
    return key


def end_sign_in(sign_in_id: int, *, person_id: int, at: datetime) -> bool:
    """Sign one browser of a person out; whether it was signed in."""
    gone = db.session.scalars(
        delete(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
        .returning(SignIn.id)
    ).all()
    if gone:
        record_own("sign out", person_id, at)
    commit()
    return bool(gone)


def end_other_sign_ins(person_id: int, *, keep: int, at: datetime) -> int:
    """Sign a person out everywhere but in the browser whose sign-in is `keep`; how many were ended."""
    gone = SignIn.end_others(person_id, keep=keep)
    record_own("sign out elsewhere", person_id, at)
    commit()
    return gone


def record_seen(row: SignIn, at: datetime) -> None:
    """Note that a sign-in is in use, once a minute, in a transaction of its own.

    Pages are read also while nothing can be written, so a database that is busy or full is no reason to fail.
    """
    try:
        if at < row.seen_at + SEEN_EVERY:
            return
        sign_in_id = row.id
        db.session.rollback()  # the page is done; a fresh transaction writes without having read
        db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=at))
        db.session.commit()
    except (OperationalError, ObjectDeletedError):  # or what was asked for has ended it
        db.session.rollback()
