"""Who may come in: anyone may ask; a thread opens for the school's people, the listing's keepers, or by its link."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from portal.account.access import VISITOR, door
from portal.enquiries.models import Enquiry
from portal.enquiries.queries import find_open_to
from portal.enquiries.rules import Side
from portal.organisation.access import acting, acts_for, place
from portal.organisation.models import Membership
from portal.organisation.rules import Kind
from portal.web.errors import respond
from portal.web.gate import Door, Doors
from portal.web.limits import CONTACT, Costs


def school() -> Membership | None:
    """The place in a school that this request is made from, if it is one."""
    return acting() if acts_for(Kind.SCHOOL) else None


def present_enquiry() -> Enquiry | None:
    """The enquiry that the address names, if whoever is acted for has part in it."""
    own, enquiry_id = acting(), (request.view_args or {})["enquiry_id"]
    return find_open_to(enquiry_id, own.organisation_id) if own is not None else None


def side_of(enquiry: Enquiry) -> Side:
    """On which side of it this request is made."""
    is_school = enquiry.organisation_id == place().organisation_id
    return Side.SCHOOL if is_school else Side.PROVIDER


def _answers() -> bool:
    enquiry = present_enquiry()
    return enquiry is not None and side_of(enquiry) is Side.PROVIDER


def _asks_or_answers() -> bool:
    return acts_for(Kind.SCHOOL) or acts_for(Kind.PROVIDER)


def _say_for_whom_it_opens() -> ResponseReturnValue:
    """Answer the same for an enquiry of others as for one that there is not."""
    flash(
        "An enquiry opens for those who act for the school that asked, or for the provider that keeps the listing. "
        "If you belong to several organisations, choose the right one, then open it from its page of enquiries.",
        "notice",
    )
    return respond(404)


EITHER = door("whoever acts for a school or a provider", _asks_or_answers)
PARTY = door(
    "whoever acts for the school that asked, or for the provider that keeps the listing",
    lambda: present_enquiry() is not None,
    otherwise=_say_for_whom_it_opens,
)
ANSWERER = door(
    "whoever acts for the provider that keeps the listing",
    _answers,
    otherwise=_say_for_whom_it_opens,
)
LINK = Door("whoever holds the emailed link", lambda: True)

DOORS: Doors = {
    "enquiries.ask": {"GET": VISITOR, "POST": VISITOR},
    "enquiries.prove": {"GET": LINK, "POST": LINK},
    "enquiries.open": {"GET": LINK, "POST": LINK},
    "enquiries.close_by_link": {"POST": LINK},
    "enquiries.home": {"GET": EITHER},
    "enquiries.thread": {"GET": PARTY, "POST": PARTY},
    "enquiries.answered_by_mail": {"POST": ANSWERER},
    "enquiries.close": {"POST": PARTY},
}

COSTS: Costs = {
    "enquiries.ask": {"POST": CONTACT},
    "enquiries.prove": {"POST": CONTACT},
    "enquiries.open": {"POST": CONTACT},
    "enquiries.close_by_link": {"POST": CONTACT},
    "enquiries.thread": {"POST": CONTACT},
}
