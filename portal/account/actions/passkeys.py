"""Add and remove passkeys, and let people in by them."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.account.actions.factors import LastStep, note_added, note_removed
from portal.account.actions.recording import record_own
from portal.account.actions.signing import complete_sign_in, start_sign_in
from portal.account.models import Passkey, Person, SignIn
from portal.account.queries.factors import find_passkey
from portal.account.rules.passkeys import (
    MOST_PASSKEYS,
    Answer,
    Home,
    Refusal,
    Refused,
    check_made,
    check_used,
)
from portal.db import commit, db
from portal.journal.models import AlreadySent, Receipt
from portal.web.keys import blind


def handle_of(person_id: int) -> bytes:
    """How passkeys know the person: 32 bytes from which nobody else learns who it is."""
    return bytes.fromhex(blind("passkey handle", str(person_id)))


def add_passkey(row: SignIn, answer: Answer, home: Home, *, name: str, at: datetime) -> str:
    """Keep the passkey that the person's browser has just made; the sign-in's new key.

    Raises:
        Refused: the answer is not to be believed, or was sent before.
    """
    made = check_made(answer, home)
    if find_passkey(made.credential) is not None or len(row.person.passkeys) >= MOST_PASSKEYS:
        raise Refused(Refusal.KNOWN)
    _use_up(answer, at)
    passkey = Passkey(
        person_id=row.person_id,
        credential=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        made_at=at,
    )
    db.session.add(passkey)
    try:
        db.session.flush()
    except IntegrityError as known:  # added by another request meanwhile
        db.session.rollback()
        raise Refused(Refusal.KNOWN) from known
    key = note_added(row, "passkey", _words(name), at=at)
    commit()
    return key


def remove_passkey(row: SignIn, passkey_id: int, *, at: datetime) -> str | None:
    """Take one of the person's passkeys away; the sign-in's new key, or None where they have no such passkey.

    Raises:
        LastStep: the person belongs to the Hub and has no other second step.
    """
    person = Person.hold(row.person_id)
    passkey = next((one for one in person.passkeys if one.id == passkey_id), None)
    if passkey is None:
        return None
    if row.is_short and person.totp_since is None and len(person.passkeys) == 1:
        raise LastStep
    name = passkey.name
    db.session.delete(passkey)
    key = note_removed(row, "passkey", _words(name), at=at)
    commit()
    return key


def sign_in_by_passkey(
    answer: Answer, home: Home, *, browser: str, at: datetime
) -> tuple[SignIn, str]:
    """Sign in whoever's passkey it is. It counts as both steps, as it asks for a finger, a face or a PIN.

    Raises:
        Refused: the answer is not to be believed, or was sent before.
    """
    person = _use(answer, home, at)
    return start_sign_in(person, browser=browser, at=at, second_given=True)


def complete_by_passkey(half: SignIn, answer: Answer, home: Home, *, at: datetime) -> str:
    """Make a half sign-in whole by one of the person's own passkeys; the new key for the cookie.

    Raises:
        Refused: as above, or the passkey is somebody else's.
    """
    _use(answer, home, at, person_id=half.person_id)
    return complete_sign_in(half, way="passkey", at=at)


def prove_by_passkey(row: SignIn, answer: Answer, home: Home, *, at: datetime) -> None:
    """Note that whoever is signed in has proved anew who they are, by one of their own passkeys.

    Raises:
        Refused: as above.
    """
    _use(answer, home, at, person_id=row.person_id)
    row.proved_at = row.second_at = at
    record_own("prove", row.person_id, at, way="passkey")
    commit()


def _use(answer: Answer, home: Home, at: datetime, person_id: int | None = None) -> Person:
    """Whose passkey it is, once its answer is believed; the use is noted, and the caller commits."""
    passkey = find_passkey(answer.credential)
    if passkey is None or person_id not in {None, passkey.person_id}:
        raise Refused(Refusal.UNKNOWN)
    owner_id, counted = passkey.person_id, passkey.sign_count
    try:
        count = check_used(
            answer,
            home,
            public_key=passkey.public_key,
            sign_count=counted,
            handle=handle_of(owner_id),
        )
        _use_up(answer, at)
        _count(passkey.id, counted, count, at)
    except Refused as refused:
        record_own("refuse passkey", owner_id, at, why=refused.why.name)
        commit()
        raise
    return db.session.get_one(Person, owner_id)


def _use_up(answer: Answer, at: datetime) -> None:
    """Let nobody answer the same challenge again: the first write of the transaction."""
    try:
        Receipt.keep(blind("passkey challenge used", answer.challenge.hex()), "", at)
    except AlreadySent as sent:
        raise Refused(Refusal.LATE) from sent


def _count(passkey_id: int, before: int, now: int, at: datetime) -> None:
    """Note a use, unless another request has noted one since the passkey was read."""
    noted = db.session.scalar(
        update(Passkey)
        .where(Passkey.id == passkey_id, Passkey.sign_count == before)
        .values(sign_count=now, used_at=at)
        .returning(Passkey.id)
    )
    if noted is None:
        db.session.rollback()
        raise Refused(Refusal.COPIED)


def _words(name: str) -> str:
    return f"The passkey \N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
