"""What the pages of enquiries show, put together without HTTP."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from portal.enquiries.catalogue import ERASED, GONE, NOBODY, OWN, STOPPED, TONES
from portal.enquiries.models import Enquiry, Message
from portal.enquiries.queries import (
    count_asked,
    count_settled,
    count_waiting,
    find_address,
    list_asked,
    list_keepers,
    list_keepers_of,
    list_settled,
    list_waiting,
    name_people,
    standing_of,
)
from portal.enquiries.rules import Side, State
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.providers.models import Listing
from portal.web.paging import Paging

PER_PAGE = 30
MOST_WAITING = 100
BEGINS = 140
"""How many signs of a question a list shows."""


@dataclass(frozen=True)
class AskPage:
    """Asking one provider. `refusal` says why nobody can be asked; `school` is who asks, empty for a visitor."""

    listing: Listing | None
    refusal: str
    school: str

    def status(self, *, was_sent: bool) -> int:
        """What it is answered with where nothing was asked."""
        if self.listing is None:
            return 404
        if self.refusal:
            return 409 if was_sent else 200
        return 422 if was_sent else 200


def ask_page(listing: Listing | None, place: Membership | None) -> AskPage:
    """The page on which to ask a listing that the public may see; None where there is none such."""
    is_school = place is not None and place.organisation.kind == Kind.SCHOOL
    school = place.organisation.name if place is not None and is_school else ""
    return AskPage(listing, _refusal(listing, place), school)


def _refusal(listing: Listing | None, place: Membership | None) -> str:
    if listing is None:
        return GONE
    if listing.organisation_id is None:
        return NOBODY
    if place is not None and place.organisation_id == listing.organisation_id:
        return OWN
    return "" if list_keepers(listing.organisation_id) else STOPPED


@dataclass(frozen=True)
class Line:
    """One enquiry in a list: whom it is to or from, how it begins, and where it stands."""

    id: int
    whom: str
    about: str
    begins: str
    state: State
    tone: str
    at: datetime


@dataclass(frozen=True)
class HomePage:
    """The enquiries of an organisation. A provider's `waiting` are those that nobody has answered, `more` how many others there are."""

    organisation: str
    is_provider: bool
    waiting: tuple[Line, ...]
    more: int
    lines: tuple[Line, ...]
    paging: Paging


def home_page(place: Membership, number: int) -> HomePage:
    """One page of the enquiries of the organisation that is acted for from `place`."""
    own, is_provider = place.organisation_id, place.organisation.kind == Kind.PROVIDER
    bounds = {"skip": (number - 1) * PER_PAGE, "most": PER_PAGE}
    rows = list_settled(own, **bounds) if is_provider else list_asked(own, **bounds)
    total = count_settled(own) if is_provider else count_asked(own)
    waiting = list_waiting(own, most=MOST_WAITING) if is_provider and number == 1 else []
    side = Side.PROVIDER if is_provider else Side.SCHOOL
    return HomePage(
        organisation=place.organisation.name,
        is_provider=is_provider,
        waiting=tuple(_line(one, side) for one in waiting),
        more=count_waiting(own) - len(waiting) if waiting else 0,
        lines=tuple(_line(one, side) for one in rows),
        paging=Paging(number, PER_PAGE, total, lambda page: url_for("enquiries.home", page=page)),
    )


def _line(enquiry: Enquiry, side: Side) -> Line:
    whom, about = enquiry.listing.name, f"asked by {enquiry.name}"
    if side is Side.PROVIDER:
        whom, about = f"{enquiry.name}, {enquiry.school}", f"to {enquiry.listing.name}"
    text = " ".join(enquiry.messages[0].text.split())
    begins = text if len(text) <= BEGINS else text[:BEGINS].rstrip() + "…"
    latest = enquiry.messages[-1].at
    return Line(enquiry.id, whom, about, begins, enquiry.state, TONES[enquiry.state], latest)


@dataclass(frozen=True)
class Turn:
    """One turn of the thread. `by_mail`: it tells of an answer by the provider's own mail."""

    who: str
    at: datetime
    paragraphs: tuple[str, ...]
    by_mail: bool


@dataclass(frozen=True)
class ThreadPage:
    """A thread as one side sees it. `asker` and `standing` are for the provider only; `shut` says why nobody writes any more.

    `seen` is the newest turn that is shown. `overtaken`: something was added while a message was being written.
    """

    enquiry: Enquiry
    side: Side
    listing: str
    tone: str
    asker: str
    address: str
    standing: str
    turns: tuple[Turn, ...]
    seen: int
    shut: str
    overtaken: bool


def thread_page(
    enquiry: Enquiry, side: Side, *, own_id: int | None = None, overtaken: bool = False
) -> ThreadPage:
    """A thread as `side` sees it; `own_id` is the person who looks, None for a visitor.

    The school reads nobody's name of the provider's people and none of their addresses.
    """
    is_provider = side is Side.PROVIDER
    people = [one.person_id for one in enquiry.messages if one.person_id is not None]
    names = name_people(people) if is_provider or enquiry.organisation_id is not None else {}
    return ThreadPage(
        enquiry=enquiry,
        side=side,
        listing=enquiry.listing.name,
        tone=TONES[enquiry.state],
        asker=f"{enquiry.name}, {enquiry.school}" if is_provider else "",
        address=find_address(enquiry) if is_provider else "",
        standing=standing_of(enquiry) if is_provider else "",
        turns=tuple(_turn(one, enquiry, side, names, own_id) for one in enquiry.messages),
        seen=enquiry.messages[-1].id,
        shut=_shut(enquiry, side),
        overtaken=overtaken,
    )


def _shut(enquiry: Enquiry, side: Side) -> str:
    if enquiry.closed_at is not None:
        return "This enquiry is closed."
    if side is Side.SCHOOL:
        return "" if list_keepers_of(enquiry, enquiry.listing) else STOPPED
    return ERASED if enquiry.organisation_id is None and not enquiry.email else ""


def _turn(
    message: Message,
    enquiry: Enquiry,
    side: Side,
    names: dict[int, str],
    own_id: int | None,
) -> Turn:
    paragraphs = tuple(line for line in message.text.splitlines() if line.strip())
    who = _who(message, enquiry, side, names, own_id)
    return Turn(who, message.at, paragraphs, message.by_mail)


def _who(
    message: Message,
    enquiry: Enquiry,
    side: Side,
    names: dict[int, str],
    own_id: int | None,
) -> str:
    """Who wrote a turn, as `side` may read it: of the provider's people the school reads the listing's name only."""
    organisation = enquiry.listing.name if message.side == Side.PROVIDER else enquiry.school
    if message.person_id is not None and message.person_id == own_id:
        return f"You, {organisation}"
    name = names.get(message.person_id or 0, "")
    if message.side == Side.SCHOOL:
        name = name or enquiry.name
    elif side is Side.SCHOOL:
        name = ""
    return f"{name}, {organisation}" if name else organisation
