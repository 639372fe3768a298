"""Give, add and take away second steps: an authenticator app, and recovery codes. Passkeys have a file of their own."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from portal.account.actions.recording import record_own
from portal.account.actions.signing import complete_sign_in
from portal.account.models import Person, RecoveryCode, SignIn
from portal.account.queries.factors import count_recovery_codes
from portal.account.rules.second import (
    CODES,
    SECOND_STEP,
    matching_step,
    recovery_code,
    tidy_recovery_code,
)
from portal.db import commit, db
from portal.journal.models import AlreadySent, AuditEvent, Receipt, Tries
from portal.mail.models import Mail
from portal.web.keys import blind, seal, unseal

SHOWN_AGAIN = timedelta(minutes=1)
"""How long a form that was sent twice is answered with the same codes."""
APP = "An authenticator app"


class WrongCode(Exception):  # noqa: N818 - it is what happened, not a fault
    """The code is not right, or was used before."""


class LastStep(Exception):  # noqa: N818 - it is what happened, not a fault
    """Whoever belongs to the Hub keeps at least one second step."""


def complete_by_code(half: SignIn, code: str, *, at: datetime) -> str:
    """Make a half sign-in whole by a code of the person's authenticator app; the new key for the cookie.

    No code counts twice, however it is typed and however quickly it is sent again.

    Raises:
        WrongCode: it is wrong; the try is counted.
        portal.journal.rules.Throttled: too many were wrong.
    """
    person = _held(half, at)
    secret = unseal(person.totp_sealed) if person.totp_since and person.totp_sealed else None
    step = matching_step(secret, code, at) if secret is not None else None
    if step is None or not _take_step(person.id, step):
        _wrong(person.id, at)
    return _complete(half, "app", at)


def complete_by_recovery_code(half: SignIn, code: str, *, at: datetime) -> tuple[str, int]:
    """Make a half sign-in whole by a recovery code, and tell the person so; the new key, and how many codes are left.

    Raises:
        WrongCode: there is no such code, or it was used; the try is counted.
        portal.journal.rules.Throttled: too many were wrong.
    """
    person, tidy = _held(half, at), tidy_recovery_code(code)
    used = db.session.scalar(
        delete(RecoveryCode)
        .where(RecoveryCode.digest == _blind_code(person.id, tidy))
        .where(RecoveryCode.person_id == person.id)
        .returning(RecoveryCode.digest)
    )
    if used is None:
        _wrong(person.id, at)
    left = count_recovery_codes(person.id)
    Mail.write("recovery-code-used", to=person.email or "", at=at, values={"left": str(left)})
    return _complete(half, "recovery code", at), left


def switch_on_authenticator(row: SignIn, secret: str, code: str, *, at: datetime) -> str:
    """Let the app that shares `secret` be a second step, in place of any other app; the sign-in's new key.

    Raises:
        WrongCode: the code is not the app's.
    """
    step = matching_step(secret, code, at)
    if step is None:
        raise WrongCode
    person = row.person
    person.totp_sealed, person.totp_since, person.totp_step = seal(secret), at, step
    key = note_added(row, "app", APP, at=at)
    commit()
    return key


def switch_off_authenticator(row: SignIn, *, at: datetime) -> str | None:
    """Ask for codes of the authenticator app no more; the sign-in's new key, or None where there was no app.

    Raises:
        LastStep: the person belongs to the Hub and has no other second step.
    """
    person = Person.hold(row.person_id)
    if person.totp_since is None:
        return None
    if row.is_short and not person.passkeys:
        raise LastStep
    person.totp_sealed = person.totp_since = person.totp_step = None
    key = note_removed(row, "app", APP, at=at)
    commit()
    return key


def make_recovery_codes(row: SignIn, *, form_key: str, at: datetime) -> list[str]:
    """Make new recovery codes in place of all older ones; they are kept nowhere but in what is returned.

    They follow from the portal's secret and the key of the form, so that a form that was sent twice is answered with
    the codes that count, whichever answer the browser shows.

    Raises:
        AlreadySent: the form was answered a while ago; its codes are not shown again.
    """
    person_id, receipt = row.person_id, blind("recovery codes", f"{row.person_id}:{form_key}")
    codes = [recovery_code(int(blind(receipt, str(number)), 16)) for number in range(CODES)]
    try:
        Receipt.keep(receipt, "", at)
    except AlreadySent:
        if at >= db.session.get_one(Receipt, receipt).at + SHOWN_AGAIN:
            raise
        return codes
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    db.session.add_all(
        RecoveryCode(digest=_blind_code(person_id, code), person_id=person_id, made_at=at)
        for code in codes
    )
    record_own("make recovery codes", person_id, at)
    Mail.write("recovery-codes-made", to=row.person.email or "", at=at)
    commit()
    return codes


def remove_every_step(person_id: int, *, by: str, at: datetime) -> int:
    """Take every second step and recovery code of a person away, who has lost them all and proved otherwise who they are.

    They are signed out everywhere and told. How many second steps there were; the password stays.
    """
    person = Person.hold(person_id)
    count = len(person.passkeys) + (person.totp_since is not None)
    person.totp_sealed = person.totp_since = person.totp_step = None
    person.passkeys.clear()
    for table in (RecoveryCode, SignIn):
        db.session.execute(delete(table).where(table.person_id == person_id))
    AuditEvent.record("remove every second step", f"person:{person_id}", by=by, at=at, count=count)
    words = {"step": "Every second step"}
    Mail.write("second-step-removed", to=person.email or "", at=at, values=words)
    commit()
    return count


def note_added(row: SignIn, way: str, words: str, *, at: datetime) -> str:
    """What follows when a second step is added: this sign-in has given it, all others end, and the person is told.

    The sign-in's new key; the caller commits.
    """
    row.second_at = at
    record_own("add second step", row.person_id, at, way=way)
    return _change(row, "second-step-added", words, at)


def note_removed(row: SignIn, way: str, words: str, *, at: datetime) -> str:
    """What follows when a second step is taken away; with the last one go the recovery codes.

    The sign-in's new key; the caller commits.
    """
    db.session.flush()
    db.session.expire(row.person, ["passkeys"])
    if not row.person.has_second_factor:
        row.second_at = None
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == row.person_id))
    record_own("remove second step", row.person_id, at, way=way)
    return _change(row, "second-step-removed", words, at)


def _change(row: SignIn, letter: str, words: str, at: datetime) -> str:
    """End every other sign-in and every copy of this one's cookie, and write to the person."""
    SignIn.end_others(row.person_id, keep=row.id)
    key = row.renew()
    Mail.write(letter, to=row.person.email or "", at=at, values={"step": words})
    return key


def _held(half: SignIn, at: datetime) -> Person:
    """The person of a half sign-in, held so that no two of their codes are looked at at once; the try is counted.

    Raises:
        portal.journal.rules.Throttled: too many codes were wrong.
    """
    person = Person.hold(half.person_id)
    Tries.take(SECOND_STEP, str(person.id), at)
    return person


def _take_step(person_id: int, step: int) -> bool:
    """Use up the codes up to that of `step`; whether nobody has done so before."""
    taken = db.session.scalar(
        update(Person)
        .where(Person.id == person_id, or_(Person.totp_step.is_(None), Person.totp_step < step))
        .values(totp_step=step)
        .returning(Person.id)
    )
    return taken is not None


def _wrong(person_id: int, at: datetime) -> None:
    record_own("give wrong code", person_id, at)
    commit()
    raise WrongCode


def _complete(half: SignIn, way: str, at: datetime) -> str:
    """Make the half sign-in whole, in the transaction that used the code up; the new key."""
    Tries.forget(SECOND_STEP, str(half.person_id))
    return complete_sign_in(half, way=way, at=at)


def _blind_code(person_id: int, code: str) -> str:
    return blind("recovery code", f"{person_id}:{code}")
