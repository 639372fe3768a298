"""Checks the numbers of pupils, the lengths of meetings and the adviser's day."""

from collections.abc import Iterator
from math import ceil

from portal.checklist.brief.figures import Figures
from portal.checklist.brief.inputs import cohorts_of, day_of, pupils_in, send_percent_of
from portal.checklist.brief.reading import Reader
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.rules.demand import (
    LONG_MEETING,
    MOST_LONG_MEETINGS,
    Cohort,
    Day,
    NoMeetingFits,
    per_day,
)
from portal.checklist.rules.findings import Finding, advice, error, warning

LEAST_FIRST_MEETING = 30
NAMES = {row.code: row.words for row in QUESTIONS["cohorts"].rows}


def check_demand(reader: Reader, figures: Figures) -> Iterator[Finding]:
    """Everything about pupils, lengths and the day."""
    cohorts, _ = cohorts_of(reader)
    yield from check_cohorts(cohorts)
    yield from check_pupil_numbers(reader, cohorts)
    yield from check_lengths(reader, cohorts)
    day, _ = day_of(reader)
    if day is not None:
        yield from check_day(day, used_lengths(reader, cohorts))
    if figures.demand is not None and not figures.demand.first:
        yield error("No pupil needs a meeting by this table.", "cohorts")


def check_cohorts(cohorts: tuple[Cohort, ...]) -> Iterator[Finding]:
    """Each row of the table on its own."""
    for one in cohorts:
        name = NAMES.get(one.code, one.code)
        if one.met > one.roll:
            words = f"{name}: more pupils already met ({one.met}) than in the year ({one.roll})."
            yield error(words, "cohorts")
        if one.roll and one.meetings and one.minutes < LEAST_FIRST_MEETING:
            yield warning(
                f"{name}: {one.minutes} minutes is too short for a first meeting.", "cohorts"
            )
        elif one.roll and one.meetings and one.minutes < LONG_MEETING:
            words = f"{name}: good practice is {LONG_MEETING} minutes; you ask for {one.minutes}."
            yield advice(words, "cohorts")


def check_pupil_numbers(reader: Reader, cohorts: tuple[Cohort, ...]) -> Iterator[Finding]:
    """Whether parts are no larger than the whole, each said separately."""
    pupils, on_roll = pupils_in(cohorts), reader.whole("pupils_on_roll")
    if not cohorts:
        return
    if on_roll is not None and pupils > on_roll:
        words = f"The table has {pupils} pupils, but only {on_roll} are on roll."
        yield error(words, "pupils_on_roll", "cohorts")
    send_count = reader.whole("send_count")
    if send_count is not None and send_count > pupils:
        words = f"More pupils with SEND ({send_count}) than pupils in the table ({pupils})."
        yield error(words, "cohorts", "send_count")
    share, plans = send_percent_of(reader, cohorts), reader.whole("ehcp_count")
    send = None if share is None else ceil(share * pupils / 100)
    if send is not None and plans is not None and plans > send:
        words = f"More pupils with an EHC plan ({plans}) than pupils with SEND ({send})."
        basis = "send_percent" if send_count is None else "send_count"
        yield error(words, basis, "ehcp_count")
    cared = reader.whole("care_experienced_count")
    if cared is not None and cared > pupils:
        words = f"More care-experienced pupils ({cared}) than pupils in the table ({pupils})."
        yield error(words, "cohorts", "care_experienced_count")


def check_lengths(reader: Reader, cohorts: tuple[Cohort, ...]) -> Iterator[Finding]:
    """Whether longer meetings are longer."""
    send = reader.whole("send_minutes")
    longest = max((one.minutes for one in cohorts if one.roll and one.meetings), default=0)
    if send is not None and send < longest:
        words = f"SEND meetings ({send} minutes) are shorter than standard ones ({longest})."
        yield warning(words, "cohorts", "send_minutes")


def used_lengths(reader: Reader, cohorts: tuple[Cohort, ...]) -> tuple[int, ...]:
    """Every length of meeting that the school asks for."""
    lengths = {one.minutes for one in cohorts if one.roll and one.meetings}
    lengths |= {m for name in ("send_minutes", "followup_minutes") if (m := reader.whole(name))}
    return tuple(sorted(lengths))


def check_day(day: Day, lengths: tuple[int, ...]) -> Iterator[Finding]:
    """Whether the day makes sense and holds at least one meeting of each length."""
    if day.end <= day.start:
        yield error("The day ends before it starts.", "day_start", "day_end")
        return
    if day.available <= 0:
        yield error(
            "The breaks are as long as the whole day.", "day_start", "day_end", "break_minutes"
        )
        return
    for minutes in lengths:
        try:
            fitting = per_day(day, minutes)
        except NoMeetingFits as trouble:
            yield error(str(trouble), "day_start", "break_minutes", "writeup_minutes", "day_end")
            continue
        yield from check_count_a_day(day, minutes, fitting)


def check_count_a_day(day: Day, minutes: int, count: int) -> Iterator[Finding]:
    """Whether so many meetings of one length a day are possible, and sensible."""
    try:
        fitting = per_day(day, minutes)
    except NoMeetingFits as trouble:
        yield error(str(trouble), "day_end")
        return
    if count > fitting:
        words = f"{count} meetings of {minutes} minutes need more than the {day.available} minutes "
        yield error(f"{words}of the day: {fitting} fit.", "day_end")
    elif minutes >= LONG_MEETING and count > MOST_LONG_MEETINGS:
        words = f"{count} meetings of {minutes} minutes fit into this day, but more than "
        words += f"{MOST_LONG_MEETINGS} leave an adviser no time to think."
        yield warning(words, "writeup_minutes", "day_end")
