"""Writes that set up an organisation, and that ask to be let into one that is there already."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.account.models import SignIn
from portal.account.queries import one_person
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt, Tries
from portal.mail.models import Mail
from portal.organisation.actions.acting import begin_acting
from portal.organisation.catalogue import (
    ASKED,
    KNOWN_SCHOOL,
    NO_URN,
    UNKNOWN_URN,
    UNLINKED,
    WAITING,
)
from portal.organisation.models import Membership, Organisation
from portal.organisation.queries import (
    find_school_organisation,
    list_administrators,
    list_hub_administrators,
    one_school,
)
from portal.organisation.rules import ASKING, SETTING_UP, Kind, Role


class SchoolTaken(Exception):  # noqa: N818 - it is what happened, not a fault
    """Somebody has set up this school already."""


def set_up_school(
    name: str, urn: int | None, *, key: str, outcome: str, sign_in_id: int, by: str, at: datetime
) -> Membership:
    """Set up a school, for the Hub to confirm; the person signed in becomes its administrator and acts for it.

    A school whose `urn` the portal knows is linked to what it knows of it and takes its name; any other `urn` is
    only passed on to the Hub. `key` is the form's key, `outcome` where sending it again leads.

    Raises:
        SchoolTaken: the school has an organisation.
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the person set up too many.
    """
    Receipt.keep(key, outcome, at)
    school = one_school(urn) if urn is not None else None
    if school is not None:
        if find_school_organisation(school.urn) is not None:
            db.session.rollback()
            raise SchoolTaken
        name, more = school.name, KNOWN_SCHOOL.format(urn=school.urn)
    else:
        more = UNKNOWN_URN.format(urn=urn) if urn is not None else NO_URN
    made = Organisation(
        kind=Kind.SCHOOL, name=name, school_urn=school.urn if school else None, made_at=at
    )
    return _set_up(made, more, sign_in_id=sign_in_id, by=by, at=at)


def set_up_provider(
    name: str, *, key: str, outcome: str, sign_in_id: int, by: str, at: datetime
) -> Membership:
    """Set up a provider, for the Hub to confirm; the person signed in becomes its administrator and acts for it.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
        portal.journal.rules.Throttled: the person set up too many.
    """
    Receipt.keep(key, outcome, at)
    made = Organisation(kind=Kind.PROVIDER, name=name, made_at=at)
    return _set_up(made, UNLINKED, sign_in_id=sign_in_id, by=by, at=at)


def _set_up(made: Organisation, more: str, *, sign_in_id: int, by: str, at: datetime) -> Membership:
    Tries.take(SETTING_UP, by, at)
    row = db.session.get_one(SignIn, sign_in_id)
    db.session.add(made)
    try:
        db.session.flush()
    except IntegrityError as taken:  # somebody else has just set up the same school
        db.session.rollback()
        raise SchoolTaken from taken
    place = made.admit(row.person, Role.ADMINISTRATOR, at)
    organisation = f"organisation:{made.id}"
    AuditEvent.record("set up organisation", organisation, by=by, at=at, behalf=organisation)
    begin_acting(row, place, by=by, at=at)
    _tell_the_hub(place, more, at)
    commit()
    return place


def _tell_the_hub(place: Membership, more: str, at: datetime) -> None:
    organisation = place.organisation
    values = {
        "person": place.person.name,
        "address": place.person.email or "",
        "organisation": organisation.name,
        "kind": organisation.kind,
        "more": more,
    }
    for one in list_hub_administrators():
        if one.person.email:
            link = f"/moderation/organisations/{organisation.id}"
            Mail.write(WAITING.name, to=one.person.email, at=at, values=values, link=link)


def ask_to_join(urn: int, *, person_id: int, by: str, at: datetime) -> None:
    """Ask the administrators of a school's organisation to let a person in; says nothing of whether it has any.

    Raises:
        portal.journal.rules.Throttled: the person asked too often.
    """
    Tries.take(ASKING, by, at)
    person, organisation = one_person(person_id), find_school_organisation(urn)
    if person is not None and organisation is not None and organisation.frozen_at is None:
        values = {
            "person": person.name,
            "address": person.email or "",
            "organisation": organisation.name,
        }
        for one in list_administrators(organisation.id):
            if one.person.email:
                Mail.write(
                    ASKED.name,
                    to=one.person.email,
                    at=at,
                    values=values,
                    link="/organisation/people",
                )
    AuditEvent.record("ask to join", f"school:{urn}", by=by, at=at)
    commit()
