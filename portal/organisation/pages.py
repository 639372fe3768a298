"""What the organisation's pages show, put together without HTTP."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from portal.account.models import Person
from portal.account.queries import find_person, one_person
from portal.journal.queries import count_trail
from portal.journal.rules import Line as Event
from portal.journal.rules import Wanted
from portal.organisation.catalogue import KINDS, ROLES
from portal.organisation.models import Invitation, Membership, Organisation, School
from portal.organisation.queries import (
    count_invitations,
    list_frozen,
    list_invitations,
    list_invitations_to,
    list_members,
    list_memberships,
    search_schools,
)
from portal.organisation.queries.binding import is_binding
from portal.organisation.queries.trail import list_lines
from portal.organisation.rules import Kind, Role
from portal.web.paging import FURTHEST_PAGE, Paging

MOST_FOUND = 20
EVENTS = 40


@dataclass(frozen=True)
class HomePage:
    """The organisation acted for. `alone` says that nobody could step in for its only administrator."""

    organisation: Organisation
    kind: str
    role: str
    administers: bool
    waits: bool
    people: int
    administrators: tuple[str, ...]
    invitations: int
    alone: bool


@dataclass(frozen=True)
class ChoosePage:
    """Where somebody belongs, where they are invited, and what the Hub has stopped."""

    places: tuple[tuple[Membership, str], ...]
    invitations: tuple[tuple[Invitation, str], ...]
    frozen: tuple[str, ...]
    present: int | None


@dataclass(frozen=True)
class Line:
    """Somebody of an organisation."""

    id: int
    name: str
    email: str
    role: str
    since: datetime
    is_self: bool


@dataclass(frozen=True)
class Waiting:
    """An invitation that nobody has taken up."""

    id: int
    email: str
    role: str
    until: datetime
    is_old: bool


@dataclass(frozen=True)
class PeoplePage:
    """Everybody in an organisation, and who is invited."""

    organisation: Organisation
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    administers: bool
    alone: bool


@dataclass(frozen=True)
class SchoolsPage:
    """The schools that a search has found, each with whether somebody has set it up; None without a search."""

    words: str
    found: tuple[tuple[School, bool], ...] | None
    more: bool


@dataclass(frozen=True)
class LeavePage:
    """What leaving an organisation means: `others` are those whom its last administrator can hand over to."""

    organisation: Organisation
    others: tuple[tuple[str, str], ...]
    hands_over: bool
    sole: bool


@dataclass(frozen=True)
class JoinPage:
    """An invitation, and who is there to take it up: `person` is signed in; `known` says that its address has an account.

    `inviter` is empty where nobody of the organisation sent it.
    """

    invitation: Invitation
    role: str
    person: Person | None
    known: bool
    inviter: str

    @property
    def is_theirs(self) -> bool:
        """Whether the invitation was sent to whoever is signed in."""
        return self.person is not None and self.person.email == self.invitation.email

    @property
    def is_new(self) -> bool:
        """Whether nobody is signed in and the address has no account: one is made now."""
        return self.person is None and not self.known

    def status(self, *, was_sent: bool) -> int:
        """What the page is answered with where nobody joined: 403 for somebody else than was invited."""
        if self.person is not None and not self.is_theirs:
            return 403
        return 422 if was_sent else 200


def home_page(place: Membership) -> HomePage:
    """The home page of whoever acts from `place`."""
    organisation, people = place.organisation, list_members(place.organisation_id)
    administrators = tuple(one.person.name for one in people if one.role == Role.ADMINISTRATOR)
    return HomePage(
        organisation=organisation,
        kind=KINDS[Kind(organisation.kind)],
        role=ROLES[Role(place.role)],
        administers=place.role == Role.ADMINISTRATOR,
        waits=organisation.confirmed_at is None,
        people=len(people),
        administrators=administrators,
        invitations=count_invitations(place.organisation_id),
        alone=len(administrators) == 1,
    )


def choose_page(person: Person, present: int | None, at: datetime) -> ChoosePage:
    """The choice of organisations that `person` has; `present` is the one they act for."""
    return ChoosePage(
        places=tuple((one, ROLES[Role(one.role)]) for one in list_memberships(person.id)),
        invitations=tuple(
            (one, ROLES[Role(one.role)].lower())
            for one in list_invitations_to(person.email or "", at)
        ),
        frozen=tuple(one.name for one in list_frozen(person.id)),
        present=present,
    )


def people_page(place: Membership, at: datetime) -> PeoplePage:
    """The people of the organisation that is acted for from `place`."""
    people = list_members(place.organisation_id)
    return PeoplePage(
        organisation=place.organisation,
        lines=tuple(_line(one, place) for one in people),
        waiting=tuple(
            Waiting(one.id, one.email, ROLES[Role(one.role)], one.expires_at, at >= one.expires_at)
            for one in list_invitations(place.organisation_id)
        ),
        administers=place.role == Role.ADMINISTRATOR,
        alone=sum(one.role == Role.ADMINISTRATOR for one in people) == 1,
    )


def _line(one: Membership, place: Membership) -> Line:
    return Line(
        id=one.person_id,
        name=one.person.name,
        email=one.person.email or "",
        role=ROLES[Role(one.role)],
        since=one.joined_at,
        is_self=one.person_id == place.person_id,
    )


def schools_page(words: str) -> SchoolsPage:
    """The schools whose name or number is `words`, at most MOST_FOUND of them."""
    if not words:
        return SchoolsPage("", None, more=False)
    found = search_schools(words, MOST_FOUND + 1)
    shown = tuple((school, taken is not None) for school, taken in found[:MOST_FOUND])
    return SchoolsPage(words, shown, more=len(found) > MOST_FOUND)


def leave_page(place: Membership) -> LeavePage:
    """What it means that whoever acts from `place` leaves."""
    people = list_members(place.organisation_id)
    others = tuple(
        (str(one.person_id), f"{one.person.name}, {one.person.email}")
        for one in people
        if one.person_id != place.person_id
    )
    return LeavePage(place.organisation, others, is_binding(place, people), sole=not others)


def join_page(invitation: Invitation, person: Person | None) -> JoinPage:
    """The page of an emailed invitation, for whoever is signed in or for nobody."""
    known = find_person(invitation.email) is not None
    sender = one_person(invitation.invited_by) if invitation.invited_by is not None else None
    role, inviter = ROLES[Role(invitation.role)].lower(), sender.name if sender is not None else ""
    return JoinPage(invitation, role, person, known, inviter)


@dataclass(frozen=True)
class TrailPage:
    """What happened for an organisation, newest first."""

    organisation: str
    lines: tuple[Event, ...]
    paging: Paging


def trail_page(organisation: Organisation, page: int) -> TrailPage:
    """One page of what happened for an organisation."""
    wanted = Wanted(organisation=f"organisation:{organisation.id}")
    total = count_trail(wanted, most=FURTHEST_PAGE * EVENTS)
    lines = list_lines(organisation.id, skip=(page - 1) * EVENTS, most=EVENTS)
    paging = Paging(page, EVENTS, total, lambda number: url_for("organisation.trail", page=number))
    return TrailPage(organisation.name, lines, paging)
