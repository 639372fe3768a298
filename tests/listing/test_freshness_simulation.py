"""Eighteen months of sixty listings, day by day, against a prediction that is written out by hand and knows no rule of ours.

Providers renew and confirm now and then, the job rests for a while now and then, and it runs twice on some days.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from portal.credentials.rules import Claim, Kind, Result, Seen
from portal.db import db
from portal.listing.actions.reminding import remind
from portal.listing.models import Notice
from portal.mail.models import Mail
from portal.organisation.queries import list_members
from portal.providers.actions import record_check, record_credential
from portal.providers.models import Listing
from tests.account.people import join, make_organisation, make_person
from tests.builders import AT
from tests.listing.reminding import keeps, morning, provider_of, shortlists

LISTINGS, DAYS = 60, 548
FIRST = date(2026, 12, 1)
STEPS = {
    "listing": (30, 7, -1, -23, -31),
    "capacity": (7, -1),
    "price": (30, 7, -1),
    "matrix": (90, 30, 7, -1),
    "insurance": (30, 7, -1),
}
DAY = timedelta(days=1)
Told = tuple[int, int, str, date, int]
"""Person, listing, kind, last day, step."""


@dataclass
class Foreseen:
    """What is true of one listing, as the prediction keeps it: kind of fact -> its last day."""

    id: int
    people: list[int]
    watchers: list[int]
    until: dict[str, date] = field(default_factory=dict)
    good_until: dict[date, None] = field(default_factory=dict)


def half_a_year_after(day: date) -> date:
    """The same day half a year later, or the last of a shorter month."""
    month, year = (day.month - 6, day.year + 1) if day.month > 6 else (day.month + 6, day.year)
    last = (date(year + month // 12, month % 12 + 1, 1) - DAY).day
    return date(year, month, min(day.day, last))


class World:
    """The listings in the database, and beside them what is foreseen."""

    def __init__(self) -> None:
        self.dice = random.Random(60)  # noqa: S311 - no secret
        self.told: set[Told] = set()
        self.letters: dict[date, dict[int, int]] = {}
        people = [make_person(f"Person {n}", f"p{n}@example.org") for n in range(40)]
        providers = [provider_of(*self.dice.sample(people, 2), name=f"Provider {n}") for n in range(25)]  # fmt: skip
        self.members = self._members(providers)
        teacher = make_person("Teacher", "t@example.org")
        self.school = make_organisation("Example High")
        join(self.school, teacher)
        self.teacher = teacher
        self.listings = [self._add(n, self.dice.choice(providers)) for n in range(LISTINGS)]

    def _members(self, providers: list[int]) -> dict[int, list[int]]:
        return {one: [place.person_id for place in list_members(one)] for one in providers}

    def _add(self, number: int, provider: int) -> Foreseen:
        said = FIRST - timedelta(days=self.dice.randrange(80))
        columns = {"confirmed_on": said, "capacity": "OPEN", "capacity_said_on": said}
        listing = Foreseen(0, self.members[provider], [])
        listing.until = {
            "listing": half_a_year_after(said),
            "capacity": said + timedelta(days=90),
        }
        if number % 3 == 0:
            own = FIRST + timedelta(days=self.dice.randrange(200))
            columns |= {"price_band": "P2", "price_said_on": said, "price_valid_to": own}
            listing.until["price"] = own
        listing.id = keeps(provider, f"Listing {number:02}", **columns)
        if number % 2 == 0:
            self.certify(listing, FIRST + timedelta(days=self.dice.randrange(500)))
        if number % 5 == 0:
            self.insure(listing, FIRST + timedelta(days=self.dice.randrange(500)))
        if number % 4 == 0:
            shortlists(self.school, listing.id, FIRST)
            listing.watchers = [self.teacher]
        return listing

    def certify(self, listing: Foreseen, due: date) -> None:
        """A matrix certificate without a day of award, seen by the Hub."""
        claim = Claim(Kind.MATRIX, "HELD", AT.date(), "2023", None, due)
        number = record_credential(listing.id, claim, by="test", at=AT)
        record_check(number, Seen(AT.date(), "the Hub", Result.CONFIRMED), by="test", at=AT)
        listing.until["matrix"] = due
        listing.good_until[due] = None

    def insure(self, listing: Foreseen, due: date) -> None:
        claim = Claim(Kind.INSURANCE, "PL", AT.date(), review_due=due)
        record_credential(listing.id, claim, by="test", at=AT)
        listing.until["insurance"] = due

    def live(self, day: date) -> None:
        """What providers do on a day."""
        for listing in self.listings:
            if self.dice.random() < 1 / 170:
                db.session.get_one(Listing, listing.id).confirmed_on = day
                listing.until["listing"] = half_a_year_after(day)
            if self.dice.random() < 1 / 100:
                db.session.get_one(Listing, listing.id).capacity_said_on = day
                listing.until["capacity"] = day + timedelta(days=90)
            if "matrix" in listing.until and listing.until["matrix"] < day and self.dice.random() < 1 / 30:  # fmt: skip
                self.certify(listing, day + timedelta(days=self.dice.randrange(100, 900)))
        db.session.commit()

    def foresee(self, day: date) -> set[Told]:
        """What has to be told on a day: of each fact the last step passed, unless that was told before."""
        found: set[Told] = set()
        for listing in self.listings:
            for kind, until in listing.until.items():
                passed = [step for step in STEPS[kind] if until - step * DAY <= day]
                if passed and day - (until - passed[-1] * DAY) <= 365 * DAY:
                    found |= {(who, listing.id, kind, until, passed[-1]) for who in listing.people}
            last = max(listing.good_until, default=None)
            is_out = day > listing.until["listing"] + timedelta(days=30)
            if last is not None and DAY <= day - last <= 30 * DAY and not is_out:
                found |= {(who, listing.id, "lapse matrix", last, -1) for who in listing.watchers}
        return found - self.told


def what_was_told() -> set[Told]:
    rows = db.session.scalars(select(Notice)).all()
    told = {(one.person_id, one.listing_id, one.kind, one.due_on, one.step) for one in rows}
    assert len(told) == len(rows)
    return told


def letters() -> dict[str, int]:
    """Address -> how many letters wait for it; they are taken out."""
    counts: dict[str, int] = defaultdict(int)
    for to in db.session.scalars(delete(Mail).returning(Mail.to)).all():
        counts[to] += 1
    db.session.commit()
    return counts


@pytest.mark.timeout(300)
def test_everybody_is_told_exactly_what_was_foreseen_on_its_day(app: Flask) -> None:
    with app.app_context():
        world, rests, total = World(), set(), 0
        addresses = {one: f"p{n}@example.org" for n, one in enumerate(range(1, 41))}
        addresses[world.teacher] = "t@example.org"
        for start in range(60, DAYS, 90):
            rests |= set(range(start, start + world.dice.randrange(2, 20)))
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            world.live(day)
            if number in rests:
                continue
            expected = world.foresee(day)
            for _ in range(2 if number % 7 == 0 else 1):
                remind(by="command", at=morning(day))
            world.told |= expected
            assert what_was_told() == world.told, day
            assert letters() == {addresses[who]: 1 for who, *_ in expected}, day
            total += len(expected)
        kinds = {kind for _, _, kind, _, _ in world.told}
        assert kinds == {*STEPS, "lapse matrix"}
        assert total > 1_000
