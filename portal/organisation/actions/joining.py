"""Writes that take up an invitation: somebody with an account joins, or somebody new."""

from dataclasses import dataclass
from datetime import datetime

from portal.account.models import EmailKey, Person, SignIn
from portal.account.queries import find_person
from portal.account.rules.hashing import hash_password
from portal.db import Taken, add_once, commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.organisation.actions.acting import begin_acting
from portal.organisation.models import Invitation, Membership, Organisation
from portal.organisation.queries import find_membership, is_open
from portal.organisation.rules import Kind, Role


@dataclass(frozen=True)
class Joined:
    """Somebody who has joined by making an account: their place, their sign-in, and the key for its cookie."""

    place: Membership
    sign_in: SignIn
    key: str


def join(
    invitation_id: int, *, sign_in_id: int, form: str, outcome: str, by: str, at: datetime
) -> Membership | None:
    """Let whoever is signed in join by an invitation to their address, and act for the organisation from now on.

    None where the invitation is not open any more, or is to another address. `form` is the key of the form, which
    leads to `outcome`.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form, outcome, at)
    row, invitation = db.session.get_one(SignIn, sign_in_id), _held(invitation_id, at)
    if invitation is None or invitation.email != row.person.email:
        db.session.rollback()
        return None
    place = _take_up(invitation, row.person, by=by, at=at)
    begin_acting(row, place, by=by, at=at)
    commit()
    return place


def join_anew(
    invitation_id: int,
    *,
    name: str,
    password: str,
    browser: str,
    form: str,
    outcome: str,
    at: datetime,
) -> Joined | None:
    """Make an account for the address that an invitation was sent to, let it join, and sign it in.

    The link has proved the address. None where the invitation is not open any more, or the address has an account
    by now. `form` is the key of the form, which leads to `outcome`.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    db.session.rollback()  # hashing takes a while, and nobody else has to wait for it
    password_hash = hash_password(password)
    Receipt.keep(form, outcome, at)
    invitation = _held(invitation_id, at)
    if invitation is None or find_person(invitation.email) is not None:
        db.session.rollback()
        return None
    person = Person(email=invitation.email, name=name, password_hash=password_hash, joined_at=at)
    try:
        add_once(person)
    except Taken:
        return None
    by = f"person:{person.id}"
    AuditEvent.record("join the portal", by, by=by, at=at)
    place = _take_up(invitation, person, by=by, at=at)
    row, key = SignIn.begin(person, browser=browser, at=at)
    row.is_short = place.organisation.kind == Kind.HUB
    AuditEvent.record("sign in", by, by=by, at=at)
    begin_acting(row, place, by=by, at=at)
    commit()
    return Joined(place, row, key)


def _held(invitation_id: int, at: datetime) -> Invitation | None:
    """The open invitation, as it is once nobody else changes the organisation's people."""
    known = db.session.get(Invitation, invitation_id)
    if known is None:
        return None
    Organisation.held(known.organisation_id)
    invitation = db.session.get(Invitation, invitation_id, populate_existing=True)
    return invitation if invitation is not None and is_open(invitation, at) else None


def _take_up(invitation: Invitation, person: Person, *, by: str, at: datetime) -> Membership:
    """Use an invitation up; whoever belongs to the organisation already keeps the role they have."""
    invitation.accepted_at = at
    db.session.get_one(EmailKey, invitation.key_id).used_at = at
    organisation = f"organisation:{invitation.organisation_id}"
    AuditEvent.record(
        "join",
        f"invitation:{invitation.id}",
        by=by,
        at=at,
        behalf=organisation,
        role=invitation.role,
    )
    return find_membership(invitation.organisation_id, person.id) or invitation.organisation.admit(
        person, Role(invitation.role), at
    )
