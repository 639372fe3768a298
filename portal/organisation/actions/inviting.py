"""Writes of invitations: invite, send again, withdraw."""

from datetime import datetime

from portal.account.models import EmailKey, Purpose
from portal.account.rules import INVITATION_LASTS
from portal.db import commit, db
from portal.journal.models import AuditEvent, Tries
from portal.mail.models import Mail
from portal.organisation.catalogue import INVITATION, ROLE_PHRASES
from portal.organisation.models import Invitation, Membership, Organisation
from portal.organisation.queries import find_invitation, find_invitation_to, find_member
from portal.organisation.rules import INVITATIONS, LETTERS_TO_ONE, PlaceRefused, Role, may_give


class AlreadyHere(Exception):  # noqa: N818 - it is what happened, not a fault
    """The person with this address belongs to the organisation."""


class AlreadyInvited(Exception):  # noqa: N818 - it is what happened, not a fault
    """An invitation to this address is open."""


def invite(
    email: str, role: Role, *, organisation_id: int, person_id: int, by: str, at: datetime
) -> None:
    """Invite an address into an organisation, in the name of `person_id`. Says nothing of whether it has an account.

    Raises:
        PlaceRefused: the person may not give this role.
        AlreadyHere, AlreadyInvited: there is nothing to do.
        portal.journal.rules.Throttled: the organisation, or anybody, sends too many.
    """
    inviter = Membership.held(organisation_id, person_id)
    if find_member(email, organisation_id) is not None:
        raise AlreadyHere
    former = find_invitation_to(email, organisation_id)
    if former is not None and at < former.expires_at:
        raise AlreadyInvited
    _may_write(inviter, email, role, at)
    if former is not None:
        Invitation.withdraw(Invitation.id == former.id)
    key, nonce = EmailKey.make(Purpose.INVITATION, email=email, lasts=INVITATION_LASTS, at=at)
    made = Invitation(
        organisation=inviter.organisation,
        key_id=key.id,
        email=email,
        role=role,
        invited_by=person_id,
        made_at=at,
        expires_at=key.expires_at,
    )
    db.session.add(made)
    db.session.flush()
    _write(inviter, made, nonce, at)
    _audit("invite", made, by=by, at=at, role=role.value)
    commit()


def resend_invitation(
    invitation_id: int, *, organisation_id: int, person_id: int, by: str, at: datetime
) -> Invitation | None:
    """Send an invitation again, in the name of `person_id`; its new link works for 7 days, the older one no more.

    None where the organisation has no such invitation, or it was taken up.

    Raises:
        PlaceRefused: the person may not give its role.
        portal.journal.rules.Throttled: the organisation, or anybody, sends too many.
    """
    inviter = Membership.held(organisation_id, person_id)
    row = find_invitation(invitation_id, organisation_id)
    if row is None:
        return None
    _may_write(inviter, row.email, Role(row.role), at)
    former = db.session.get_one(EmailKey, row.key_id)
    key, nonce = EmailKey.make(Purpose.INVITATION, email=row.email, lasts=INVITATION_LASTS, at=at)
    row.key_id, row.expires_at, row.invited_by = key.id, key.expires_at, person_id
    db.session.flush()  # before the older key goes: what hangs on a key goes with it
    db.session.delete(former)
    _write(inviter, row, nonce, at)
    _audit("send invitation again", row, by=by, at=at)
    commit()
    return row


def withdraw_invitation(invitation_id: int, *, organisation_id: int, by: str, at: datetime) -> bool:
    """Withdraw an invitation of an organisation, so that its link opens nothing; whether it was there."""
    Organisation.held(organisation_id)
    row = find_invitation(invitation_id, organisation_id)
    if row is None:
        return False
    _audit("withdraw invitation", row, by=by, at=at)
    Invitation.withdraw(Invitation.id == row.id)
    commit()
    return True


def _may_write(inviter: Membership, email: str, role: Role, at: datetime) -> None:
    """Refuse what the inviter may not give and what is sent too often, and count it."""
    refusal = may_give(Role(inviter.role), role)
    if refusal is not None:
        raise PlaceRefused(refusal)
    organisation = f"organisation:{inviter.organisation_id}"
    Tries.take(INVITATIONS, organisation, at)
    Tries.take(LETTERS_TO_ONE, email, at)


def _write(inviter: Membership, row: Invitation, nonce: str, at: datetime) -> None:
    values = {
        "inviter": inviter.person.name,
        "organisation": inviter.organisation.name,
        "role": ROLE_PHRASES[Role(row.role)],
    }
    link = "/organisation/join/{key}"
    Mail.write(INVITATION.name, to=row.email, at=at, values=values, link=link, nonce=nonce)


def _audit(action: str, row: Invitation, *, by: str, at: datetime, **detail: str) -> None:
    organisation = f"organisation:{row.organisation_id}"
    AuditEvent.record(action, f"invitation:{row.id}", by=by, at=at, behalf=organisation, **detail)
