"""What a claim is worth on a day, and what may be recorded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.credentials import catalogue
from portal.credentials.rules import (
    AMOUNTS,
    FRAMEWORKS,
    GOOD,
    STATUSES,
    Claim,
    Kind,
    Record,
    Result,
    Seen,
    State,
    Verification,
    check_problems,
    claim_problems,
    claim_warnings,
    effective_state,
    is_withdrawn_from_view,
    may_give_guidance,
    may_see,
    months_after,
    record_that_counts,
    verification,
    why_not_guidance,
)

TODAY = date(2026, 11, 24)
SEEN = Seen(date(2026, 10, 12), "the Hub", Result.CONFIRMED)
AWARDED = date(2024, 5, 3)


def matrix(due: date | None, *, status: str = "HELD") -> Claim:
    return Claim(Kind.MATRIX, status, date(2026, 9, 1), "2023", AWARDED, due)


def cdi(status: str = "RCDP_CURRENT") -> Claim:
    return Claim(Kind.CDI, status, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, State.EXPIRED),
        (0, State.DUE_SOON),
        (1, State.DUE_SOON),
        (90, State.DUE_SOON),
        (91, State.CURRENT),
    ],
)
def test_a_certificate_holds_through_the_day_on_which_its_review_is_due(
    days: int, state: State
) -> None:
    assert effective_state(matrix(TODAY + timedelta(days=days)), [SEEN], TODAY) is state


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("WORKING_TOWARDS", State.WORKING_TOWARDS),
        ("NOT_HELD", State.NOT_HELD),
        ("WITHDRAWN", State.WITHDRAWN),
        ("NOT_APPLICABLE", State.NOT_APPLICABLE),
    ],
)
def test_a_statement_of_not_holding_it_needs_no_check(status: str, state: State) -> None:
    assert effective_state(matrix(TODAY, status=status), [], TODAY) is state


def test_what_nobody_checked_is_never_current() -> None:
    for due in (None, TODAY, TODAY + timedelta(days=400)):
        assert effective_state(matrix(due), [], TODAY) is State.UNVERIFIED


def test_a_checked_certificate_without_an_end_is_not_current() -> None:
    assert effective_state(matrix(None), [SEEN], TODAY) is State.UNVERIFIED


def test_a_certificate_that_ran_out_is_expired_whether_or_not_it_was_checked() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert effective_state(matrix(yesterday), [], TODAY) is State.EXPIRED
    assert effective_state(matrix(yesterday), [SEEN], TODAY) is State.EXPIRED


def test_a_check_of_tomorrow_does_not_count_today() -> None:
    tomorrow = Seen(TODAY + timedelta(days=1), "the Hub", Result.CONFIRMED)
    claim = matrix(TODAY + timedelta(days=400))
    assert effective_state(claim, [tomorrow], TODAY) is State.UNVERIFIED
    assert effective_state(claim, [tomorrow], TODAY + timedelta(days=1)) is State.CURRENT


def test_the_newest_check_decides_whatever_the_order_and_the_later_of_one_day() -> None:
    claim = matrix(TODAY + timedelta(days=400))
    gone = Seen(date(2026, 11, 1), "the Hub", Result.WITHDRAWN)
    assert effective_state(claim, [gone, SEEN], TODAY) is State.WITHDRAWN
    corrected = Seen(date(2026, 11, 1), "the Hub", Result.CONFIRMED)
    assert effective_state(claim, [SEEN, gone, corrected], TODAY) is State.CURRENT
    assert effective_state(claim, [SEEN, corrected, gone], TODAY) is State.WITHDRAWN


def test_a_register_entry_counts_for_twelve_months_after_it_was_seen() -> None:
    a_year_later = date(2027, 10, 12)
    assert effective_state(cdi(), [SEEN], a_year_later) is State.CURRENT
    assert effective_state(cdi(), [SEEN], a_year_later + timedelta(days=1)) is State.CHECK_EXPIRED


def test_a_registrant_who_is_not_found_any_more_has_lapsed() -> None:
    missing = Seen(date(2026, 11, 1), "the Hub", Result.NOT_FOUND)
    assert effective_state(cdi(), [SEEN, missing], TODAY) is State.LAPSED
    assert effective_state(matrix(TODAY), [missing], TODAY) is State.REJECTED


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("RCDP_LAPSED", State.LAPSED),
        ("RCL_ONLY", State.WRONG_CATEGORY),
        ("MEMBER_ONLY", State.WRONG_CATEGORY),
        ("APPLIED", State.WORKING_TOWARDS),
        ("NOT_REGISTERED", State.NOT_HELD),
        ("UNKNOWN", State.UNVERIFIED),
    ],
)
def test_only_a_registered_professional_can_be_current(status: str, state: State) -> None:
    assert effective_state(cdi(status), [SEEN], TODAY) is state


def test_a_qualification_is_checked_once() -> None:
    award = Claim(Kind.QUALIFICATION, "Q7_QCD", date(2016, 1, 1))
    assert effective_state(award, [], TODAY) is State.UNVERIFIED
    once = Seen(date(2016, 2, 1), "the Hub", Result.CONFIRMED)
    assert effective_state(award, [once], TODAY) is State.CURRENT


def test_a_dbs_declaration_is_hidden_after_a_year_and_past_insurance_at_once() -> None:
    said = Claim(Kind.DBS, "ENH_CBL", date(2025, 11, 24))
    assert effective_state(said, [], TODAY) is State.UNVERIFIED
    assert effective_state(said, [], TODAY + timedelta(days=1)) is State.CHECK_EXPIRED
    assert is_withdrawn_from_view(Kind.DBS, State.CHECK_EXPIRED)
    assert is_withdrawn_from_view(Kind.INSURANCE, State.EXPIRED)
    assert not is_withdrawn_from_view(Kind.MATRIX, State.EXPIRED)


def test_a_recordable_claim_has_no_problems() -> None:
    assert claim_problems(matrix(date(2027, 5, 3)), TODAY, for_person=False) == ()
    assert claim_problems(cdi(), TODAY, for_person=True) == ()


def test_a_review_more_than_three_years_after_the_award_is_refused_and_the_rule_said() -> None:
    assert not claim_problems(matrix(date(2027, 5, 3)), TODAY, for_person=False)
    (problem,) = claim_problems(matrix(date(2027, 5, 4)), TODAY, for_person=False)
    assert problem.field == "review_due"
    assert "3 years" in problem.words
    assert "3 May 2027" in problem.words


def test_three_years_after_the_last_of_february_end_on_the_last_of_february() -> None:
    leap = Claim(Kind.MATRIX, "HELD", TODAY, "2023", date(2024, 2, 29), date(2027, 2, 28))
    assert not claim_problems(leap, TODAY, for_person=False)
    assert months_after(date(2024, 2, 29), 36) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 30), -9) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("claim", "for_person", "field"),
    [
        (
            Claim(Kind.MATRIX, "HELD", TODAY, "2023", TODAY + timedelta(days=1)),
            False,
            "accredited_on",
        ),
        (
            Claim(Kind.DBS, "ENH", TODAY, accredited_on=TODAY + timedelta(days=1)),
            True,
            "accredited_on",
        ),
        (Claim(Kind.MATRIX, "HELD", TODAY + timedelta(days=1)), False, "declared_on"),
        (matrix(date(2024, 5, 2)), False, "review_due"),
        (Claim(Kind.MATRIX, "GOLD", TODAY), False, "status"),
        (Claim(Kind.QUALIFICATION, "Level 6 in catering", TODAY), True, "status"),
        (Claim(Kind.MATRIX, "HELD", TODAY, "2019"), False, "framework"),
        (Claim(Kind.CDI, "RCL_ONLY", TODAY, "2023"), True, "framework"),
        (Claim(Kind.INSURANCE, "PL", TODAY, amount="7"), False, "amount"),
        (Claim(Kind.MATRIX, "HELD", TODAY, scope="x" * 501), False, "scope"),
        (Claim(Kind.CDI, "RCDP_CURRENT", TODAY), False, "adviser"),
        (Claim(Kind.QUALIFICATION, "Q7_MA", TODAY), False, "adviser"),
        (Claim(Kind.MATRIX, "HELD", TODAY), True, "adviser"),
        (Claim(Kind.INSURANCE, "PL", TODAY), True, "adviser"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(
    claim: Claim, for_person: bool, field: str
) -> None:
    assert [p.field for p in claim_problems(claim, TODAY, for_person=for_person)] == [field]


def test_a_check_says_who_made_it_and_not_in_the_future() -> None:
    assert not check_problems(SEEN, TODAY)
    bad = Seen(TODAY + timedelta(days=1), " ", Result.CONFIRMED)
    assert [p.field for p in check_problems(bad, TODAY)] == ["checked_on", "checked_by"]


def test_a_dbs_check_of_2009_is_remarked_on_unless_the_update_service_keeps_it() -> None:
    old = Claim(Kind.DBS, "ENH", TODAY, accredited_on=date(2009, 3, 1))
    assert not claim_problems(old, TODAY, for_person=True)
    assert "March 2009" in claim_warnings(old, TODAY)[0]
    kept = Claim(Kind.DBS, "ENH", TODAY, accredited_on=date(2009, 3, 1), update_service=True)
    recent = Claim(Kind.DBS, "ENH", TODAY, accredited_on=date(2023, 11, 24))
    assert claim_warnings(kept, TODAY) == claim_warnings(recent, TODAY) == ()


def test_verification_follows_from_what_was_sent_and_seen() -> None:
    sent = Claim(Kind.CDI, "RCDP_CURRENT", TODAY, evidence_sent=True)
    refused = Seen(SEEN.checked_on, "the Hub", Result.REJECTED)
    assert verification(Record(cdi()), TODAY) is Verification.SELF_DECLARED
    assert verification(Record(sent), TODAY) is Verification.EVIDENCE_SUPPLIED
    assert verification(Record(sent, (SEEN,)), TODAY) is Verification.HUB_CHECKED
    assert verification(Record(sent, (SEEN,)), date(2027, 10, 13)) is Verification.CHECK_EXPIRED
    assert verification(Record(sent, (refused,)), TODAY) is Verification.REJECTED


def test_next_years_certificate_entered_early_does_not_cost_this_years_badge() -> None:
    this = Record(matrix(TODAY + timedelta(days=30)), (SEEN,))
    following = Record(matrix(TODAY + timedelta(days=900)))
    assert record_that_counts([this, following], TODAY) is this
    later = TODAY + timedelta(days=31)
    assert record_that_counts([this, following], later) is following


def test_a_newer_statement_of_not_holding_it_pushes_the_badge_out() -> None:
    held = Record(matrix(TODAY + timedelta(days=300)), (SEEN,))
    gone = Record(matrix(None, status="WITHDRAWN"))
    assert record_that_counts([held, gone], TODAY) is gone
    assert record_that_counts([], TODAY) is None


@pytest.mark.parametrize(
    ("qualification", "cdi_state", "may"),
    [
        ("Q6_DIPCGD", State.NOT_HELD, True),
        ("Q6_APPR", State.NOT_HELD, True),
        ("Q7_QCD", State.WRONG_CATEGORY, True),
        ("Q7_MA", State.UNVERIFIED, True),
        ("Q7_PGCERT", State.UNVERIFIED, False),
        ("Q7_PGCERT", State.CURRENT, True),
        ("QX_LEGACY", State.CHECK_EXPIRED, False),
        ("QX_LEGACY", State.DUE_SOON, True),
        ("QX_COMP", State.LAPSED, False),
        ("Q6_CL", State.CURRENT, False),
        ("Q4_IA", State.CURRENT, False),
        ("Q_TRAINEE", State.CURRENT, False),
        ("Q_NONE", State.CURRENT, False),
        ("Level 6 in another subject", State.CURRENT, False),
    ],
)
def test_the_code_of_an_award_says_who_may_give_guidance(
    qualification: str, cdi_state: State, may: bool
) -> None:
    assert may_give_guidance(qualification, cdi_state) is may
    assert (why_not_guidance(qualification, "UNKNOWN", cdi_state) is None) is may


def test_the_reason_names_what_is_in_the_way() -> None:
    leader = why_not_guidance("Q6_CL", "RCL_ONLY", State.WRONG_CATEGORY) or ""
    level_4 = why_not_guidance("Q4_IA", "NOT_REGISTERED", State.NOT_HELD) or ""
    trainee = why_not_guidance("Q_TRAINEE", "APPLIED", State.WORKING_TOWARDS) or ""
    assert "careers leader" in leader
    assert "information and advice" in level_4
    assert "training" in trainee


def test_insurance_and_dbs_are_for_signed_in_schools() -> None:
    assert [kind for kind in Kind if not may_see(kind, signed_in=False)] == ["INSURANCE", "DBS"]
    assert all(may_see(kind, signed_in=True) for kind in Kind)


def test_every_code_has_its_words_and_no_words_lack_a_code() -> None:
    assert set(catalogue.STATUS_WORDS) == set(Kind)
    for kind, codes in STATUSES.items():
        assert set(catalogue.STATUS_WORDS[kind]) == set(codes)
    assert tuple(catalogue.MATRIX_FRAMEWORKS) == FRAMEWORKS
    assert tuple(catalogue.INSURANCE_AMOUNTS) == AMOUNTS
    assert set(catalogue.STATE_WORDS) == set(State)
    assert set(catalogue.RESULT_WORDS) == set(Result)
    assert set(catalogue.VERIFICATION_WORDS) == set(Verification)


@given(
    st.integers(-2000, 2000),
    st.integers(-2000, 2000),
    st.sampled_from([r.value for r in Result]),
)
def test_nothing_unchecked_refused_or_past_is_ever_good(due: int, seen: int, result: str) -> None:
    claim = matrix(TODAY + timedelta(days=due))
    look = Seen(TODAY + timedelta(days=seen), "the Hub", Result(result))
    good = effective_state(claim, [look], TODAY) in GOOD
    assert good == (due >= 0 and seen <= 0 and result == Result.CONFIRMED)
