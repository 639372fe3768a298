"""Let another service vouch for a person, or stop it."""

from datetime import datetime

from sqlalchemy import delete

from portal.account.actions.recording import record_own
from portal.account.models import OutsideIdentity, Person
from portal.db import Taken, add_once, commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.mail.models import Mail
from portal.web.keys import blind
from portal.web.openid import Vouched


class AddressInUse(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody has an account with that address; only they may say that the other service knows them too."""


class LinkedElsewhere(Exception):  # noqa: N818 - it is what happened, not a fault
    """The other service knows somebody else by that name."""


def take_word(once: str, *, at: datetime) -> None:
    """Take the other service at its word, once: a copy of the cookie that holds it counts for nothing afterwards.

    Raises:
        portal.journal.models.AlreadySent: it was taken before.
    """
    Receipt.keep(blind("vouched", once), "", at)
    commit()


def join_vouched(vouched: Vouched, *, at: datetime) -> Person:
    """Make an account for somebody whom another service vouches for. They have no password.

    Raises:
        AddressInUse: there is an account with their address, or has just come to be one that is theirs; nothing is kept.
    """
    person = Person(name=vouched.name, email=vouched.email, joined_at=at)
    try:
        add_once(person)
        add_once(_identity(person.id, vouched, at))
    except Taken as taken:
        raise AddressInUse from taken
    record_own("join", person.id, at, way="outside")
    commit()
    return person


def link_vouched(person: Person, vouched: Vouched, *, service: str, by: str, at: datetime) -> None:
    """Let the other service vouch for a person from now on, and write to them that it does.

    Raises:
        LinkedElsewhere: it knows somebody else by that name; nothing is kept.
    """
    person_id = person.id
    try:
        add_once(_identity(person_id, vouched, at))
    except Taken as taken:
        held = db.session.get(OutsideIdentity, (vouched.issuer, vouched.subject))
        if held is not None and held.person_id != person_id:
            raise LinkedElsewhere from taken
        return
    AuditEvent.record("link outside identity", f"person:{person_id}", by=by, at=at)
    _write("outside-connected", person, service, at)
    commit()


def unlink_vouched(person: Person, *, service: str, by: str, at: datetime) -> None:
    """Stop the other service vouching for a person, and write to them that it does not any more."""
    gone = db.session.scalars(
        delete(OutsideIdentity)
        .where(OutsideIdentity.person_id == person.id)
        .returning(OutsideIdentity.subject)
    ).all()
    if gone:
        AuditEvent.record("unlink outside identity", f"person:{person.id}", by=by, at=at)
        _write("outside-disconnected", person, service, at)
    commit()


def _write(letter: str, person: Person, service: str, at: datetime) -> None:
    Mail.write(letter, to=person.email or "", at=at, values={"service": service})


def _identity(person_id: int, vouched: Vouched, at: datetime) -> OutsideIdentity:
    return OutsideIdentity(
        issuer=vouched.issuer, subject=vouched.subject, person_id=person_id, linked_at=at
    )
