"""Errors, warnings and advice over the answers: each finding once, and none for the example."""

from datetime import date, time
from decimal import Decimal
from typing import cast

import pytest

from portal.checklist.brief.checks import check
from portal.checklist.brief.checks_demand import check_count_a_day
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.rules.demand import Day
from portal.checklist.rules.findings import Finding, Level, errors_in
from portal.checklist.rules.money import Limits

LIMITS = Limits(
    Decimal(10_000), Decimal(40_000), Decimal(207_720), Decimal(663_540), 3, Decimal(20)
)
TODAY = date(2026, 11, 24)
ERROR, WARNING, ADVICE = Level.ERROR, Level.WARNING, Level.ADVICE
Rows = list[dict[str, object]]


def found(**changes: object) -> tuple[Finding, ...]:
    return check({**EXAMPLE, **changes}, LIMITS, TODAY)


def said(findings: tuple[Finding, ...], level: Level, question: str) -> str:
    chosen = (f.words for f in findings if f.level is level and f.questions[-1] == question)
    return " ".join(chosen)


def rows(name: str, place: int, /, **changes: object) -> Rows:
    copied = [dict(row) for row in cast("Rows", EXAMPLE[name])]
    copied[place].update(changes)
    return copied


def y13(**changes: object) -> Rows:
    return rows("cohorts", 6, **changes)


def test_example_high_has_no_error_and_is_told_that_it_is_tight() -> None:
    findings = found()
    assert errors_in(findings) == ()
    assert "That is tight" in said(findings, WARNING, "weekly_days")
    assert len(findings) == 3


def test_nothing_is_found_where_nothing_is_answered() -> None:
    assert check({}, LIMITS, TODAY) == ()


def test_findings_come_in_the_order_of_the_questions() -> None:
    findings = found(day_end="08:00", postcode="nowhere", tie_break="students")
    assert [f.questions[-1] for f in errors_in(findings)][::2] == ["postcode", "tie_break"]


CASES: list[tuple[dict[str, object], Level, str, str]] = [
    # the school and its present guidance
    ({"postcode": "CH4I"}, ERROR, "postcode", "not a full postcode"),
    ({"borough": "LIV"}, WARNING, "postcode", "another borough"),
    ({"postcode": "CH1 1AA"}, ADVICE, "postcode", "cannot find this postcode"),
    ({"provision_now": ["INTERNAL_BELOW"]}, WARNING, "provision_now", "Below Level 6"),
    (
        {"provision_now": ["EXT_ORG"], "dedicated_staff": "yes"},
        ADVICE,
        "dedicated_staff",
        "TUPE",
    ),
    ({"entitlement_published": "no"}, ADVICE, "entitlement_published", "website"),
    ({"no_duplication": "no"}, ADVICE, "no_duplication", "who does what"),
    ({"current_end": "2027-07-31"}, WARNING, "current_end", "would have no guidance"),
    # the model
    ({"model": "MODEL_INTERNAL"}, WARNING, "independence", "not independent in law"),
    ({"model": "MODEL_GROW"}, ADVICE, "model", "cover at Level 6"),
    ({"model": "MODEL_EXT_SELF", "open_to": ["ORG"]}, ERROR, "open_to", "only organisations"),
    ({"setting": "INDEP"}, ADVICE, "independence", "your own duties differ"),
    # pupils, lengths, the day
    ({"cohorts": y13(met=86)}, ERROR, "cohorts", "already met (86) than in the year (85)"),
    ({"cohorts": y13(minutes="20")}, WARNING, "cohorts", "too short for a first meeting"),
    ({"cohorts": y13(minutes="30")}, ADVICE, "cohorts", "good practice is 45"),
    ({"cohorts": y13(roll=2001)}, ERROR, "cohorts", "“Pupils in the year” is not as asked"),
    ({"pupils_on_roll": 300}, ERROR, "cohorts", "only 300 are on roll"),
    ({"send_basis": "count", "send_count": 371}, ERROR, "send_count", "(371) than pupils"),
    ({"ehcp_count": 46}, ERROR, "ehcp_count", "(46) than pupils with SEND (45)"),
    ({"care_experienced_count": 371}, ERROR, "care_experienced_count", "(371) than pupils"),
    (
        {"cohorts": y13(minutes="60"), "send_minutes": "45"},
        WARNING,
        "send_minutes",
        "shorter than standard ones (60)",
    ),
    ({"day_end": "08:00"}, ERROR, "day_end", "ends before it starts"),
    ({"break_minutes": 239, "day_end": "12:00"}, ERROR, "break_minutes", "as long as the whole"),
    ({"day_end": "10:00"}, ERROR, "day_end", "does not fit into the 30 minutes"),
    ({"writeup_minutes": 0}, ERROR, "writeup_minutes", "between 5 and 30 minutes"),
    ({"day_end": "17:15"}, WARNING, "day_end", "7 meetings of 45 minutes fit"),
    # the calendar
    ({"weekly_days": "0"}, ERROR, "weekly_days", "no meeting can take place"),
    ({"weekly_days": "4.5"}, ERROR, "weekly_days", "your rooms and free weekdays allow 4"),
    ({"weekly_days": "1.5"}, ERROR, "weekly_days", "Offer more days a week"),
    ({"weekly_days": "1.3"}, ERROR, "weekly_days", "steps of half a day"),
    ({"complete_by_y11": "2027-10-15"}, WARNING, "complete_by_y11", "needs 39.15 days"),
    ({"complete_by_y11": "2028-09-01"}, ERROR, "complete_by_y11", "not in the first year"),
    ({"closures": []}, ADVICE, "closures", "usual local pattern"),
    (
        {"exam_blocks": [{"name": "Mocks", "first": "2028-01-20", "last": "2028-01-10"}]},
        ERROR,
        "exam_blocks",
        "Mocks: the last day is before the first",
    ),
    ({"academic_year": "2026_27"}, WARNING, "start_date", "not in the academic year"),
    ({"rooms_private": "no"}, WARNING, "rooms_private", "confidential"),
    ({"rooms_accessible": "no"}, WARNING, "rooms_accessible", "not accessible"),
    # money
    ({"annual_budget": "0"}, ERROR, "annual_budget", "stays a draft"),
    ({"annual_budget": "24299"}, WARNING, "annual_budget", "is £1 less than the £24,300"),
    ({"annual_budget": "2000000"}, WARNING, "annual_budget", "reaches the threshold"),
    ({"annual_budget": "1"}, WARNING, "annual_budget", "£24,299 less"),
    ({"approval_limit": "72899"}, WARNING, "approval_limit", "limit of £72,899"),
    ({"policy_medium": "5000", "policy_high": "4000"}, ERROR, "policy_high", "an advert"),
    ({"route": "quotes"}, ERROR, "route_reason", "You chose another route"),
    ({"route": "act", "route_reason": "x" * 30}, WARNING, "route", "Procurement Act 2023"),
    ({"policy_high": "80000", "route": "quotes"}, ADVICE, "extensions", "just under a limit"),
    ({"vat_recoverable": "not_sure"}, ADVICE, "vat_recoverable", "recover VAT"),
    # the specification
    ({"services": ["PG_FU"]}, ERROR, "services", "One-to-one guidance meetings must be"),
    ({"services": ["PG1", "PG_GRP"]}, ADVICE, "services", "does not count"),
    ({"services": ["PG1", "RESULTS_DAY"]}, WARNING, "services", "reviews of EHC plans"),
    ({"services": ["PG1", "EHCP_AR"]}, WARNING, "services", "results days"),
    ({"matrix": "required"}, WARNING, "matrix", "shuts them out"),
    ({"qualification": "L6_WORKING"}, ADVICE, "qualification", "named supervisor"),
    ({"setting": "PRU_AP", "specialisms": ["LMI_LCR"]}, ERROR, "specialisms", "In your setting"),
    ({"meeting_standard": ["lmi"]}, ERROR, "meeting_standard", "at least four"),
    # dates
    ({"issue_date": "2026-11-23"}, ERROR, "issue_date", "in the past"),
    ({"deadline": "2027-03-29T12:00"}, ERROR, "deadline", "The next one is Tuesday 30 March"),
    ({"deadline": "2027-03-03T12:00"}, ERROR, "deadline", "Bidders have 2 working days"),
    ({"start_date": "not a date"}, ERROR, "start_date", "real date"),
    # judging
    ({"price_weight": 41}, ERROR, "price_weight", "add up to 101"),
    (
        {"quality_weight": 0, "price_weight": 100, "quality_questions": []},
        ERROR,
        "weights_reason",
        "the cheapest bid wins",
    ),
    ({"quality_weight": 90, "price_weight": 10}, ADVICE, "price_weight", "20 to 60%"),
    (
        {"quality_questions": rows("quality_questions", 0, weight="19")},
        ERROR,
        "quality_questions",
        "add up to 59, not to the 60",
    ),
    (
        {"quality_questions": rows("quality_questions", 0, words=99)},
        ERROR,
        "quality_questions",
        "between 100 and 1000",
    ),
    ({"minimum_score": 4}, WARNING, "minimum_score", "rules out every bid"),
    ({"minimum_score": 1, "scale": "1_5"}, ADVICE, "minimum_score", "rules nobody out"),
    ({"tie_break": "students"}, ERROR, "tie_break", "none is planned"),
    (
        {"gates": ["dbs", "insurance", "matrix"], "matrix": "desirable"},
        ERROR,
        "gates",
        "not required elsewhere",
    ),
    ({"panel": rows("panel", 1, name="first ASSESSOR")}, ERROR, "panel", "twice"),
    ({"panel": rows("panel", 0, declared="no")}, WARNING, "panel", "declares their interests"),
    ({"panel": rows("panel", 0)[:1]}, ERROR, "panel", "between 2 and 8 people"),
]


@pytest.mark.parametrize(
    ("changes", "level", "question", "words"), CASES, ids=[case[3] for case in CASES]
)
def test_a_finding_is_made_of_its_cause_and_of_nothing_else(
    changes: dict[str, object], level: Level, question: str, words: str
) -> None:
    assert words not in said(found(), level, question)
    assert words in said(found(**changes), level, question)


def test_each_contradiction_in_the_numbers_of_pupils_is_named_separately() -> None:
    findings = found(
        cohorts=y13(met=86), send_basis="count", send_count=400, care_experienced_count=500
    )
    assert len(errors_in(findings)) == 3


def test_another_route_is_accepted_with_a_reason_of_thirty_characters() -> None:
    assert errors_in(found(route="framework", route_reason="x" * 30)) == ()
    assert errors_in(found(route="framework", route_reason=" " + "x" * 29)) != ()


def test_all_weight_on_price_is_only_warned_about_once_there_is_a_reason() -> None:
    changes = {"quality_weight": 0, "price_weight": 100, "quality_questions": []}
    findings = found(**changes, weights_reason="The governors decided so.")
    assert errors_in(findings) == ()
    assert "the cheapest bid wins" in said(findings, WARNING, "quality_weight")


def test_a_private_budget_large_enough_is_not_remarked_on() -> None:
    assert not any("annual_budget" in f.questions for f in found(annual_budget="24300"))


DAY = Day(time(8, 45), time(15, 15), breaks=45, writeup=15)


def test_nine_meetings_of_45_minutes_a_day_are_refused() -> None:
    (finding,) = check_count_a_day(DAY, 45, 9)
    assert finding.level is ERROR
    assert "9 meetings of 45 minutes need more than the 345 minutes" in finding.words


def test_seven_that_fit_a_long_day_are_warned_about_and_five_are_not() -> None:
    long_day = Day(time(8), time(18), breaks=60, writeup=15)
    assert [f.level for f in check_count_a_day(long_day, 45, 7)] == [WARNING]
    assert not list(check_count_a_day(DAY, 45, 5))
    impossible = Day(time(8), time(8, 30), breaks=0, writeup=15)
    assert [f.level for f in check_count_a_day(impossible, 45, 1)] == [ERROR]
