"""Checks the adviser days against the calendar, the rooms, and every date of the purchase."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from portal.checklist.brief.figures import COMPLETE_BY, Figures, year_end
from portal.checklist.brief.inputs import hosting_of, usual_closures
from portal.checklist.brief.reading import Reader, as_day, as_text
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.rules.capacity import Fit, Room
from portal.checklist.rules.demand import two_places
from portal.checklist.rules.findings import Finding, advice, error, warning
from portal.checklist.rules.timetable import problems, written
from portal.checklist.rules.working import shown

NAMES = {row.code: row.words for row in QUESTIONS["cohorts"].rows}
SCHOOL_WEEK = 5


def check_calendar(reader: Reader, figures: Figures, today: date | None) -> Iterator[Finding]:
    """Everything about days and dates."""
    yield from problems(figures.timetable, figures.calendar, today)
    yield from check_hosting(reader)
    yield from check_fits(figures)
    yield from check_complete_by(reader)
    yield from check_ranges(reader)
    yield from check_start(reader)


def check_hosting(reader: Reader) -> Iterator[Finding]:
    """Whether the days a week can be hosted at all."""
    hosting = hosting_of(reader)
    if hosting is None:
        return
    most = Decimal(hosting.rooms * (SCHOOL_WEEK - len(hosting.blocked)))
    if hosting.weekly_days <= 0:
        yield error("Without an adviser day in the week no meeting can take place.", "weekly_days")
    elif hosting.weekly_days > most:
        words = f"{shown(hosting.weekly_days)} adviser days a week do not fit: your rooms and free "
        yield error(f"{words}weekdays allow {shown(most)}.", "rooms", "weekly_days")


def check_fits(figures: Figures) -> Iterator[Finding]:
    """Whether the year, and each year group's part of it, fits."""
    whole = figures.year_fit
    if whole is not None and whole.room is not Room.ENOUGH:
        words = f"The year needs {two_places(whole.needed)} contact days. {_hosted(whole)}"
        if whole.room is Room.SHORT:
            yield error(f"{words} Offer more days a week, or ask for less.", "weekly_days")
        else:
            words += " That is tight: illness, snow or a moved exam would leave pupils out."
            yield warning(words, "weekly_days")
    for code, part in figures.cohort_fits:
        if part.room is Room.SHORT:
            need = f"{NAMES[code]} needs {two_places(part.needed)} days by {written(part.last)}."
            yield warning(f"{need} {_hosted(part)}", "weekly_days", COMPLETE_BY[code])


def _hosted(part: Fit) -> str:
    return f"In {part.weeks} weeks of term you can host {shown(part.available)}."


def check_complete_by(reader: Reader) -> Iterator[Finding]:
    """Whether meetings are to be finished within the first year of the service."""
    start = reader.day("start_date")
    if start is None:
        return
    for code, name in COMPLETE_BY.items():
        by = reader.day(name)
        if by is not None and not start <= by <= year_end(start):
            words = f"{NAMES[code]}: {written(by)} is not in the first year of the service, which "
            words += f"runs from {written(start)} to {written(year_end(start))}."
            yield error(words, "start_date", name)


def check_ranges(reader: Reader) -> Iterator[Finding]:
    """Whether closures and exam periods end after they begin, and whether closures were given."""
    for name in ("closures", "exam_blocks"):
        for row in reader.rows(name):
            first, last = as_day(row.get("first")), as_day(row.get("last"))
            if first is not None and last is not None and last < first:
                title = as_text(row.get("name")) or QUESTIONS[name].short
                yield error(f"{title}: the last day is before the first.", name)
    if not reader.rows("closures") and usual_closures(reader):
        words = "We count with the usual local pattern of terms. Check it against your calendar."
        yield advice(words, "closures")


def check_start(reader: Reader) -> Iterator[Finding]:
    """Whether the start lies in the year that is bought for, and no gap opens before it."""
    start, code = reader.day("start_date"), reader.code("academic_year")
    if start is None:
        return
    if code is not None and code[:4].isdigit():
        first = date(int(code[:4]), 9, 1)
        if not first <= start < date(first.year + 1, 9, 1):
            words = f"The start, {written(start)}, is not in the academic year you chose."
            yield warning(words, "academic_year", "start_date")
    end = reader.day("current_end")
    if end is not None and end + timedelta(days=1) < start:
        words = f"From the end of the present arrangement, {written(end)}, to the new start, "
        yield warning(f"{words}{written(start)}, pupils would have no guidance.", "current_end")
