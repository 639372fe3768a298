"""Reads of what people prove with, besides their password, who they are."""

from sqlalchemy import func, select

from portal.account.models import Passkey, RecoveryCode, SignIn
from portal.db import db


def find_passkey(credential: str) -> Passkey | None:
    """The passkey with this id (base64url), whoever's it is."""
    return db.session.scalar(select(Passkey).where(Passkey.credential == credential))


def one_passkey(passkey_id: int, *, person_id: int) -> Passkey | None:
    """One of a person's own passkeys."""
    return db.session.scalar(
        select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == person_id)
    )


def count_recovery_codes(person_id: int) -> int:
    """How many recovery codes a person has left."""
    rows = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.person_id == person_id)
    return db.session.scalar(rows) or 0


def is_of_another(sign_in_id: int, *, person_id: int) -> bool:
    """Whether there is such a sign-in and it is somebody else's."""
    row = db.session.get(SignIn, sign_in_id)
    return row is not None and row.person_id != person_id
