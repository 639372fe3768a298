"""What happened with a listing, in the words of a page for the provider that keeps it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, String, cast, func, literal, select

from portal.clock import LONDON
from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.rules import Line, number_in
from portal.listing.catalogue.sections import is_asked, label_of
from portal.listing.catalogue.trail import DONE, LEFT, OPERATOR, OTHERS, THE_HUB
from portal.organisation.models import Organisation
from portal.organisation.queries import list_members
from portal.organisation.rules import Kind
from portal.providers.models import Listing


def list_happened(listing: Listing, organisation_id: int, *, skip: int, most: int) -> list[Line]:
    """What was done with a listing since its provider keeps it, newest first, without the first `skip` events.

    Of the provider's own people the names are said, of everybody else not. What other providers did before is
    theirs, and what the Hub does about the listing for itself is the Hub's: neither is listed.
    """
    rows = _wanted(listing, organisation_id).order_by(AuditEvent.seq.desc())
    names = {one.person_id: one.person.name for one in list_members(organisation_id)}
    own = f"organisation:{organisation_id}"
    return [_line(event, own, names) for event in db.session.scalars(rows.offset(skip).limit(most))]


def count_happened(listing: Listing, organisation_id: int) -> int:
    """How many events there are to list."""
    wanted = _wanted(listing, organisation_id).subquery()
    return db.session.scalar(select(func.count()).select_from(wanted)) or 0


def _wanted(listing: Listing, organisation_id: int) -> Select[AuditEvent]:
    hubs = select(literal("organisation:").concat(cast(Organisation.id, String))).where(
        Organisation.kind == Kind.HUB
    )
    ours = AuditEvent.behalf == f"organisation:{organisation_id}"
    others = AuditEvent.behalf.in_(hubs) | (AuditEvent.actor == "command")
    kept_since = datetime.combine(listing.claimed_on or date(1970, 1, 1), time(), LONDON)
    return select(AuditEvent).where(
        AuditEvent.subject == f"listing:{listing.id}",
        AuditEvent.action.in_(tuple(DONE)),
        ours | (others & (AuditEvent.at >= kept_since)),
    )


def _line(event: AuditEvent, own: str, names: Mapping[int, str]) -> Line:
    number = number_in(event.actor, "person")
    if event.actor == "command":
        who = OPERATOR
    elif event.behalf != own:
        who = THE_HUB
    else:
        who = names.get(number, LEFT) if number is not None else OTHERS
    return Line(at=event.at, who=who, what=DONE[event.action], detail=_detail(event.detail))


def _detail(detail: Mapping[str, Any]) -> str:
    """The names of the fields, as pages call them; days that follow from them are called nothing."""
    named = (str(name) for name in detail.get("fields", []))
    return ", ".join(dict.fromkeys(label_of(name) for name in named if is_asked(name)))
