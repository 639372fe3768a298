"""Set a new password: by a mailed link, or signed in."""

from datetime import datetime

from sqlalchemy import delete

from portal.account.actions.joining import LinkUsed
from portal.account.actions.recording import record_own
from portal.account.actions.trying import try_once
from portal.account.models import EmailKey, Person, Purpose, SignIn
from portal.account.queries import find_person
from portal.account.rules import RESET_LASTS
from portal.account.rules.hashing import hash_password, matches
from portal.account.rules.limits import LETTERS_FROM, LETTERS_TO, WRONG_PASSWORDS
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt, Tries
from portal.mail.models import Mail
from portal.web.networks import network_of


def ask_for_reset(email: str, *, client: str, form: str, outcome: str, at: datetime) -> None:
    """Send a link by which to set a new password, if there is an account with this address.

    The same is done and taken as long if there is none. The arguments are those of `joining.ask_to_join`.

    Raises:
        portal.journal.rules.Throttled: asked too often.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    email = email.lower()
    try_once(((LETTERS_TO, email), (LETTERS_FROM, network_of(client))), at)
    Receipt.keep(form, outcome, at)
    person = find_person(email)
    person_id = person.id if person is not None else None
    with db.session.begin_nested() as made:
        _, nonce = EmailKey.make(
            Purpose.RESET, email=email, lasts=RESET_LASTS, at=at, person_id=person_id
        )
        Mail.write("reset", to=email, at=at, link="/account/reset/{key}", nonce=nonce)
        db.session.flush()
        if person_id is None:
            made.rollback()  # made all the same, so that it takes as long
    whose = f"person:{person_id}" if person_id is not None else "account"
    AuditEvent.record("ask for reset", whose, by="visitor", at=at)
    commit()


def finish_reset(key: str, password: str, *, form: str, outcome: str, at: datetime) -> None:
    """Set the new password of whoever the link was sent to. It signs nobody in: the second step is asked as ever.

    Raises:
        LinkUsed: the link was used already or is too old; of requests at the same time one succeeds.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    db.session.rollback()  # nobody waits for the database while the hash is worked out
    held = hash_password(password)
    Receipt.keep(form, outcome, at)
    link = EmailKey.use(Purpose.RESET, key, at)
    person = db.session.get(Person, link.person_id) if link is not None else None
    if person is None or person.erased_at is not None:
        db.session.rollback()
        raise LinkUsed
    _set(person, held, at)
    db.session.execute(delete(SignIn).where(SignIn.person_id == person.id))
    record_own("reset password", person.id, at)
    commit()


class SamePassword(Exception):  # noqa: N818 - it is what happened, not a fault
    """The new password is the one that the person has."""


def change_password(row: SignIn, password: str, *, at: datetime) -> str:
    """Set a new password of whoever is signed in, and sign them out everywhere else; the sign-in's new key.

    Copies of this browser's cookie that were made before open nothing any more.

    Raises:
        SamePassword: it is no new one; nothing changes.
    """
    sign_in_id, person_id, present = row.id, row.person_id, row.person.password_hash
    db.session.rollback()  # nobody waits for the database while the hash is worked out
    if present is not None and matches(present, password):
        raise SamePassword
    held = hash_password(password)
    person = db.session.get_one(Person, person_id, with_for_update=True)
    _set(person, held, at)
    SignIn.end_others(person_id, keep=sign_in_id)
    key = row.renew()
    record_own("change password", person_id, at)
    commit()
    return key


def _set(person: Person, held: str, at: datetime) -> None:
    """What every new password does: links that were sent before end, wrong tries are forgotten, and its owner is told."""
    person.password_hash = held
    db.session.execute(
        delete(EmailKey).where(
            EmailKey.person_id == person.id,
            EmailKey.purpose.in_((Purpose.RESET, Purpose.NEW_EMAIL)),
        )
    )
    email = person.email or ""
    Tries.forget(WRONG_PASSWORDS, email)
    Mail.write("password-changed", to=email, at=at, link="/account/reset")
