"""Doing what some forms are for takes more than the form: here is how, by endpoint.

Each prepares all that has to be there, and gives back what is left to do: the one form that matters.
"""

from collections.abc import Callable
from io import BytesIO

import pyotp
from sqlalchemy import select

from portal.account.access import VOUCHED_KEY
from portal.account.models import OutsideIdentity, Person
from portal.clock import now
from portal.db import db
from portal.organisation.models import Invitation
from tests.account.authenticator import Device, options_on, use_passkey
from tests.account.stepping import add_passkey
from tests.house import doing_listing
from tests.page import Visitor
from tests.peopled import People
from tests.uploads.files import pdf

Last = Callable[[], object]
ISSUER = "https://vouches.example"


def _answer(people: People) -> Last:
    path = people.path("checklist.page", {"stage": "STAGE", "slug": "PAGE"}, "holder")
    page = people.browser("holder").get(path)
    answers = {"school_name": "Example High"}
    return lambda: page.submit(answers, button="Save and finish later")


def _vouched_for(people: People) -> Last:
    person = people.browser("holder")
    said = {"issuer": ISSUER, "subject": "7", "email": "new@example.org", "name": "New"}
    with person.client.session_transaction() as session:
        session[VOUCHED_KEY] = {"said": said, "once": "word", "until": now().timestamp() + 60}
    page = person("account.outside_agree")
    return lambda: page.submit(button="Make account")


def _disconnect(people: People) -> Last:
    with people.app.app_context():
        person = db.session.scalars(select(Person.id).where(Person.name == "School")).one()
        linked = {"issuer": ISSUER, "subject": "7", "person_id": person, "linked_at": now()}
        db.session.add(OutsideIdentity(**linked))
        db.session.commit()
    token = {"csrf_token": people.token("school")}
    return lambda: people.browser("school").send("/account/outside/disconnect", token)


def _set_up_app(people: People) -> Last:
    page = people.browser("school")("account.authenticator")
    secret = page.select(".app-code")[0].replace(" ", "")
    return lambda: page.submit({"code": pyotp.TOTP(secret).now()}, button="Switch on")


def _add_passkey(people: People) -> Last:
    person, device = people.browser("school"), Device()
    page = person("account.add_passkey")
    filled = {"passkey": device.make(options_on(page)), "name": "My phone"}
    return lambda: page.submit(filled, button="Add a passkey")


def _with_passkey(people: People) -> tuple[Visitor, Device]:
    person, device = people.browser("school"), Device()
    add_passkey(person, device)
    return person, device


def _sign_in_by_passkey(people: People) -> Last:
    _, device = _with_passkey(people)
    page = Visitor(people.app)("account.passkey")
    return lambda: use_passkey(page, device, button="Sign in with a passkey")


def _prove_by_passkey(people: People) -> Last:
    person, device = _with_passkey(people)
    page = person("account.prove_passkey")
    return lambda: use_passkey(page, device, button="Use your passkey")


def _accept(people: People) -> Last:
    with people.app.app_context():
        mine = Invitation.email == "school@example.org"
        number = db.session.scalars(select(Invitation.id).where(mine)).one()
    token = {"csrf_token": people.token("school")}
    path = f"/organisation/invitations/{number}/accept"
    return lambda: people.browser("school").send(path, token)


def _write_by_link(people: People) -> Last:
    page = people.browser("holder").get(
        people.path("enquiries.open", {"key": "THREAD_KEY"}, "holder")
    )
    return lambda: page.submit({"text": "And on Fridays?"}, button="Send message")


def _write_in_thread(people: People) -> Last:
    path = people.path("enquiries.thread", {"enquiry_id": "OWN_ENQUIRY"}, "provider")
    page = people.browser("provider").get(path)
    return lambda: page.submit({"text": "Gladly."}, button="Send answer")


def _still_correct(people: People) -> Last:
    """By the link of a reminder, in a browser where nobody is signed in."""
    key = people.value("OWN_STILL_KEY", "provider")
    page = people.browser("visitor")(f"/listing/still-correct/{key}")
    box = page.soup.select("input[type=checkbox][value=capacity]")[0]
    ticked = {str(box["name"]): ["capacity"]}
    return lambda: page.submit(ticked, button="This is still correct")


def _send_file(people: People) -> Last:
    claim = {"listing_id": "OWN_LISTING", "credential_id": "OWN_CREDENTIAL"}
    path, person = (
        people.path("listing.add_evidence", claim, "provider"),
        people.browser("provider"),
    )
    sent = {"csrf_token": people.token("provider"), "file": (BytesIO(pdf()), "certificate.pdf")}
    return lambda: person.send(path, sent)


FLOWS: dict[str, Callable[[People], Last]] = {
    **doing_listing.FLOWS,
    "account.add_passkey": _add_passkey,
    "account.authenticator": _set_up_app,
    "account.outside_disconnect": _disconnect,
    "account.outside_go_on": _vouched_for,
    "account.passkey": _sign_in_by_passkey,
    "account.prove_passkey": _prove_by_passkey,
    "checklist.page": _answer,
    "enquiries.open": _write_by_link,
    "enquiries.thread": _write_in_thread,
    "listing.add_evidence": _send_file,
    "listing.still_correct": _still_correct,
    "organisation.accept": _accept,
}
