"""Who is written to, of what, and that nobody is told a thing twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.actions.erasing import erase
from portal.account.models import EmailKey, Purpose
from portal.clock import LONDON, now
from portal.credentials.models import Credential
from portal.credentials.queries import list_credentials
from portal.credentials.rules import Claim, Kind
from portal.db import db
from portal.enquiries.models import Enquiry
from portal.journal.models import AuditEvent
from portal.listing.actions import reminding
from portal.listing.actions.reminding import foresee, remind_person
from portal.listing.models import Notice
from portal.mail.models import Mail
from portal.mail.queries import find_letter, written
from portal.organisation.models import Membership, Organisation
from portal.providers.actions import record_credential
from portal.providers.models import Adviser, Listing
from portal.providers.rules import ListingStatus
from portal.reference.actions import add_missing_facts, correct_fact
from tests.account.people import join, make_person
from tests.builders import AT, DAY, add_matrix, add_person, check
from tests.listing.reminding import (
    DUE,
    keeps,
    kept_by_sam,
    lines,
    morning,
    notices,
    provider_of,
    reminded,
    school_of,
    shortlists,
)


def before(days: int) -> date:
    return DUE - timedelta(days=days)


def insure(listing: int, until: date) -> int:
    """A policy that ends."""
    claim = Claim(Kind.INSURANCE, "PL", DAY, review_due=until)
    return record_credential(listing, claim, by="test", at=AT)


def test_a_provider_is_told_by_the_ladder_and_of_each_step_once(app: Flask) -> None:
    kept_by_sam(app)
    with app.app_context():
        told = [day for n in range(40, -45, -1) if reminded(day := before(n)) or reminded(day)]
        assert told == [before(n) for n in (30, 7, -1, -23, -31)]
        assert notices() == [("listing", DUE, step) for step in (30, 7, -1, -23, -31)]


def test_the_letter_says_what_is_due_and_carries_a_link_of_its_own(app: Flask) -> None:
    _, sam = kept_by_sam(app, capacity="OPEN", capacity_said_on=before(90))
    with app.app_context():
        (mail,) = reminded(before(7))
        assert (mail.letter, mail.to) == ("listing-reminder", "sam.smith@example.org")
        assert lines(mail) == [
            "Lantern Lane Careers:",
            "- Room for new work: what you said counts until 24 May 2027.",
            "- The whole listing: say by 24 May 2027 that it is still correct.",
        ]
        letter = find_letter(mail.letter)
        assert letter is not None
        words = written(letter, mail.values, "https://portal.example/x")
        assert words.subject == "Is what the directory says of Lantern Lane Careers still correct?"
        assert "It works for 30 days, or until a newer letter comes." in words.text
        (key,) = db.session.scalars(select(EmailKey))
        assert (key.purpose, key.person_id) == (Purpose.STILL_CORRECT, sam)
        assert key.expires_at == morning(before(7)) + timedelta(days=30)
        (event,) = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "remind"))
        assert (event.actor, event.subject, event.detail) == (
            "command",
            f"person:{sam}",
            {"facts": 2},
        )


def test_one_letter_has_everything_of_all_listings_of_all_providers_of_a_person(
    app: Flask,
) -> None:
    with app.app_context():
        sam, kim = make_person(), make_person("Kim Lee")
        keeps(provider_of(sam, kim), "Lantern Lane Careers")
        second = provider_of(sam, name="Quay Street")
        keeps(second, "Quay Street Careers")
        keeps(second, "Zinc Row Careers")
        kims, sams = reminded(before(7))
        assert [line for line in lines(sams) if line.endswith(":")] == [
            "Lantern Lane Careers:",
            "Quay Street Careers:",
            "Zinc Row Careers:",
        ]
        assert sams.values["listings"] == "your 3 listings"
        assert lines(kims)[0] == "Lantern Lane Careers:"
        assert len(lines(kims)) == 2
        assert len(notices(sam)) == 3
        assert reminded(before(7)) == []


def test_of_steps_that_were_missed_the_newest_alone_is_told(app: Flask) -> None:
    kept_by_sam(app)
    with app.app_context():
        assert len(reminded(before(3))) == 1
        assert notices() == [("listing", DUE, 7)]
        assert len(reminded(before(-40))) == 1
        assert notices()[1:] == [("listing", DUE, -31)]


def test_once_it_is_confirmed_or_renewed_the_old_date_is_told_no_more(app: Flask) -> None:
    listing, _ = kept_by_sam(app)
    with app.app_context():
        insure(listing, before(0))
        assert len(lines(reminded(before(30))[0])) == 3
        db.session.get_one(Listing, listing).confirmed_on = before(29)
        db.session.commit()
        insure(listing, date(2029, 1, 1))
        assert [mail for n in range(29, -60, -1) for mail in reminded(before(n))] == []


def test_somebody_who_joins_later_is_told_what_is_due_then(app: Flask) -> None:
    listing, sam = kept_by_sam(app)
    with app.app_context():
        reminded(before(7))
        organisation = db.session.get_one(Listing, listing).organisation_id
        assert organisation is not None
        join(organisation, make_person("Kim Lee"))
        assert [mail.to for mail in reminded(before(5))] == ["kim.lee@example.org"]
        assert len(notices(sam)) == 1


@pytest.mark.parametrize("how", ["frozen", "left", "erased", "not kept", "withdrawn", "suspended"])
def test_nobody_is_told_who_does_not_keep_a_published_listing(app: Flask, how: str) -> None:
    listing, sam = kept_by_sam(app)
    with app.app_context():
        row = db.session.get_one(Listing, listing)
        organisation = db.session.get_one(Organisation, row.organisation_id)
        if how == "frozen":
            organisation.frozen_at = now()
        elif how == "left":
            db.session.delete(db.session.get_one(Membership, (organisation.id, sam)))
        elif how == "erased":
            erase(sam, by="command", at=now())
        elif how == "not kept":
            row.organisation_id = None
        else:
            status = {"withdrawn": ListingStatus.ARCHIVED, "suspended": ListingStatus.SUSPENDED}
            row.listing_status = status[how].value
        db.session.commit()
        assert reminded(before(7)) == []


def test_what_was_taken_back_and_whoever_has_left_are_not_told_of(app: Flask) -> None:
    listing, _ = kept_by_sam(app, confirmed_on=None)
    with app.app_context():
        db.session.get_one(Credential, insure(listing, before(0))).withdrawn_at = now()
        adviser = add_person(listing)
        for entry in list_credentials(listing):
            if entry.kind == "CDI":
                check(entry.id, DAY)
        db.session.commit()
        assert lines(reminded(date(2027, 11, 1))[0])[1:] == [
            "- CDI register entry of Lead adviser: the Hub's last look counts until 24 November 2027. "
            "See that the entry is up to date."
        ]
        db.session.get_one(Adviser, adviser).left_at = now()
        db.session.commit()
        assert reminded(date(2027, 12, 1)) == []


def test_the_figure_of_the_booking_time_is_the_one_that_stands_in_the_reference(
    app: Flask,
) -> None:
    listing, _ = kept_by_sam(app, confirmed_on=None)
    with app.app_context():
        add_missing_facts(by="test", at=now())
        correct_fact(
            "matrix_booking_weeks", "16", source="Told", source_url="", checked_on=DAY,
            basis="seen", by="test", at=now(),
        )  # fmt: skip
        add_matrix(listing, before(0))
        (mail,) = reminded(before(90))
        assert "about 16 weeks ahead" in lines(mail)[-1]


def test_a_letter_that_grows_too_long_says_that_there_is_more(app: Flask) -> None:
    with app.app_context():
        provider = provider_of(make_person())
        for number in range(20):
            keeps(provider, f"Provider {number:02}")
        (mail,) = reminded(before(7))
        assert len(lines(mail)) == 30
        assert lines(mail)[-1] == "There is more: the page behind the link has all of it."
        assert len(notices()) == 20


def test_of_many_who_remind_one_person_at_once_one_writes(app: Flask) -> None:
    _, sam = kept_by_sam(app)

    def run(_: int) -> int:
        with app.app_context():
            return remind_person(sam, by="command", at=morning(before(7)))

    with ThreadPoolExecutor(8) as many:
        assert sorted(many.map(run, range(16))) == [0] * 15 + [1]
    with app.app_context():
        assert len(list(db.session.scalars(select(Mail)))) == 1
        assert len(list(db.session.scalars(select(Notice)))) == 1


def test_a_day_is_one_in_liverpool(app: Flask) -> None:
    """24 April, 30 days before, begins at 23:00 of the day before as the clocks of the world count it."""
    _, sam = kept_by_sam(app)
    first = morning(before(30)).replace(hour=0, minute=0, second=0)
    assert first.astimezone(LONDON).hour == 0
    with app.app_context():
        assert remind_person(sam, by="command", at=first - timedelta(seconds=1)) == 0
        assert remind_person(sam, by="command", at=first) == 1


def test_the_command_says_how_many_and_a_dry_run_writes_nothing(app: Flask) -> None:
    kept_by_sam(app, confirmed_on=date(2026, 1, 1))
    run = app.test_cli_runner()
    assert run.invoke(args=["listing", "remind", "--dry-run"]).output == (
        "People: 1, facts: 1 (nothing was sent)\n"
    )
    with app.app_context():
        assert list(db.session.scalars(select(Mail))) == []
        assert foresee(now()).facts == 1
    assert run.invoke(args=["listing", "remind"]).output == "People: 1, facts: 1\n"
    assert run.invoke(args=["listing", "remind"]).output == "People: 0, facts: 0\n"


LAPSED = date(2027, 3, 1)


def lapses(app: Flask) -> tuple[int, int, int]:
    """(listing, school, person): a listing whose matrix Standard, seen by the Hub, ends, and a school."""
    with app.app_context():
        listing = keeps(provider_of(make_person("Kim Lee")))
        add_matrix(listing, LAPSED, checked_on=DAY)
        sam = make_person()
        return listing, school_of(sam), sam


def school_letters(day: date) -> list[Mail]:
    return [mail for mail in reminded(day) if mail.letter == "listing-lapse"]


def test_a_school_with_the_listing_on_its_shortlist_is_told_of_a_lapse_once(app: Flask) -> None:
    listing, school, sam = lapses(app)
    with app.app_context():
        shortlists(school, listing, DAY)
        assert school_letters(LAPSED) == []
        (mail,) = school_letters(LAPSED + timedelta(days=1))
        assert (mail.to, mail.link) == ("sam.smith@example.org", "/providers/lantern-lane-careers")
        assert mail.nonce == ""
        assert "its review was due by 1 March 2027" in lines(mail)[1]
        assert notices(sam) == [("lapse matrix", LAPSED, -1)]
        for later in (1, 2, 29, 30):
            assert school_letters(LAPSED + timedelta(days=later)) == []


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (LAPSED, True),
        (date(2027, 3, 2), False),
    ],
)
def test_a_school_that_asked_something_in_the_last_year_is_told(
    app: Flask, asked: date, is_told: bool
) -> None:
    listing, school, sam = lapses(app)
    with app.app_context():
        enquiry = Enquiry(
            listing_id=listing, organisation_id=school, person_id=sam, name="Sam", school="High",
            text_digest="x", made_at=morning(asked), proved_at=morning(asked),
        )  # fmt: skip
        db.session.add(enquiry)
        db.session.commit()
        assert bool(school_letters(LAPSED + timedelta(days=3))) == is_told


def test_a_person_of_two_schools_gets_one_letter_and_other_schools_get_none(app: Flask) -> None:
    listing, school, sam = lapses(app)
    with app.app_context():
        second = school_of(sam, make_person("Mo Khan"), name="Other High")
        school_of(make_person("Al Roe"), name="Third High")
        for one in (school, second):
            shortlists(one, listing, DAY)
        told = school_letters(LAPSED + timedelta(days=1))
        assert [mail.to for mail in told] == ["mo.khan@example.org", "sam.smith@example.org"]


def test_who_shortlists_it_after_the_lapse_or_cannot_see_it_is_not_told(app: Flask) -> None:
    listing, school, _ = lapses(app)
    with app.app_context():
        shortlists(school, listing, LAPSED + timedelta(days=1))
        assert school_letters(LAPSED + timedelta(days=2)) == []
        shortlists(school_of(make_person("Al Roe"), name="Third"), listing, DAY)
        db.session.get_one(Listing, listing).listing_status = ListingStatus.ARCHIVED.value
        db.session.commit()
        assert school_letters(LAPSED + timedelta(days=2)) == []


def test_whoever_cannot_be_written_to_keeps_nobody_else_from_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _, sam = kept_by_sam(app, confirmed_on=date(2026, 1, 1))
    with app.app_context():
        kim = make_person("Kim Lee")
        keeps(provider_of(kim, name="Quay"), "Quay Street", confirmed_on=date(2026, 1, 1))

    def remind_one(person_id: int, *, by: str, at: datetime) -> int:
        if person_id == sam:
            raise ValueError("what they typed")
        return remind_person(person_id, by=by, at=at)

    monkeypatch.setattr(reminding, "remind_person", remind_one)
    done = app.test_cli_runner().invoke(args=["listing", "remind"])
    assert done.exit_code == 1
    assert done.stdout == "People: 1, facts: 1\n"
    assert "could not be written to: 1" in done.stderr
    assert [one.__dict__["person"] for one in caplog.records if one.msg == "reminder.failed"] == [
        sam
    ]
    with app.app_context():
        assert len(notices(kim)) == 1
