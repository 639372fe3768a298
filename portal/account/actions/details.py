"""Change what an account says of its person: the name, and the address that is signed in with."""

from datetime import datetime

from sqlalchemy import Delete, delete, update
from sqlalchemy.exc import IntegrityError

from portal.account.actions.joining import AlreadyJoined, LinkUsed
from portal.account.actions.recording import record_own
from portal.account.actions.trying import try_once
from portal.account.models import EmailKey, Person, Purpose
from portal.account.queries import find_person
from portal.account.rules import NEW_EMAIL_LASTS
from portal.account.rules.limits import LETTERS_FROM, LETTERS_TO
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.mail.models import Mail


def change_name(person: Person, name: str, *, by: str, at: datetime) -> None:
    """Call a person by another name."""
    if name != person.name:
        person.name = name
        AuditEvent.record("change name", f"person:{person.id}", by=by, at=at, fields=["name"])
    commit()


def ask_for_email(
    person: Person, email: str, *, form: str, outcome: str, by: str, at: datetime
) -> None:
    """Send a link to a person's new address, and word of it to the old one. Until the link is used nothing changes.

    Where somebody has an account with the new address, that address is told instead.

    Raises:
        portal.journal.rules.Throttled: asked too often.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    email, person_id = email.lower(), person.id
    try_once(((LETTERS_TO, email), (LETTERS_FROM, by)), at)
    Receipt.keep(form, outcome, at)
    db.session.execute(_links(person_id, Purpose.NEW_EMAIL))
    if find_person(email) is None:
        _, nonce = EmailKey.make(
            Purpose.NEW_EMAIL, email=email, lasts=NEW_EMAIL_LASTS, at=at, person_id=person_id
        )
        link = "/account/new-email/{key}"
        Mail.write("new-email", to=email, at=at, person_id=person_id, link=link, nonce=nonce)
    else:
        Mail.write("email-in-use", to=email, at=at)
    Mail.write("email-asked", to=person.email or "", at=at, link="/account/reset")
    AuditEvent.record("ask for new email", f"person:{person_id}", by=by, at=at)
    commit()


def finish_email(key: str, *, at: datetime) -> None:
    """Let a person sign in with the address that the link was sent to, and tell the old one.

    Raises:
        LinkUsed: the link was used already or is too old.
        AlreadyJoined: somebody else has that address by now.
    """
    link = EmailKey.use(Purpose.NEW_EMAIL, key, at)
    person = db.session.get(Person, link.person_id) if link is not None else None
    if link is None or person is None or person.erased_at is not None:
        db.session.rollback()
        raise LinkUsed
    old, person.email = person.email or "", link.email
    try:
        db.session.flush()
    except IntegrityError as taken:
        db.session.rollback()
        raise AlreadyJoined from taken
    db.session.execute(_links(person.id, Purpose.RESET))  # they lie in the old address's inbox
    Mail.write("email-changed", to=old, at=at, person_id=person.id)
    _keep_with(person.id, old)
    record_own("change email", person.id, at, fields=["email"])
    commit()


def _keep_with(person_id: int, old: str) -> None:
    """Let what was sent to an address that is given up stay known as the person's: it goes when they are erased."""
    for rows, address in ((Mail, Mail.to), (EmailKey, EmailKey.email)):
        unknown = address == old, rows.person_id.is_(None)
        db.session.execute(update(rows).where(*unknown).values(person_id=person_id))


def _links(person_id: int, purpose: Purpose) -> Delete:
    return delete(EmailKey).where(EmailKey.person_id == person_id, EmailKey.purpose == purpose)
