"""What happened for an organisation, in the words of a page for its own people."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.queries import list_trail
from portal.journal.rules import REFUSED, Line, Wanted, detail_words, in_words, number_in
from portal.organisation.catalogue import DONE
from portal.organisation.models import Invitation, Organisation
from portal.organisation.queries.people import list_members
from portal.organisation.rules import Kind

THE_HUB = "The Hub"
LEFT = "Somebody who does not belong here any more"
OPERATOR = "Whoever runs this portal"


def list_lines(organisation_id: int, *, skip: int, most: int) -> tuple[Line, ...]:
    """What was done for an organisation or to it, newest first, without the first `skip` events.

    Its own people are named. The Hub's staff are not, nor is anybody who has left.
    """
    own = f"organisation:{organisation_id}"
    events = list_trail(Wanted(organisation=own), skip=skip, most=most)
    members = list_members(organisation_id)
    names = {f"person:{one.person_id}": one.person.name for one in members}
    names |= _invited(organisation_id, {one.person.email: one.person.name for one in members})
    hubs = select(Organisation.id).where(Organisation.kind == Kind.HUB)
    others = {f"organisation:{number}" for number in db.session.scalars(hubs)} - {own}
    return tuple(_line(event, own, names, from_hub=event.behalf in others) for event in events)


def _invited(organisation_id: int, members: Mapping[str | None, str]) -> dict[str, str]:
    """Whom each invitation is to: a member's name, else the address while it is open, as the page of people shows it."""
    rows = select(Invitation).where(Invitation.organisation_id == organisation_id)
    return {
        f"invitation:{one.id}": members.get(one.email, one.email)
        for one in db.session.scalars(rows)
        if one.accepted_at is None or one.email in members
    }


def _line(event: AuditEvent, own: str, names: Mapping[str, str], *, from_hub: bool) -> Line:
    whom = "" if event.subject in {own, event.actor} else _name(event.subject, names)
    if event.action == REFUSED:
        whom = "a page" if event.subject.startswith(("GET ", "HEAD ")) else "a form"
    return Line(
        at=event.at,
        who=THE_HUB if from_hub else _name(event.actor, names),
        what=DONE.get(event.action, event.action),
        whom=whom,
        detail=detail_words(_named(event.detail, names)),
    )


def _name(reference: str, names: Mapping[str, str]) -> str:
    if number_in(reference, "person") is not None:
        return names.get(reference, LEFT)
    if number_in(reference, "invitation") is not None:
        return names.get(reference, "")
    return OPERATOR if reference == "command" else in_words(reference)


def _named(detail: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: _name(value, names) if str(value).startswith("person:") else _plain(value)
        for name, value in detail.items()
    }


def _plain(value: Any) -> Any:
    """The names of fields as words."""
    return [str(one).replace("_", " ") for one in value] if isinstance(value, list) else value
