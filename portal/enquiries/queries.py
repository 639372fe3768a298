"""Reads of enquiries: who may open one, what a school asked, what a provider was asked."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from portal.account.models import Person
from portal.clock import LONDON
from portal.db import db
from portal.enquiries.catalogue import ADDRESS_ONLY, CONFIRMED, ERASED, UNCONFIRMED
from portal.enquiries.models import Enquiry, Message
from portal.enquiries.rules import PROOF_LASTS, Side, proof_is_open
from portal.organisation.models import Membership, Organisation
from portal.organisation.queries import find_membership, list_administrators, list_members
from portal.providers.models import Listing
from portal.web.filters import day
from portal.web.keys import digest


def find_open_to(enquiry_id: int, organisation_id: int) -> Enquiry | None:
    """An enquiry, whole, that an organisation sent, or that was sent to a listing since it keeps that."""
    theirs = or_(Enquiry.organisation_id == organisation_id, _received(organisation_id))
    sent = Enquiry.proved_at.is_not(None)
    return db.session.scalar(_whole().where(Enquiry.id == enquiry_id, theirs, sent))


def find_by_key(key: str, at: datetime) -> Enquiry | None:
    """The enquiry, whole, that an emailed key opens; until it is sent the key works for as long as `PROOF_LASTS`."""
    found = db.session.scalar(_whole().where(Enquiry.key_digest == digest(key)))
    if found is None or (found.proved_at is None and not proof_is_open(found.made_at, at)):
        return None
    return found


def find_same(
    listing_id: int, text_digest: str, organisation_id: int | None, email: str, *, at: datetime
) -> Enquiry | None:
    """The open enquiry by which the same school or address asks the same listing the same."""
    asker = (
        Enquiry.organisation_id == organisation_id
        if organisation_id is not None
        else and_(Enquiry.organisation_id.is_(None), Enquiry.email == email)
    )
    alive = or_(Enquiry.proved_at.is_not(None), Enquiry.made_at > at - PROOF_LASTS)
    rows = select(Enquiry).where(
        Enquiry.listing_id == listing_id,
        Enquiry.text_digest == text_digest,
        Enquiry.closed_at.is_(None),
        asker,
        alive,
    )
    return db.session.scalars(rows.order_by(Enquiry.id)).first()


def list_asked(organisation_id: int, *, skip: int, most: int) -> list[Enquiry]:
    """What a school asked, newest first, whole, without the first `skip`."""
    return _listed(Enquiry.organisation_id == organisation_id, skip=skip, most=most)


def count_asked(organisation_id: int) -> int:
    """How much a school asked."""
    return _count(Enquiry.organisation_id == organisation_id)


def list_waiting(organisation_id: int, *, most: int) -> list[Enquiry]:
    """What was asked of an organisation's listings and waits for an answer, the oldest first, whole."""
    rows = _whole().where(_received(organisation_id), _waits()).order_by(Enquiry.id).limit(most)
    return list(db.session.scalars(rows))


def count_waiting(organisation_id: int) -> int:
    """How much of what was asked of an organisation's listings waits for an answer."""
    return _count(and_(_received(organisation_id), _waits()))


def list_settled(organisation_id: int, *, skip: int, most: int) -> list[Enquiry]:
    """What was asked of an organisation's listings and is answered or closed, newest first, whole."""
    return _listed(and_(_received(organisation_id), ~_waits()), skip=skip, most=most)


def count_settled(organisation_id: int) -> int:
    """How much of what was asked of an organisation's listings is answered or closed."""
    return _count(and_(_received(organisation_id), ~_waits()))


def list_keepers(organisation_id: int | None) -> list[Membership]:
    """Whoever reads what a listing's organisation is asked; nobody where the Hub has stopped it, or there is none."""
    organisation = db.session.get(Organisation, organisation_id) if organisation_id else None
    if organisation is None or organisation.frozen_at is not None:
        return []
    return [one for one in list_members(organisation.id) if one.person.email is not None]


def list_keepers_of(enquiry: Enquiry, listing: Listing) -> list[Membership]:
    """Whoever of the provider reads a thread: nobody where another organisation kept the listing when it was sent."""
    since, sent = listing.claimed_on, enquiry.proved_at
    if since is None or sent is None or sent < _begins(since):
        return []
    return list_keepers(listing.organisation_id)


def list_readers(enquiry: Enquiry) -> list[Membership]:
    """Who of the school that asked is told of an answer: whoever asked, or its administrators once they have left."""
    school = find_school(enquiry)
    if school is None or school.frozen_at is not None:
        return []
    place = find_membership(school.id, enquiry.person_id) if enquiry.person_id else None
    return [place] if place is not None else list_administrators(school.id)


def find_address(enquiry: Enquiry) -> str:
    """Where whoever asked reads mail; empty once they have erased their account or left the school."""
    if enquiry.organisation_id is None or enquiry.person_id is None:
        return enquiry.email
    place = find_membership(enquiry.organisation_id, enquiry.person_id)
    return (place.person.email or "") if place is not None else ""


def find_school(enquiry: Enquiry) -> Organisation | None:
    """The organisation that asked; None for a visitor."""
    return (
        db.session.get(Organisation, enquiry.organisation_id) if enquiry.organisation_id else None
    )


def standing_of(enquiry: Enquiry) -> str:
    """What is known of who asks, and on what that rests."""
    school = find_school(enquiry)
    if school is None:
        return ADDRESS_ONLY if enquiry.email else ERASED
    if school.confirmed_at is None:
        return UNCONFIRMED.format(school=enquiry.school)
    return CONFIRMED.format(school=enquiry.school, day=day(school.confirmed_at))


def find_latest(enquiry_id: int) -> int | None:
    """The number of the newest turn of a thread."""
    rows = select(func.max(Message.id)).where(Message.enquiry_id == enquiry_id)
    return db.session.scalar(rows)


def name_people(people: Sequence[int]) -> dict[int, str]:
    """The names of these people, by number."""
    rows = db.session.scalars(select(Person).where(Person.id.in_(people)))
    return {one.id: one.name for one in rows}


def _whole() -> Select[Enquiry]:
    return (
        select(Enquiry)
        .join(Enquiry.listing)
        .options(contains_eager(Enquiry.listing), selectinload(Enquiry.messages))
    )


def _received(organisation_id: int) -> ColumnElement[bool]:
    """What was sent to an organisation's listings since it keeps each. Before, it was written to somebody else."""
    kept = select(Listing.id, Listing.claimed_on).where(Listing.organisation_id == organisation_id)
    return or_(
        false(),
        *(
            and_(Enquiry.listing_id == number, Enquiry.proved_at >= _begins(since))
            for number, since in db.session.execute(kept)
            if since is not None
        ),
    )


def _begins(since: date) -> datetime:
    """The first moment of a day in London."""
    return datetime.combine(since, time(), LONDON)


def _waits() -> ColumnElement[bool]:
    """What holds of an enquiry that waits for the provider: open, and the school wrote last."""
    turn, later = aliased(Message), aliased(Message)
    answered = select(later.id).where(later.enquiry_id == turn.enquiry_id, later.id > turn.id)
    last = select(turn.id).where(
        turn.enquiry_id == Enquiry.id, turn.side == Side.SCHOOL.value, ~answered.exists()
    )
    return and_(Enquiry.closed_at.is_(None), last.exists())


def _listed(which: ColumnElement[bool], *, skip: int, most: int) -> list[Enquiry]:
    rows = _whole().where(which).order_by(Enquiry.id.desc()).offset(skip).limit(most)
    return list(db.session.scalars(rows))


def _count(which: ColumnElement[bool]) -> int:
    rows = select(func.count()).select_from(Enquiry).join(Enquiry.listing).where(which)
    return db.session.scalar(rows) or 0
