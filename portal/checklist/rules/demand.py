"""Decides how many adviser days a school needs, from its pupils and its day.

Sums are kept as exact fractions: a third of a day three times is one day, and only the contact days
are rounded, up to the half day, at the end.
"""

from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal
from fractions import Fraction
from math import ceil

MOST_LONG_MEETINGS = 6
"""More meetings of 45 minutes than this in a day leave no time to think, even where they fit."""
LONG_MEETING = 45
FOLLOW_UP_YEAR = "Y11"


class NoMeetingFits(ValueError):  # noqa: N818 - named for what happened, as the page says it
    """The day is too short for even one meeting with its write-up."""


@dataclass(frozen=True)
class Day:
    """An adviser's day: clock times, and minutes of breaks in all and of write-up per meeting."""

    start: time
    end: time
    breaks: int
    writeup: int

    @property
    def available(self) -> int:
        """Minutes left for meetings and write-ups; zero or less when the day makes no sense."""
        minutes = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return minutes - self.breaks


@dataclass(frozen=True)
class Cohort:
    """A year group: pupils, how many have met their entitlement, share to meet (%), meetings each.

    `minutes` is the length of a standard meeting.
    """

    code: str
    roll: int
    met: int
    coverage: Decimal
    meetings: int
    minutes: int


@dataclass(frozen=True)
class Allowances:
    """What is added to the cohorts; percentages as written (12 for 12%), lengths in minutes."""

    send_percent: Fraction
    send_minutes: int
    ehcp_reviews: int
    followup_percent: Decimal
    followup_minutes: int
    rebook_percent: Decimal
    extra_days: Decimal

    def for_partner(self) -> "Allowances":
        """The same for a partner school: it has no reviews or other days of its own here."""
        return replace(self, ehcp_reviews=0, extra_days=Decimal(0))


@dataclass(frozen=True)
class CohortNeed:
    """The first meetings of one cohort, and how many of them are longer or of standard length."""

    cohort: Cohort
    first: int
    send: int
    standard: int


@dataclass(frozen=True)
class Group:
    """Meetings of one length: how many, how many fit in a day, and the days they take."""

    words: str
    minutes: int
    count: int
    per_day: int

    @property
    def days(self) -> Fraction:
        """Exact days."""
        return Fraction(self.count, self.per_day)


@dataclass(frozen=True)
class Demand:
    """The need in adviser days for a year, with the steps that lead to it."""

    needs: tuple[CohortNeed, ...]
    groups: tuple[Group, ...]
    first: int
    rebooked: int
    followups: int
    reviews: int
    contact_exact: Fraction
    contact: Decimal
    extras: Decimal
    total: Decimal
    day: Day
    allowances: Allowances
    followup_roll: int

    @property
    def contacts(self) -> int:
        """All meetings of every kind."""
        return self.first + self.rebooked + self.followups + self.reviews


def per_day(day: Day, minutes: int) -> int:
    """How many meetings of this length, each with its write-up, fit in a day.

    Raises:
        NoMeetingFits: not even one does.
    """
    fitting = day.available // (minutes + day.writeup)
    if fitting < 1:
        raise NoMeetingFits(
            f"A meeting of {minutes} minutes with {day.writeup} minutes to write it up does not "
            f"fit into the {max(day.available, 0)} minutes of the day."
        )
    return fitting


def need_of(cohort: Cohort, send_percent: Fraction) -> CohortNeed:
    """First meetings: (pupils - already met) x share x meetings each, then the SEND part of them.

    Parts of a meeting count as a whole one.

    Raises:
        ValueError: more pupils have already been met than there are, or a share is out of 0-100.
    """
    if not 0 <= cohort.met <= cohort.roll:
        raise ValueError(f"{cohort.code}: more pupils already met than there are in the year")
    if not (0 <= cohort.coverage <= 100 and 0 <= send_percent <= 100):  # noqa: PLR2004
        raise ValueError(f"{cohort.code}: a share lies between 0 and 100")
    exact = (cohort.roll - cohort.met) * Fraction(cohort.coverage) / 100 * cohort.meetings
    first = ceil(exact)
    send = ceil(first * send_percent / 100)
    return CohortNeed(cohort, first, send, first - send)


def work_out_demand(cohorts: tuple[Cohort, ...], allowances: Allowances, day: Day) -> Demand:
    """The adviser days for a year.

    Rebooked meetings are a share of all first meetings, at the commonest standard length.
    Follow-ups are a share of the pupils in Year 11, or in the last cohort when there is no Year 11.
    Reviews of EHC plans take as long as a SEND meeting.

    Raises:
        NoMeetingFits: a meeting that is needed does not fit into the day.
        ValueError: as `need_of`.
    """
    needs = tuple(need_of(one, allowances.send_percent) for one in cohorts if one.roll)
    first = sum(need.first for need in needs)
    rebooked = ceil(first * Fraction(allowances.rebook_percent) / 100)
    followup_roll = _followup_roll(cohorts)
    followups = ceil(followup_roll * Fraction(allowances.followup_percent) / 100)
    groups = _groups(needs, rebooked, followups, allowances, day)
    exact = sum((group.days for group in groups), Fraction(0))
    contact = up_to_half(exact)
    return Demand(
        needs=needs,
        groups=groups,
        first=first,
        rebooked=rebooked,
        followups=followups,
        reviews=allowances.ehcp_reviews,
        contact_exact=exact,
        contact=contact,
        extras=allowances.extra_days,
        total=contact + allowances.extra_days,
        day=day,
        allowances=allowances,
        followup_roll=followup_roll,
    )


def first_meeting_days(need: CohortNeed, send_minutes: int, day: Day) -> Fraction:
    """Exact days for the first meetings of one cohort, without rebooking or follow-up."""
    standard = Fraction(need.standard, per_day(day, need.cohort.minutes)) if need.standard else 0
    send = Fraction(need.send, per_day(day, send_minutes)) if need.send else 0
    return Fraction(standard + send)


def days_at_one_length(demand: Demand, minutes: int) -> Decimal:
    """The total if every contact of the year took `minutes`: shows how much the length matters."""
    exact = Fraction(demand.contacts, per_day(demand.day, minutes))
    return up_to_half(exact) + demand.extras


def up_to_half(days: Fraction) -> Decimal:
    """Days rounded up to the next half day."""
    return Decimal(ceil(days * 2)) / 2


def two_places(days: Fraction) -> str:
    """Days as printed: two decimals, halves up."""
    hundredths = (days * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _followup_roll(cohorts: tuple[Cohort, ...]) -> int:
    year = next((one for one in cohorts if one.code == FOLLOW_UP_YEAR), None)
    return (year or cohorts[-1]).roll if cohorts else 0


def _groups(
    needs: tuple[CohortNeed, ...], rebooked: int, followups: int, allowances: Allowances, day: Day
) -> tuple[Group, ...]:
    by_length: dict[int, int] = {}
    for need in needs:
        minutes = need.cohort.minutes
        by_length[minutes] = by_length.get(minutes, 0) + need.standard
    if rebooked:
        # The commonest length; of two equally common ones the longer, to be on the safe side.
        commonest = max(by_length, key=lambda minutes: (by_length[minutes], minutes))
        by_length[commonest] += rebooked
    wanted = [("Standard meetings", minutes, count) for minutes, count in sorted(by_length.items())]
    longer = sum(need.send for need in needs) + allowances.ehcp_reviews
    wanted.append(("SEND meetings and EHC plan reviews", allowances.send_minutes, longer))
    wanted.append(("Follow-ups", allowances.followup_minutes, followups))
    return tuple(
        Group(words, minutes, count, per_day(day, minutes))
        for words, minutes, count in wanted
        if count
    )
