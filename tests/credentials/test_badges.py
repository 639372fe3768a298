"""What a badge says: what it rests on, and when, never an approval."""

import re
from datetime import date, timedelta
from itertools import product

import pytest

from portal.credentials.models import badge_of
from portal.credentials.rules import EXAMPLE, STATUSES, Claim, Kind, Record, Result, Seen, State

TODAY = date(2026, 11, 24)
STATED = date(2026, 6, 1)
SEEN = Seen(date(2026, 10, 12), "the Hub", Result.CONFIRMED)
MISSING = Seen(date(2026, 10, 12), "the Hub", Result.NOT_FOUND)
DATES = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d")


def held(due: date) -> Claim:
    return Claim(Kind.MATRIX, "HELD", STATED, "2023", date(2024, 5, 3), due)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            Record(held(date(2027, 5, 3)), (SEEN,)),
            "matrix Standard: certificate checked by the Hub on 12 October 2026, "
            "review due 3 May 2027",
        ),
        (
            Record(held(date(2027, 5, 3))),
            "matrix Standard: stated by the provider on 1 June 2026, not checked, "
            "review due 3 May 2027",
        ),
        (
            Record(held(date(2026, 11, 23)), (SEEN,)),
            "matrix Standard: expired on 23 November 2026",
        ),
        (
            Record(Claim(Kind.CDI, "RCDP_CURRENT", STATED), (SEEN,)),
            "CDI register: Registered Career Development Professional, "
            "register entry checked by the Hub on 12 October 2026",
        ),
        (
            Record(Claim(Kind.CDI, "RCL_ONLY", STATED), (SEEN,)),
            "CDI register: Registered Careers Leader only, does not cover personal guidance, "
            "register entry checked by the Hub on 12 October 2026",
        ),
        (
            Record(Claim(Kind.INSURANCE, "PL", STATED, review_due=date(2027, 1, 2), amount="5")),
            "Public liability insurance, £5 million: stated by the provider on 1 June 2026, "
            "not checked, cover ends 2 January 2027",
        ),
        (
            Record(Claim(Kind.QUALIFICATION, "Q_TRAINEE", STATED)),
            "In training for a career guidance award: stated by the provider on 1 June 2026, "
            "not checked",
        ),
        (
            Record(Claim(Kind.QUALIFICATION, "Q7_MA", STATED, evidence_sent=True)),
            "Master's degree in career guidance (Level 7): evidence sent by the provider on "
            "1 June 2026, not checked",
        ),
    ],
)
def test_a_badge_says_what_it_rests_on_and_when(record: Record, words: str) -> None:
    assert badge_of(record, TODAY).words == words


def test_a_register_entry_not_seen_for_a_year_says_since_when() -> None:
    badge = badge_of(Record(Claim(Kind.CDI, "RCDP_CURRENT", STATED), (SEEN,)), date(2027, 10, 13))
    assert badge.state is State.CHECK_EXPIRED
    assert badge.words.endswith("not confirmed since 12 October 2026")


def test_a_disproved_registration_does_not_repeat_the_claim() -> None:
    badge = badge_of(Record(Claim(Kind.CDI, "RCDP_CURRENT", STATED), (MISSING,)), TODAY)
    assert badge.state is State.LAPSED
    assert "Professional" not in badge.words


def test_every_possible_badge_has_a_date_and_none_approves_or_recommends() -> None:
    looked_at = 0
    results = [None, *Result]
    for kind, result, days, example in product(Kind, results, (-400, 30, 400), (False, True)):
        for status in STATUSES[kind]:
            claim = Claim(
                kind,
                status,
                STATED,
                review_due=TODAY + timedelta(days=days),
                is_example=example,
            )
            checks = (Seen(SEEN.checked_on, "the Hub", result),) if result else ()
            badge = badge_of(Record(claim, checks), TODAY)
            assert DATES.search(badge.words), badge.words
            assert not re.search(
                r"approv|recommend|accredited|guarantee", badge.words, re.IGNORECASE
            )
            assert badge.words.startswith(EXAMPLE) is example is badge.is_example
            looked_at += 1
    assert looked_at > 800
