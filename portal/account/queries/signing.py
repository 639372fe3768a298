"""Reads of where people are signed in."""

from datetime import datetime

from sqlalchemy import select

from portal.account.models import SignIn
from portal.account.rules import HALF_LASTS, SIGN_IN_LASTS, still_signed_in
from portal.db import db
from portal.web.keys import digest


def find_sign_in(key: str, at: datetime, *, half: bool = False) -> SignIn | None:
    """The sign-in with this key, if it still holds.

    With `half`, the one whose second factor is still asked for; that never counts as signed in.
    """
    row = db.session.scalar(
        select(SignIn).where(SignIn.key_digest == digest(key), SignIn.is_half == half)
    )
    if row is None or row.person.erased_at is not None:
        return None
    if half:
        return row if at < row.started_at + HALF_LASTS else None
    holds = still_signed_in(row.started_at, row.seen_at, at, is_short=row.is_short)
    return row if holds else None


def list_sign_ins(person_id: int, at: datetime) -> list[SignIn]:
    """Where a person is signed in, the latest use first."""
    rows = db.session.scalars(
        select(SignIn)
        .where(
            SignIn.person_id == person_id,
            SignIn.is_half.is_(False),
            SignIn.started_at > at - SIGN_IN_LASTS,
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id)
    )
    return [
        row
        for row in rows
        if still_signed_in(row.started_at, row.seen_at, at, is_short=row.is_short)
    ]
