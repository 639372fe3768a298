"""The dates of a purchase: which are refused, which are warned about."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.rules.findings import Finding, Level, errors_in
from portal.checklist.rules.timetable import Timetable, bidding_days, problems, written
from portal.workdays import ENGLAND, Calendar, DateRange

DAYS = {
    "issue_date": date(2027, 3, 1),
    "clarification_deadline": date(2027, 3, 12),
    "answers_by": date(2027, 3, 17),
    "evaluation_by": date(2027, 4, 1),
    "interviews_first": date(2027, 4, 19),
    "interviews_last": date(2027, 4, 21),
    "moderation_date": date(2027, 4, 23),
    "approval_date": date(2027, 4, 29),
    "notify_date": date(2027, 4, 30),
    "feedback_by": date(2027, 5, 14),
    "sign_by": date(2027, 5, 28),
    "mobilise_first": date(2027, 6, 14),
    "mobilise_last": date(2027, 7, 16),
    "start_date": date(2027, 9, 1),
}
NOON = datetime(2027, 3, 23, 12)  # noqa: DTZ001 - a London wall time
TODAY = date(2027, 2, 1)


def example(deadline: datetime = NOON, standstill: int = 0, **changes: date) -> Timetable:
    return Timetable({**DAYS, **changes}, deadline, standstill)


def found(timetable: Timetable, calendar: Calendar | None = None) -> list[Finding]:
    return problems(timetable, calendar or Calendar(), TODAY)


def about(findings: list[Finding], question: str, level: Level) -> str:
    return " ".join(f.words for f in findings if f.level is level and question in f.questions)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_timetable_of_the_example_has_nothing_wrong_and_gives_16_working_days() -> None:
    assert found(example()) == []
    assert bidding_days(example(), ENGLAND) == 16


def test_an_empty_timetable_has_nothing_wrong() -> None:
    assert found(Timetable({})) == []


def test_a_deadline_in_the_past_is_refused() -> None:
    late = problems(example(), Calendar(), date(2027, 3, 24))
    assert "is in the past" in about(late, "deadline", Level.ERROR)
    assert "is in the past" not in about(found(example()), "deadline", Level.ERROR)


def test_a_deadline_before_the_brief_goes_out_is_refused() -> None:
    early = found(example(at("2027-02-26T12:00")))
    assert "must come after" in about(early, "deadline", Level.ERROR)


def test_answers_on_the_day_when_questions_close_or_bids_are_due_are_refused() -> None:
    same = found(example(answers_by=date(2027, 3, 12)))
    assert "must come after" in about(same, "answers_by", Level.ERROR)
    due = found(example(answers_by=date(2027, 3, 23)))
    assert "must come after" in about(due, "deadline", Level.ERROR)


@pytest.mark.parametrize(
    ("deadline", "why", "instead"),
    [
        ("2027-03-29T12:00", "Easter Monday", "Tuesday 30 March 2027"),
        ("2027-03-26T12:00", "Good Friday", "Tuesday 30 March 2027"),
        ("2027-03-27T12:00", "a weekend", "Tuesday 30 March 2027"),
        ("2028-12-25T12:00", "Christmas Day", "Wednesday 27 December 2028"),
    ],
)
def test_a_deadline_on_a_day_off_is_refused_and_the_next_working_day_offered(
    deadline: str, why: str, instead: str
) -> None:
    words = about(found(example(at(deadline))), "deadline", Level.ERROR)
    assert f"({why}). The next one is {instead}." in words


def test_a_decision_on_a_weekend_is_only_warned_about() -> None:
    saturday = found(example(moderation_date=date(2027, 4, 24)))
    assert errors_in(saturday) == ()
    assert "a weekend" in about(saturday, "moderation_date", Level.WARNING)


@pytest.mark.parametrize(
    ("issue", "days", "level"),
    [
        (date(2027, 3, 18), 3, Level.ERROR),
        (date(2027, 3, 17), 4, Level.ERROR),
        (date(2027, 3, 16), 5, Level.WARNING),
        (date(2027, 3, 12), 7, Level.WARNING),
        (date(2027, 3, 10), 9, Level.WARNING),
        (date(2027, 3, 9), 10, None),
    ],
)
def test_too_little_time_to_bid_is_refused_and_little_time_warned_about(
    issue: date, days: int, level: Level | None
) -> None:
    timetable = Timetable({"issue_date": issue}, NOON)
    assert bidding_days(timetable, ENGLAND) == days
    assert [finding.level for finding in found(timetable)] == ([level] if level else [])


def test_a_moment_that_the_clocks_skip_is_refused() -> None:
    skipped = found(example(at("2027-03-28T01:30")))
    assert "does not exist" in about(skipped, "deadline", Level.ERROR)


def test_a_deadline_at_midnight_is_allowed_but_noon_is_advised() -> None:
    night = found(example(at("2027-03-23T23:59")))
    assert errors_in(night) == ()
    assert "Noon is a good time" in about(night, "deadline", Level.ADVICE)


def test_a_day_on_which_the_school_is_closed_is_warned_about_by_name() -> None:
    spring = Calendar((DateRange(date(2027, 3, 22), date(2027, 3, 24), "Inset"),))
    assert "closed on Tuesday 23 March 2027 (Inset)" in about(
        found(example(), spring), "deadline", Level.WARNING
    )


CHAIN = [*list(DAYS)[3:9], "sign_by", "mobilise_first", "mobilise_last", "start_date"]


@pytest.mark.parametrize("name", CHAIN)
def test_no_step_may_come_before_the_one_above_it(name: str) -> None:
    assert "may not come before" in about(
        found(Timetable({**DAYS, name: date(2027, 3, 2)}, NOON)), name, Level.ERROR
    )


def test_feedback_may_not_come_before_bidders_are_told_and_not_late() -> None:
    early = found(example(feedback_by=date(2027, 4, 29)))
    assert "may not come before" in about(early, "feedback_by", Level.ERROR)
    late = found(example(feedback_by=date(2027, 5, 18)))
    assert "more than 10 working days" in about(late, "feedback_by", Level.ADVICE)


@pytest.mark.parametrize(("days", "refused"), [(0, False), (18, False), (19, True)])
def test_signing_before_the_wait_is_over_is_refused(days: int, refused: bool) -> None:
    # 28 May 2027 is the 19th working day after the 30 April when bidders are told.
    words = about(found(example(standstill=days)), "sign_by", Level.ERROR)
    assert ("is not over" in words) is refused


def test_dates_are_written_with_their_weekday() -> None:
    assert written(date(2027, 3, 1)) == "Monday 1 March 2027"


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.integers(0, 400), st.times())
def test_every_deadline_on_a_day_off_or_in_a_hurry_is_refused(
    issue: date, gap: int, clock: object
) -> None:
    day = issue + timedelta(days=gap)
    moment = datetime.fromisoformat(f"{day}T{clock}")
    refused = any(
        "deadline" in finding.questions
        for finding in errors_in(problems(Timetable({"issue_date": issue}, moment), Calendar()))
    )
    off = day.weekday() > 4 or day in ENGLAND
    hurried = (bidding_days(Timetable({"issue_date": issue}, moment), ENGLAND) or 0) < 5
    assert refused == (off or hurried)
