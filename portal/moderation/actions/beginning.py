"""Set the Hub up: its organisation, and the invitation of its first administrator. Only a command does this."""

from datetime import datetime

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.moderation.actions.inviting import JOIN, send_invitation
from portal.moderation.queries import find_hub
from portal.organisation.models import Organisation
from portal.organisation.queries import list_administrators
from portal.organisation.rules import Kind, Role
from portal.web.keys import emailed_key


class HasAdministrator(Exception):  # noqa: N818 - it is what happened, not a fault
    """The Hub has an administrator already, who can invite others."""


def invite_first_administrator(
    email: str, *, name: str, inviter: str, also: bool, by: str, at: datetime
) -> str:
    """Invite somebody to be the Hub's administrator; the path of the link that was put into the mail.

    The organisation is made, called `name`, where there is none. An invitation to the same address that is still
    open is withdrawn. `also`: invite them although the Hub has an administrator.

    Raises:
        HasAdministrator: it has one, and `also` was not said.
    """
    hub = find_hub()
    if hub is not None and not also and list_administrators(hub.id):
        db.session.rollback()
        raise HasAdministrator
    hub = hub or _set_up(name, by=by, at=at)
    nonce = send_invitation(hub, email, inviter=inviter, at=at)
    subject, role = f"organisation:{hub.id}", Role.ADMINISTRATOR.value
    AuditEvent.record("invite", subject, by=by, at=at, role=role)
    commit()
    return JOIN.format(key=emailed_key(nonce))


def _set_up(name: str, *, by: str, at: datetime) -> Organisation:
    hub = Organisation(kind=Kind.HUB, name=name, made_at=at, confirmed_at=at)
    db.session.add(hub)
    db.session.flush()
    AuditEvent.record("set up organisation", f"organisation:{hub.id}", by=by, at=at)
    return hub
