"""Invite somebody to be the administrator of an organisation that has none."""

from datetime import datetime

from portal.account.models import EmailKey, Purpose
from portal.account.queries import one_person
from portal.account.rules import INVITATION_LASTS
from portal.db import commit, db
from portal.journal.models import Receipt, Tries
from portal.mail.models import Mail
from portal.moderation.actions.deciding import held, record
from portal.moderation.actions.refusing import allow
from portal.moderation.queries import find_hub
from portal.moderation.rules import may_invite_administrator
from portal.organisation.catalogue import INVITATION, ROLE_PHRASES
from portal.organisation.models import Invitation, Organisation
from portal.organisation.queries import find_member, list_administrators
from portal.organisation.rules import LETTERS_TO_ONE, Role

JOIN = "/organisation/join/{key}"


def invite_administrator(
    email: str,
    organisation_id: int,
    *,
    own_id: int,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Invite an address to be the administrator of an organisation that has none, in the Hub's name.

    `own_id` is the person of the Hub who does it. `form` is the key of the form, which leads to `outcome`.

    Raises:
        LookupError: there is no such organisation.
        NotAllowed: it has an administrator or is stopped, or the address is one's own or that of one of its people.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the address is sent too many.
    """
    Receipt.keep(form, outcome, at)
    organisation, own, hub = held(organisation_id), one_person(own_id), find_hub()
    refusal = may_invite_administrator(
        administrators=len(list_administrators(organisation_id)),
        is_stopped=organisation.frozen_at is not None,
        is_self=own is None or own.email == email,
        is_here=find_member(email, organisation_id) is not None,
    )
    allow(refusal)
    Tries.take(LETTERS_TO_ONE, email, at)
    send_invitation(organisation, email, inviter=hub.name if hub else "The Hub", at=at)
    detail = {"role": Role.ADMINISTRATOR.value}
    record("invite", organisation, by=by, at=at, behalf=behalf, detail=detail)
    commit()


def send_invitation(organisation: Organisation, email: str, *, inviter: str, at: datetime) -> str:
    """Write the invitation of an administrator, whom none of the organisation's people invites; its mail's nonce.

    An invitation to the same address that is still open is withdrawn. The caller commits.
    """
    Invitation.withdraw(Invitation.organisation_id == organisation.id, Invitation.email == email)
    key, nonce = EmailKey.make(Purpose.INVITATION, email=email, lasts=INVITATION_LASTS, at=at)
    db.session.add(
        Invitation(
            organisation_id=organisation.id,
            key_id=key.id,
            email=email,
            role=Role.ADMINISTRATOR,
            made_at=at,
            expires_at=key.expires_at,
        )
    )
    role = ROLE_PHRASES[Role.ADMINISTRATOR]
    told = {"inviter": inviter, "organisation": organisation.name, "role": role}
    Mail.write(INVITATION.name, to=email, at=at, values=told, link=JOIN, nonce=nonce)
    return nonce
