"""Turns answers into what the rules take, saying which questions are still open."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from portal.checklist.brief.reading import CellRow, Reader, as_day, as_number, as_text, as_whole
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.shape import ROW
from portal.checklist.rules.capacity import Hosting
from portal.checklist.rules.demand import Allowances, Cohort, Day
from portal.checklist.rules.money import Policy
from portal.checklist.rules.progress import shown_rows
from portal.checklist.rules.timetable import Timetable
from portal.workdays import Calendar, DateRange, default_closures

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI")
SEPTEMBER = 9
EXTRA_DAYS = ("results_days", "evening_days", "assembly_days", "planning_days")
DATED = (
    "issue_date",
    "clarification_deadline",
    "answers_by",
    "evaluation_by",
    "interviews_first",
    "interviews_last",
    "moderation_date",
    "approval_date",
    "notify_date",
    "feedback_by",
    "sign_by",
    "mobilise_first",
    "mobilise_last",
    "start_date",
)


def cohorts_of(reader: Reader) -> tuple[tuple[Cohort, ...], tuple[str, ...]]:
    """The year groups of the table, and ("cohorts",) when a row that applies is not complete."""
    found = [cohort_of(row) for row in reader.rows("cohorts")]
    whole = tuple(cohort for cohort in found if cohort is not None)
    wanted = len(shown_rows(QUESTIONS["cohorts"], reader.answers))
    return whole, () if len(whole) == wanted else ("cohorts",)


def cohort_of(row: CellRow) -> Cohort | None:
    """One row of the table of year groups, or None while it is incomplete."""
    roll, met, meetings = (as_whole(row.get(name)) for name in ("roll", "met", "meetings"))
    coverage, minutes = as_number(row.get("coverage")), as_whole(row.get("minutes"))
    if roll is None or met is None or meetings is None or coverage is None or minutes is None:
        return None
    return Cohort(str(row.get(ROW)), roll, met, coverage, meetings, minutes)


def pupils_in(cohorts: tuple[Cohort, ...]) -> int:
    """All pupils in the years of the table."""
    return sum(cohort.roll for cohort in cohorts)


def send_percent_of(reader: Reader, cohorts: tuple[Cohort, ...]) -> Fraction | None:
    """The share of pupils with SEND in per cent, whichever way it was given."""
    if reader.code("send_basis") == "count":
        count, pupils = reader.whole("send_count"), pupils_in(cohorts)
        if count is None:
            return None
        return Fraction(count * 100, pupils) if pupils else Fraction(0)
    percent = reader.number("send_percent")
    return None if percent is None else Fraction(percent)


def allowances_of(
    reader: Reader, cohorts: tuple[Cohort, ...]
) -> tuple[Allowances | None, tuple[str, ...]]:
    """What is added to the cohorts, or the questions that are still open."""
    counted = reader.code("send_basis") == "count"
    send = send_percent_of(reader, cohorts)
    numbers = {
        name: reader.number(name)
        for name in ("send_minutes", "followup_percent", "followup_minutes", "rebook_percent")
    }
    extras = {name: reader.number(name) for name in EXTRA_DAYS}
    wanting = [name for name, value in (numbers | extras).items() if value is None]
    if send is None:
        wanting.insert(0, "send_count" if counted else "send_percent")
    known = {name: value for name, value in (numbers | extras).items() if value is not None}
    if send is None or wanting:
        return None, tuple(wanting)
    return Allowances(
        send_percent=send,
        send_minutes=int(known["send_minutes"]),
        ehcp_reviews=reader.whole("ehcp_reviews") or 0,
        followup_percent=known["followup_percent"],
        followup_minutes=int(known["followup_minutes"]),
        rebook_percent=known["rebook_percent"],
        extra_days=sum((known[name] for name in EXTRA_DAYS), Decimal(0)),
    ), ()


def day_of(reader: Reader) -> tuple[Day | None, tuple[str, ...]]:
    """The adviser's day, or the questions that are still open."""
    start, end = reader.clock("day_start"), reader.clock("day_end")
    breaks, writeup = reader.whole("break_minutes"), reader.whole("writeup_minutes")
    if start is None or end is None or breaks is None or writeup is None:
        names = ("day_start", "day_end", "break_minutes", "writeup_minutes")
        values = (start, end, breaks, writeup)
        return None, tuple(n for n, value in zip(names, values, strict=True) if value is None)
    return Day(start, end, breaks, max(writeup, 1)), ()


def hosting_of(reader: Reader) -> Hosting | None:
    """When the school can host advisers, or None while that is not known."""
    weekly, rooms = reader.number("weekly_days"), reader.whole("rooms")
    if weekly is None or rooms is None:
        return None
    codes = reader.codes("blocked_weekdays")
    blocked = frozenset(n for n, code in enumerate(WEEKDAYS) if code in codes)
    return Hosting(weekly, rooms, blocked)


def partners_of(
    reader: Reader, own: tuple[Cohort, ...]
) -> Iterator[tuple[str, tuple[Cohort, ...]]]:
    """Each partner school's name and cohorts, with our lengths (45 minutes where we have none)."""
    lengths = {cohort.code: cohort.minutes for cohort in own}
    for row in reader.rows("partner_schools"):
        cohorts = tuple(
            Cohort(code, roll, 0, Decimal(100), 1, lengths.get(code, 45))
            for code in ("Y11", "Y12", "Y13")
            if (roll := as_whole(row.get(code.lower()))) is not None
        )
        yield as_text(row.get("name")) or "Partner school", cohorts


def policy_of(reader: Reader) -> Policy:
    """The school's own limits, as far as it has any."""
    return Policy(
        reader.number("policy_medium"), reader.number("policy_high"), reader.whole("policy_quotes")
    )


def timetable_of(reader: Reader) -> Timetable:
    """The dates that are known."""
    days = {name: day for name in DATED if (day := reader.day(name)) is not None}
    return Timetable(days, reader.moment("deadline"), reader.whole("standstill_days") or 0)


def ranges_of(reader: Reader, name: str) -> tuple[DateRange, ...]:
    """The date ranges of a table; a row whose last day is before its first is left out."""
    found = (
        (as_day(row.get("first")), as_day(row.get("last")), as_text(row.get("name")) or "")
        for row in reader.rows(name)
    )
    return tuple(
        DateRange(first, last, words)
        for first, last, words in found
        if first is not None and last is not None and first <= last
    )


def calendar_of(reader: Reader) -> Calendar:
    """The school's closures (or the usual local pattern) together with its exam periods."""
    closures = ranges_of(reader, "closures") or usual_closures(reader)
    return Calendar((*closures, *ranges_of(reader, "exam_blocks")))


def usual_closures(reader: Reader) -> tuple[DateRange, ...]:
    """The local pattern for the year of the purchase and the year of the service."""
    year = _first_year(reader)
    return () if year is None else (*default_closures(year - 1), *default_closures(year))


def _first_year(reader: Reader) -> int | None:
    code, start = reader.code("academic_year"), reader.day("start_date")
    if code is not None and code[:4].isdigit():
        return int(code[:4])
    return _academic_year_of(start) if start is not None else None


def _academic_year_of(day: date) -> int:
    return day.year if day.month >= SEPTEMBER else day.year - 1
