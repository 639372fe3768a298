"""Reads of what goes stale: a listing as the rules of freshness take it, and who is to be told of which fact today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from portal.account.models import Person, Purpose
from portal.account.queries import find_key
from portal.account.queries.people import one_person
from portal.clock import day_of
from portal.credentials.rules import months_after
from portal.db import db
from portal.enquiries.models import Enquiry
from portal.listing.models import Notice
from portal.listing.rules.freshness import (
    BOOKING_WEEKS,
    INTEREST_MONTHS,
    Due,
    Kept,
    Stated,
    due_of,
    is_interested,
    lapses_of,
)
from portal.organisation.models import Membership, Organisation
from portal.organisation.rules import Kind
from portal.providers.models import Listing, Shortlisted
from portal.providers.queries import whole
from portal.providers.rules import ListingStatus
from portal.reference.queries import one_fact

Key = tuple[int, str, int, date, int]
"""Listing, kind, claim, last day and step."""


@dataclass(frozen=True)
class Told:
    """One step of one fact of a listing that somebody is told of; `kind` is as the notice of it is kept."""

    listing_id: int
    name: str
    slug: str
    kind: str
    due: Due
    step: int

    @property
    def key(self) -> Key:
        """By which it is known that they were told."""
        return (self.listing_id, self.kind, self.due.subject_id, self.due.due_on, self.step)


@dataclass
class Reminder:
    """What one person is to be told today: of the listings that they keep, and of those that their school looks at."""

    person_id: int
    kept: list[Told] = field(default_factory=list)
    watched: list[Told] = field(default_factory=list)

    @property
    def everything(self) -> list[Told]:
        """Each step that they are told of."""
        return [*self.kept, *self.watched]


def kept_of(listing: Listing) -> Kept:
    """What a whole listing says that goes stale: without what was taken back, and without advisers who have left."""
    there = {one.id: one for one in listing.advisers if one.left_at is None}
    claims = [
        Stated(
            credential.id,
            credential.record(),
            is_shown=credential.is_shown
            and (credential.adviser_id is None or there[credential.adviser_id].is_shown),
            adviser_id=credential.adviser_id,
            adviser=there[credential.adviser_id].label if credential.adviser_id else "",
            last_cic_on=credential.last_cic_on,
        )
        for credential in listing.credentials
        if credential.withdrawn_at is None
        and (credential.adviser_id is None or credential.adviser_id in there)
    ]
    return Kept(
        status=listing.listing_status,
        confirmed_on=listing.confirmed_on,
        capacity=listing.capacity,
        capacity_said_on=listing.capacity_said_on,
        price_band=listing.price_band,
        price_valid_to=listing.price_valid_to,
        price_said_on=listing.price_said_on,
        claims=tuple(claims),
    )


def list_reminders(today: date, person_id: int | None = None) -> list[Reminder]:
    """What is to be told today, by person: every newest step of every fact that they were not told of before.

    With `person_id` only what is for that person.
    """
    sent = _sent(person_id)
    found: dict[int, Reminder] = {}
    for who, told in _of_keepers(today, person_id):
        if told.key not in sent[who]:
            found.setdefault(who, Reminder(who)).kept.append(told)
    for who, told in _of_schools(today, person_id):
        if told.key not in sent[who]:
            found.setdefault(who, Reminder(who)).watched.append(told)
    return [found[who] for who in sorted(found)]


def find_booking_weeks() -> int:
    """How many weeks ahead an assessment of the matrix Standard is booked, as the reference has it."""
    fact = one_fact("matrix_booking_weeks")
    return int(fact.value) if fact is not None else BOOKING_WEEKS


def find_reminded(key: str, at: datetime) -> int | None:
    """The person whom the link with this key was sent to, while it holds and the address is still theirs."""
    link = find_key(Purpose.STILL_CORRECT, key, at)
    person = one_person(link.person_id) if link is not None and link.person_id else None
    return person.id if link and person and person.email == link.email else None


def list_confirmable(person_id: int) -> list[Listing]:
    """The published listings of the providers that a person belongs to, whole, by name."""
    kept = _people_of(Kind.PROVIDER, person_id)
    return _published(Listing.organisation_id.in_(kept)) if kept else []


def _of_keepers(today: date, person_id: int | None) -> Iterator[tuple[int, Told]]:
    people = _people_of(Kind.PROVIDER, person_id)
    for listing in _published(Listing.organisation_id.in_(people)) if people else ():
        for due in due_of(kept_of(listing), today):
            told = _told(listing, due.fact.value, due, today)
            yield from ((who, told) for who in people[listing.organisation_id or 0])


def _of_schools(today: date, person_id: int | None) -> Iterator[tuple[int, Told]]:
    people = _people_of(Kind.SCHOOL, person_id)
    interests = _interests(people) if people else {}
    for listing in _published(Listing.id.in_(interests)) if interests else ():
        for due in lapses_of(kept_of(listing), today) if listing.may_be_listed(today) else ():
            told = _told(listing, f"lapse {due.fact.value}", due, today)
            schools = {
                school
                for school, since, until in interests[listing.id]
                if is_interested(since=since, until=until, lapsed=due)
            }
            whom = {who for school in schools for who in people[school]}
            yield from ((who, told) for who in sorted(whom))


def _told(listing: Listing, kind: str, due: Due, today: date) -> Told:
    step = due.step(today)
    return Told(listing.id, listing.name, listing.slug, kind, due, -1 if step is None else step)


def _published(which: ColumnElement[bool]) -> list[Listing]:
    rows = whole().where(Listing.listing_status == ListingStatus.PUBLISHED.value, which)
    return list(db.session.scalars(rows.order_by(Listing.name, Listing.id)))


def _people_of(kind: Kind, person_id: int | None) -> dict[int, list[int]]:
    """Who can be written to in each organisation of `kind` that is not frozen, in order."""
    rows = (
        select(Membership.organisation_id, Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Organisation.kind == kind, Organisation.frozen_at.is_(None), Person.email.is_not(None)
        )
        .order_by(Membership.organisation_id, Membership.person_id)
    )
    if person_id is not None:
        rows = rows.where(Membership.person_id == person_id)
    found: dict[int, list[int]] = {}
    for organisation, person in db.session.execute(rows):
        found.setdefault(organisation, []).append(person)
    return found


def _interests(
    schools: Iterable[int],
) -> dict[int, list[tuple[int, date, date | None]]]:
    """For each listing the schools that look at it, since when, and until when, None for as long as they do."""
    numbers = list(schools)
    found: dict[int, list[tuple[int, date, date | None]]] = {}
    listed = select(Shortlisted.listing_id, Shortlisted.organisation_id, Shortlisted.at)
    for listing, school, at in db.session.execute(
        listed.where(Shortlisted.organisation_id.in_(numbers))
    ):
        found.setdefault(listing, []).append((school, day_of(at), None))
    asked = select(Enquiry.listing_id, Enquiry.organisation_id, Enquiry.made_at)
    for asked_of, asker, made_at in db.session.execute(
        asked.where(Enquiry.organisation_id.in_(numbers))
    ):
        until = months_after(day_of(made_at), INTEREST_MONTHS)
        found.setdefault(asked_of, []).append((asker or 0, day_of(made_at), until))
    return found


def _sent(person_id: int | None) -> dict[int, set[Key]]:
    rows = select(
        Notice.person_id,
        Notice.listing_id,
        Notice.kind,
        Notice.subject_id,
        Notice.due_on,
        Notice.step,
    )
    if person_id is not None:
        rows = rows.where(Notice.person_id == person_id)
    found: dict[int, set[Key]] = defaultdict(set)
    for who, listing, kind, subject, due_on, step in db.session.execute(rows):
        found[who].add((listing, kind, subject, due_on, step))
    return found
