"""Decides whether the dates of a purchase can stand: order, working days and time to bid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from portal.checklist.rules.findings import Finding, advice, error, warning
from portal.workdays import (
    Calendar,
    ClockChange,
    add_working_days,
    bank_holiday_name,
    is_working_day,
    london_moment,
    next_working_day,
    working_days_between,
)

LEAST_BIDDING_DAYS = 5
GOOD_BIDDING_DAYS = 10
"""Working days between the brief and the deadline: under the first is refused, under the second is
warned about. A choice of this service, not a rule of law."""
FEEDBACK_DAYS = 10
SOMEONE_THERE = (time(9), time(17))


@dataclass(frozen=True)
class Step:
    """A dated step; `name` is the id of its question."""

    name: str
    words: str
    on: date


@dataclass(frozen=True)
class Timetable:
    """The dates that are known so far, by question id; `deadline` is a time on a London clock."""

    days: dict[str, date]
    deadline: datetime | None = None
    standstill: int = 0

    def on(self, name: str) -> date | None:
        """The day of a step, the deadline's too."""
        if name == "deadline":
            return self.deadline.date() if self.deadline else None
        return self.days.get(name)


BIDDING = (
    ("issue_date", "the brief goes out"),
    ("clarification_deadline", "questions close"),
    ("answers_by", "the answers"),
    ("deadline", "the deadline"),
)
"""Each of these comes after the one before; none on the same day."""

DECIDING = (
    ("deadline", "the deadline"),
    ("evaluation_by", "the scoring"),
    ("interviews_first", "the first interviews"),
    ("interviews_last", "the last interviews"),
    ("moderation_date", "agreeing the scores"),
    ("approval_date", "the approval"),
    ("notify_date", "telling bidders"),
)
CONTRACTING = (
    ("notify_date", "telling bidders"),
    ("sign_by", "the signing"),
    ("mobilise_first", "the start of preparation"),
    ("mobilise_last", "the end of preparation"),
    ("start_date", "the start of the service"),
)
"""In these two, steps may fall on the same day but never go back."""

ON_WORKING_DAYS = tuple(dict(BIDDING + DECIDING + CONTRACTING[:2]))


def problems(timetable: Timetable, calendar: Calendar, today: date | None = None) -> list[Finding]:
    """Everything wrong with, or worth knowing about, a timetable; steps without a date are skipped.

    `today` is left out when a brief that is already fixed is looked at again.
    """
    return [
        *_past(timetable, today),
        *_order(timetable),
        *_not_working_days(timetable, calendar.holidays),
        *_time_to_bid(timetable, calendar.holidays),
        *_deadline_moment(timetable),
        *_closed(timetable, calendar),
        *_after_award(timetable, calendar.holidays),
    ]


def written(day: date) -> str:
    """A date as people write it, with its weekday."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def bidding_days(timetable: Timetable, holidays: frozenset[date]) -> int | None:
    """Working days bidders have: the day the brief goes out is not counted, the deadline is."""
    issue, deadline = timetable.on("issue_date"), timetable.on("deadline")
    if issue is None or deadline is None or deadline < issue:
        return None
    return working_days_between(issue, deadline, holidays)


def _known(timetable: Timetable, chain: tuple[tuple[str, str], ...]) -> list[Step]:
    found = ((name, words, timetable.on(name)) for name, words in chain)
    return [Step(name, words, day) for name, words, day in found if day is not None]


def _past(timetable: Timetable, today: date | None) -> Iterator[Finding]:
    for name, words in (BIDDING[0], BIDDING[3], CONTRACTING[4]):
        day = timetable.on(name)
        if today is not None and day is not None and day < today:
            yield error(f"The date for {words}, {written(day)}, is in the past.", name)


def _order(timetable: Timetable) -> Iterator[Finding]:
    for before, after in pairwise(_known(timetable, BIDDING)):
        if after.on <= before.on:
            yield _swapped(before, after, "must come after")
    for chain in (DECIDING, CONTRACTING):
        for before, after in pairwise(_known(timetable, chain)):
            if after.on < before.on:
                yield _swapped(before, after, "may not come before")
    told, feedback = timetable.on("notify_date"), timetable.on("feedback_by")
    if told is not None and feedback is not None and feedback < told:
        words = f"Feedback, {written(feedback)}, may not come before bidders are told."
        yield error(words, "notify_date", "feedback_by")


def _swapped(before: Step, after: Step, relation: str) -> Finding:
    words = f"The date for {after.words}, {written(after.on)}, {relation} the date for "
    return error(f"{words}{before.words}, {written(before.on)}.", before.name, after.name)


def _not_working_days(timetable: Timetable, holidays: frozenset[date]) -> Iterator[Finding]:
    for name in ON_WORKING_DAYS:
        day = timetable.on(name)
        if day is not None and not is_working_day(day, holidays):
            why = bank_holiday_name(day) or ("a weekend" if day.weekday() > 4 else "a holiday")  # noqa: PLR2004
            instead = written(next_working_day(day, holidays))
            words = f"{written(day)} is not a working day ({why}). The next one is {instead}."
            # Only what bidders must act on is refused; a school may well decide on a Saturday.
            blocking = name in dict(BIDDING)
            yield error(words, name) if blocking else warning(words, name)


def _time_to_bid(timetable: Timetable, holidays: frozenset[date]) -> Iterator[Finding]:
    days = bidding_days(timetable, holidays)
    if days is None:
        return
    about = ("issue_date", "deadline")
    if days < LEAST_BIDDING_DAYS:
        words = f"Bidders have {days} working days; give them at least {LEAST_BIDDING_DAYS}."
        yield error(words, *about)
    elif days < GOOD_BIDDING_DAYS:
        words = f"Bidders have only {days} working days; {GOOD_BIDDING_DAYS} or more bring better "
        yield warning(f"{words}bids.", *about)


def _deadline_moment(timetable: Timetable) -> Iterator[Finding]:
    if timetable.deadline is None:
        return
    try:
        london_moment(timetable.deadline)
    except ClockChange as change:
        yield error(str(change), "deadline")
    opens, closes = SOMEONE_THERE
    if not opens <= timetable.deadline.time() <= closes:
        words = "At this hour nobody is in school to help. Noon is a good time for a deadline."
        yield advice(words, "deadline")


def _closed(timetable: Timetable, calendar: Calendar) -> Iterator[Finding]:
    for name in ON_WORKING_DAYS:
        day = timetable.on(name)
        closure = calendar.closure_on(day) if day is not None else None
        if day is not None and closure is not None:
            because = f" ({closure.name})" if closure.name else ""
            yield warning(f"The school is closed on {written(day)}{because}.", name)


def _after_award(timetable: Timetable, holidays: frozenset[date]) -> Iterator[Finding]:
    told, sign = timetable.on("notify_date"), timetable.on("sign_by")
    feedback = timetable.on("feedback_by")
    if told is None:
        return
    wait = timetable.standstill
    if sign is not None and wait and sign <= add_working_days(told, wait, holidays):
        words = f"The wait of {wait} working days is not over on {written(sign)}."
        yield error(words, "standstill_days", "sign_by")
    if feedback is not None and working_days_between(told, feedback, holidays) > FEEDBACK_DAYS:
        words = f"Bidders wait more than {FEEDBACK_DAYS} working days for feedback."
        yield advice(words, "feedback_by")
