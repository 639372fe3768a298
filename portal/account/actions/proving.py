"""Judge passwords: sign in by one, or prove again who one is."""

from datetime import datetime

from portal.account.actions.recording import record_own
from portal.account.actions.signing import start_sign_in
from portal.account.actions.trying import Counted, try_once
from portal.account.models import Person, SignIn
from portal.account.queries import find_person
from portal.account.rules.hashing import hash_password, is_outdated, matches
from portal.account.rules.limits import WRONG_PASSWORDS, WRONG_PASSWORDS_FROM
from portal.db import commit, db
from portal.journal.models import AuditEvent, Tries
from portal.web.networks import network_of


class WrongPassword(Exception):  # noqa: N818 - it is what happened, not a fault
    """Nobody has that address and that password. Which of them is wrong is said to nobody."""


def sign_in_by_password(
    email: str, password: str, *, client: str, browser: str, at: datetime
) -> tuple[SignIn, str]:
    """Sign a person in by their password; the row, which may be a half sign-in, and the key for their cookie.

    `client` is the network address that it was sent from.

    Raises:
        WrongPassword: the try is counted.
        portal.journal.rules.Throttled: too many were wrong.
    """
    person = _judge(email, password, client, at)
    return start_sign_in(person, browser=browser, at=at)


def prove_by_password(row: SignIn, password: str, *, client: str, at: datetime) -> None:
    """Note on a sign-in that its person has just proved again who they are.

    Raises:
        WrongPassword: the try is counted, with those to sign in.
        portal.journal.rules.Throttled: too many were wrong.
    """
    email = row.person.email or ""
    person = _judge(email, password, client, at)
    row.proved_at = at
    record_own("prove identity", person.id, at)
    commit()


def _judge(email: str, password: str, client: str, at: datetime) -> Person:
    """The person whose address and password these are, in a transaction that is not committed yet.

    The same work is done whether or not there is such a person. While a hash is worked out no transaction
    is open, so nobody waits for the database.
    """
    counted: Counted = (
        (WRONG_PASSWORDS, email.lower()),
        (WRONG_PASSWORDS_FROM, network_of(client)),
    )
    try_once(counted, at)
    found = find_person(email)
    person_id, held = (found.id, found.password_hash) if found is not None else (None, None)
    db.session.rollback()
    right = matches(held, password)
    renewed = hash_password(password) if right and held and is_outdated(held) else held
    person = db.session.get(Person, person_id, with_for_update=True) if right else None
    if person is None or person.password_hash != held:
        whose = f"person:{person_id}" if person_id is not None else "account"
        AuditEvent.record("wrong password", whose, by="visitor", at=at)
        commit()
        raise WrongPassword
    person.password_hash = renewed
    Tries.forget(WRONG_PASSWORDS, email.lower())
    Tries.take_back(WRONG_PASSWORDS_FROM, network_of(client))
    return person
