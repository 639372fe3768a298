"""Doing what the forms of a provider's own listing are for, where the form alone does not show it."""

from collections.abc import Callable
from datetime import timedelta

from portal.clock import now, today
from portal.db import db
from portal.listing.models import Revision
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.page import Page
from tests.peopled import People

Last = Callable[[], object]


def _page(people: People, endpoint: str, **values: str) -> Page:
    where = people.path(endpoint, {"listing_id": "OWN_LISTING", **values}, "provider")
    return people.browser("provider").get(where)


def _save_section(people: People) -> Last:
    page = _page(people, "listing.section", slug="about")
    return lambda: page.submit({"summary": "New words."}, button="Save")


def _rename(people: People) -> Last:
    page = _page(people, "listing.edit_adviser", adviser_id="OWN_ADVISER")
    return lambda: page.submit({"label": "Careers adviser 7"}, button="Save")


def _begin(people: People, *, sent: bool) -> None:
    """An edit that somebody began; `sent`: and sent to the Hub."""
    number = int(people.value("OWN_LISTING", "provider"))
    with people.app.app_context():
        edit = Revision(listing_id=number, kind="edit", made_at=now(), saved_at=now())
        edit.said, edit.was, edit.reasons = {"summary": "New words."}, {}, {}
        edit.submitted_at = now() if sent else None
        db.session.add(edit)
        db.session.commit()


def _send(people: People) -> Last:
    _begin(people, sent=False)
    page = _page(people, "listing.entry")
    return lambda: page.submit(button="Send to the Hub")


def _take_back(people: People) -> Last:
    _begin(people, sent=True)
    page = _page(people, "listing.entry")
    return lambda: page.submit(button="Take them back")


def _drop(people: People) -> Last:
    _begin(people, sent=False)
    page = _page(people, "listing.discard")
    return lambda: page.submit(button="Drop the changes")


def _bring_back(people: People) -> Last:
    number = int(people.value("OWN_LISTING", "provider"))
    with people.app.app_context():
        db.session.get_one(Listing, number).listing_status = ListingStatus.ARCHIVED.value
        db.session.commit()
    page = _page(people, "listing.entry")
    return lambda: page.submit(button="Bring it back")


def _confirm(people: People) -> Last:
    number = int(people.value("OWN_LISTING", "provider"))
    with people.app.app_context():
        db.session.get_one(Listing, number).confirmed_on = today() - timedelta(days=1)
        db.session.commit()
    page = _page(people, "listing.entry")
    return lambda: page.submit(button="All of it is still correct")


FLOWS: dict[str, Callable[[People], Last]] = {
    "listing.section": _save_section,
    "listing.edit_adviser": _rename,
    "listing.submit": _send,
    "listing.take_back": _take_back,
    "listing.discard": _drop,
    "listing.bring_back": _bring_back,
    "listing.confirm": _confirm,
}
