"""The link of a reminder: to open it changes nothing, and a form sent there says what is still correct, signed in or not."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import Notice
from portal.mail.models import Mail
from portal.organisation.models import Membership, Organisation
from portal.providers.models import Listing
from portal.providers.rules import ListingStatus
from tests.account.people import make_person
from tests.builders import add_matrix
from tests.fingerprints import fingerprint
from tests.listing.reminding import (
    DUE,
    keeps,
    kept_by_sam,
    key_of,
    morning,
    provider_of,
    reminded,
)
from tests.page import BROWSER, Visitor

DAY = DUE - timedelta(days=7)
BUTTON = "This is still correct"
GONE = "This link does not work any more"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(morning(DAY), tick=False):
        yield


def link(app: Flask) -> str:
    """The address in the letter that Sam gets today."""
    with app.app_context():
        mails = {mail.to: mail for mail in reminded(DAY)}
        return f"/listing/still-correct/{key_of(mails['sam.smith@example.org'])}"


def row_of(app: Flask, listing: int) -> Listing:
    with app.app_context():
        row = db.session.get_one(Listing, listing)
        db.session.expunge(row)
        return row


def events(app: Flask) -> list[tuple[str, str, str, str]]:
    with app.app_context():
        confirmed = AuditEvent.action.startswith("confirm")
        rows = db.session.scalars(select(AuditEvent).where(confirmed).order_by(AuditEvent.seq))
        return [(one.actor, one.behalf, one.action, one.subject) for one in rows]


SAID = {
    "capacity": "OPEN",
    "capacity_said_on": DUE - timedelta(days=90),
    "price_band": "P3",
    "price_said_on": date(2026, 11, 24),
    "price_valid_to": DUE,
}


def test_to_open_the_link_changes_nothing_and_tells_it_to_nobody(app: Flask) -> None:
    kept_by_sam(app, **SAID)
    path = link(app)
    database = app.extensions["settings"].data_folder / "portal.db"
    before = fingerprint(database)
    for _ in range(3):
        page = Visitor(app)(path)
        assert page.heading == "What is still correct?"
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["Cache-Control"] == "private, no-store"
        assert page.visitor.cookies() == {}
        assert page.visitor.client.head(path).status_code == 200
    assert fingerprint(database) == before


def test_the_page_says_what_is_said_and_until_when(app: Flask) -> None:
    listing, _ = kept_by_sam(app, **SAID)
    with app.app_context():
        add_matrix(listing, DUE)
    page = Visitor(app)(link(app))
    assert page.select(".govuk-checkboxes__label") == [
        "The whole listing",
        "Room for new work: Taking bookings",
        "Prices: £250 to £299",
    ]
    assert "Last said on 24 November 2026. It counts until 24 May 2027." in page
    assert "If you tick it, until 17 May 2028." in page
    assert "matrix Standard: its review is due by 24 May 2027." in page
    assert page.link("See Lantern Lane Careers as schools see it")
    assert not page.soup.select("input[type=checkbox][checked]")


def test_what_is_ticked_is_confirmed_today_signed_out_and_without_a_cookie(app: Flask) -> None:
    listing, sam = kept_by_sam(app, **SAID)
    path = link(app)
    form = {
        f"listing_{listing}": ["listing", "price"],
        "seen": f"{listing}:{row_of(app, listing).version_id}",
    }
    answer = app.test_client().post(path, data=form, headers={"Origin": "null"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == path
    row = row_of(app, listing)
    assert (row.confirmed_on, row.price_said_on, row.price_valid_to) == (DAY, DAY, None)
    assert row.capacity_said_on == SAID["capacity_said_on"]
    with app.app_context():
        behalf = f"organisation:{row.organisation_id}"
    person, subject = f"person:{sam}", f"listing:{listing}"
    assert events(app) == [
        (person, behalf, "confirm listing", subject),
        (person, behalf, "confirm prices", subject),
    ]


def test_sent_from_the_page_it_says_so_and_the_rest_can_follow(app: Flask) -> None:
    listing, _ = kept_by_sam(app, **SAID)
    page = Visitor(app)(link(app))
    field = f"listing_{listing}"
    page = page.submit({field: ["capacity"]}, button=BUTTON)
    assert "Thank you. The directory now says that you confirmed it today." in page
    assert "You said so today. It counts until 15 August 2027." in page
    page.submit({field: ["listing"]}, button=BUTTON)
    assert (row_of(app, listing).confirmed_on, row_of(app, listing).capacity_said_on) == (DAY, DAY)


def test_sent_twice_it_is_said_once(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    page = Visitor(app)(link(app))
    for _ in range(2):
        page.submit({f"listing_{listing}": ["listing"]}, button=BUTTON)
    assert len(events(app)) == 1


def test_nothing_ticked_is_asked_for(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    page = Visitor(app)(link(app)).submit(button=BUTTON, expect=422)
    assert page.errors == {f"listing_{listing}": "Tick what is still correct"}
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


def test_what_somebody_changed_meanwhile_is_looked_at_first(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    page = Visitor(app)(link(app))
    with app.app_context():
        db.session.get_one(Listing, listing).summary = "Something else."
        db.session.commit()
    field = f"listing_{listing}"
    page = page.submit({field: ["listing"]}, button=BUTTON, expect=409)
    assert "Somebody changed a listing after you opened this page." in page
    assert page.soup.select(f"#{field}[checked]")
    assert events(app) == []
    page.submit(button=BUTTON)
    assert row_of(app, listing).confirmed_on == DAY


@pytest.mark.parametrize("seen", ["", "x", "1:1 2:9", "99999999999999:1", "1:"])
def test_whoever_does_not_say_what_they_saw_confirms_nothing(app: Flask, seen: str) -> None:
    listing, _ = kept_by_sam(app)
    form = {f"listing_{listing}": "listing", "seen": seen}
    page = Visitor(app).send(link(app), form, expect=409)
    assert page.heading == "What is still correct?"
    assert events(app) == []


def test_nobody_confirms_what_is_not_theirs(app: Flask) -> None:
    mine, _ = kept_by_sam(app)
    with app.app_context():
        theirs = keeps(
            provider_of(make_person("Al Roe"), name="Quay Street"), "Quay Street Careers"
        )
    version = row_of(app, theirs).version_id
    form = {f"listing_{theirs}": "listing", "seen": f"{theirs}:{version} {mine}:1"}
    path = link(app)
    Visitor(app).send(path, form, expect=422)
    Visitor(app).send(path, {**form, f"listing_{mine}": "dbs"}, expect=422)
    assert events(app) == []


@pytest.mark.parametrize("how", ["left", "frozen", "handed over"])
def test_whoever_keeps_it_no_more_has_nothing_to_confirm(app: Flask, how: str) -> None:
    listing, sam = kept_by_sam(app)
    path = link(app)
    page = Visitor(app)(path)
    with app.app_context():
        row = db.session.get_one(Listing, listing)
        organisation = db.session.get_one(Organisation, row.organisation_id)
        if how == "left":
            db.session.delete(db.session.get_one(Membership, (organisation.id, sam)))
        elif how == "frozen":
            organisation.frozen_at = now()
        else:
            row.organisation_id = provider_of(make_person("Al Roe"), name="Quay Street")
        db.session.commit()
    page.submit({f"listing_{listing}": ["listing"]}, button=BUTTON, expect=422)
    assert "there is nothing to confirm" in Visitor(app)(path)
    assert events(app) == []


def test_a_withdrawn_listing_is_not_confirmed_by_a_page_of_before(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    page = Visitor(app)(link(app))
    with app.app_context():
        db.session.get_one(Listing, listing).listing_status = ListingStatus.SUSPENDED.value
        db.session.commit()
    page.submit({f"listing_{listing}": ["listing"]}, button=BUTTON, expect=422)
    assert events(app) == []


def test_what_was_taken_out_for_want_of_a_word_is_back_at_once(app: Flask) -> None:
    listing, _ = kept_by_sam(app, confirmed_on=date(2026, 1, 1))
    Visitor(app)("providers.listing", slug="lantern-lane-careers", expect=404)
    page = Visitor(app)(link(app))
    assert "Lantern Lane Careers is not in the directory now." in page
    page.submit({f"listing_{listing}": ["listing"]}, button=BUTTON)
    Visitor(app)("providers.listing", slug="lantern-lane-careers")


def test_the_link_lasts_thirty_days_and_dies_with_a_newer_letter_and_with_the_address(
    app: Flask,
) -> None:
    _, sam = kept_by_sam(app)
    path = link(app)
    with time_machine.travel(morning(DAY) + timedelta(days=30, seconds=-1), tick=False):
        assert Visitor(app)(path).heading == "What is still correct?"
    with time_machine.travel(morning(DAY) + timedelta(days=30), tick=False):
        assert Visitor(app)(path, expect=404).heading == GONE
    with app.app_context():
        person = db.session.get_one(Person, sam)
        person.email = "new@example.org"
        db.session.commit()
    gone = Visitor(app)(path, expect=404)
    assert gone.heading == GONE
    assert gone.response.headers["Referrer-Policy"] == "no-referrer"
    with app.app_context():
        db.session.get_one(Person, sam).email = "sam.smith@example.org"
        db.session.commit()
        assert Visitor(app)(path).status == 200
        assert len(reminded(DUE + timedelta(days=1))) == 1
    Visitor(app)(path, expect=404)
    Visitor(app)("/listing/still-correct/guessed", expect=404)


def test_a_key_for_something_else_confirms_nothing(app: Flask) -> None:
    kept_by_sam(app)
    Visitor(app)("account.reset").submit({"email": "sam.smith@example.org"})
    with app.app_context():
        mail = db.session.scalars(select(Mail).where(Mail.letter == "reset")).one()
        other = key_of(mail)
    Visitor(app)(f"/listing/still-correct/{other}", expect=404)
    Visitor(app)(link(app).replace("listing/still-correct", "account/reset"))
    with app.app_context():
        assert len(list(db.session.scalars(select(Notice)))) == 1


def test_a_form_from_elsewhere_is_refused(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    form = {f"listing_{listing}": "listing"}
    path = link(app)
    for word in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}):
        assert app.test_client().post(path, data=form, headers=word).status_code == 400
    assert app.test_client().put(path, data=form, headers=BROWSER).status_code == 405
    assert events(app) == []
