"""How long each fact of a listing holds, and which step of it is told on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.credentials.rules import Claim, Kind, Record, Result, Seen
from portal.listing.rules.freshness import (
    LADDERS,
    Due,
    Fact,
    Kept,
    Stated,
    due_of,
    facts_of,
    is_interested,
    lapses_of,
    step_reached,
)
from portal.providers.rules import ListingStatus, is_capacity_fresh, may_be_listed, price_today
from portal.providers.rules.showing import needs_confirming

TODAY = date(2026, 11, 24)
LISTED = Kept(ListingStatus.PUBLISHED)


def days(count: int, since: date = TODAY) -> date:
    return since + timedelta(days=count)


def stated(kind: Kind, status: str, number: int = 1, *looks: Seen, **more: date | None) -> Stated:
    """A claim that everybody may see, made on the first day of 2026 unless `more` says otherwise."""
    claim = Claim(kind, status, **{"declared_on": date(2026, 1, 1), **more})  # type: ignore[arg-type]
    return Stated(number, Record(claim, looks))


def seen(on: date, result: Result = Result.CONFIRMED) -> Seen:
    return Seen(on, "the Hub", result)


def matrix(due: date | None, number: int = 1, *looks: Seen, awarded: date | None = None) -> Stated:
    return stated(Kind.MATRIX, "HELD", number, *looks, review_due=due, accredited_on=awarded)


def cdi(on: date | None, number: int = 1, adviser: int = 1) -> Stated:
    looks = (seen(on),) if on else ()
    one = stated(Kind.CDI, "RCDP_CURRENT", number, *looks)
    return replace(one, adviser_id=adviser, adviser="Lead adviser")


def held(*claims: Stated) -> dict[Fact, date]:
    """Fact -> the last day on which it holds."""
    return {due.fact: due.due_on for due in facts_of(replace(LISTED, claims=claims), TODAY)}


@pytest.mark.parametrize(
    ("fact", "told_on"),
    [
        (Fact.MATRIX, (-90, -30, -7, 1)),
        (Fact.MATRIX_CHECK, (-30, 0)),
        (Fact.CDI, (-30, -7, 1)),
        (Fact.INSURANCE, (-30, -7, 1)),
        (Fact.DBS, (-30, 1)),
        (Fact.CAPACITY, (-7, 1)),
        (Fact.PRICE, (-30, -7, 1)),
        (Fact.LISTING, (-30, -7, 1, 23, 31)),
    ],
)
def test_each_fact_is_told_on_the_days_of_its_ladder_and_on_no_other(
    fact: Fact, told_on: tuple[int, ...]
) -> None:
    steps = {day: step_reached(fact, TODAY, days(day)) for day in range(-200, 300)}
    changes = [day for day in range(-199, 300) if steps[day] != steps[day - 1]]
    assert tuple(changes) == told_on
    assert [steps[day] for day in changes] == [-day for day in told_on]


def test_every_fact_has_its_ladder_from_the_first_day_to_the_last() -> None:
    assert set(LADDERS) == set(Fact)
    for ladder in LADDERS.values():
        assert list(ladder.steps) == sorted(set(ladder.steps), reverse=True)
        assert ladder.holds


def test_of_steps_that_were_missed_only_the_newest_is_told_and_none_of_a_year_ago() -> None:
    assert step_reached(Fact.MATRIX, days(5), TODAY) == 7
    assert step_reached(Fact.MATRIX, days(-20), TODAY) == -1
    assert step_reached(Fact.MATRIX, days(-366), TODAY) == -1
    assert step_reached(Fact.MATRIX, days(-367), TODAY) is None


def test_what_a_provider_says_itself_holds_as_long_as_the_pages_show_it() -> None:
    on = date(2026, 8, 31)
    kept = Kept(
        ListingStatus.PUBLISHED,
        confirmed_on=on,
        capacity="OPEN",
        capacity_said_on=on,
        price_band="P3",
        price_said_on=on,
    )
    until = {due.fact: due.due_on for due in facts_of(kept, TODAY)}
    assert until == {
        Fact.CAPACITY: date(2026, 11, 29),
        Fact.LISTING: date(2027, 2, 28),
        Fact.PRICE: date(2027, 8, 31),
    }
    assert is_capacity_fresh(on, until[Fact.CAPACITY])
    assert not is_capacity_fresh(on, days(1, until[Fact.CAPACITY]))
    assert price_today("P3", None, on, until[Fact.PRICE]) == "P3"
    assert price_today("P3", None, on, days(1, until[Fact.PRICE])) == "P0"
    ladder = [days(-step, until[Fact.LISTING]) for step in LADDERS[Fact.LISTING].steps]
    published = ListingStatus.PUBLISHED
    assert [needs_confirming(published, on, day) for day in ladder] == [False, False, True, True, True]  # fmt: skip
    assert [may_be_listed(published, on, day) for day in ladder] == [True] * 4 + [False]
    assert may_be_listed(published, on, days(-1, ladder[-1]))


def test_a_price_holds_until_its_own_date_but_a_year_at_most() -> None:
    kept = replace(LISTED, price_band="P3", price_said_on=date(2026, 3, 1))
    for own, until in (
        (None, date(2027, 3, 1)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2028, 1, 1), date(2027, 3, 1)),
    ):
        (due,) = facts_of(replace(kept, price_valid_to=own), TODAY)
        assert due.due_on == until


@pytest.mark.parametrize("status", [s for s in ListingStatus if s is not ListingStatus.PUBLISHED])
def test_nobody_is_reminded_of_what_is_not_published(status: ListingStatus) -> None:
    kept = Kept(status, confirmed_on=TODAY, capacity="OPEN", capacity_said_on=TODAY)
    assert facts_of(replace(kept, claims=(matrix(TODAY),)), TODAY) == ()


def test_what_was_never_said_has_no_last_day() -> None:
    assert facts_of(replace(LISTED, capacity_said_on=TODAY, price_said_on=TODAY), TODAY) == ()
    assert held(stated(Kind.QUALIFICATION, "Q7_QCD"), cdi(None), matrix(None)) == {}


def test_claims_hold_as_long_as_their_own_rules_say() -> None:
    assert held(
        matrix(date(2027, 5, 3)),
        cdi(date(2026, 2, 1), 2),
        stated(Kind.INSURANCE, "PL", 3, review_due=date(2027, 1, 1)),
        stated(Kind.DBS, "ENH_CBL", 4),
    ) == {
        Fact.MATRIX: date(2027, 5, 3),
        Fact.CDI: date(2027, 2, 1),
        Fact.INSURANCE: date(2027, 1, 1),
        Fact.DBS: date(2027, 1, 1),
    }


def test_each_insurance_and_each_advisers_entry_is_a_thing_of_its_own() -> None:
    covers = [stated(Kind.INSURANCE, code, n, review_due=days(n)) for n, code in enumerate(("PL", "PI", "EL"))]  # fmt: skip
    entries = [cdi(date(2026, 2, n), n, adviser=n) for n in (1, 2)]
    found = facts_of(replace(LISTED, claims=(*covers, *entries)), TODAY)
    assert [(due.fact, due.subject_id) for due in found] == [
        *((Fact.INSURANCE, n) for n in range(3)),
        (Fact.CDI, 1),
        (Fact.CDI, 2),
    ]


@pytest.mark.parametrize(
    ("later", "until"),
    [
        (replace(matrix(date(2029, 12, 1), 2), is_shown=False), date(2029, 12, 1)),
        (matrix(date(2026, 1, 1), 2), date(2026, 12, 1)),
        (matrix(None, 2), None),
        (stated(Kind.MATRIX, "WITHDRAWN", 2), None),
        (stated(Kind.MATRIX, "NOT_HELD", 2), None),
        (matrix(date(2029, 12, 1), 2, seen(TODAY, Result.REJECTED)), date(2026, 12, 1)),
    ],
)
def test_whoever_has_sent_the_next_certificate_is_not_asked_for_it(
    later: Stated, until: date | None
) -> None:
    assert held(matrix(date(2026, 12, 1)), later).get(Fact.MATRIX) == until


def test_the_yearly_check_is_asked_for_unless_it_was_made_and_only_until_the_review() -> None:
    award, due = date(2025, 12, 10), date(2028, 12, 10)

    def checks(last: date | None, until: date = due) -> list[date]:
        one = replace(matrix(until, awarded=award), last_cic_on=last)
        found = facts_of(replace(LISTED, claims=(one,)), TODAY)
        return [each.due_on for each in found if each.fact is Fact.MATRIX_CHECK]

    both = [date(2026, 12, 10), date(2027, 12, 10)]
    assert checks(None) == both
    assert checks(date(2026, 6, 9)) == both
    assert checks(date(2026, 6, 10)) == both[1:]
    assert checks(date(2027, 6, 10)) == []
    assert checks(None, until=date(2027, 6, 1)) == both[:1]


def test_only_what_has_reached_a_step_is_due() -> None:
    kept = replace(LISTED, claims=(matrix(days(91)), cdi(date(2025, 12, 20), 2)))
    assert [due.fact for due in due_of(kept, TODAY)] == [Fact.CDI]
    assert [due.fact for due in due_of(kept, days(1))] == [Fact.CDI, Fact.MATRIX]


@pytest.mark.parametrize("ago", range(-1, 33))
def test_a_lapse_is_news_for_thirty_days(ago: int) -> None:
    for claim in (matrix(days(-ago), 5, seen(date(2026, 1, 1))), cdi(date(2025, 11, 24), 5)):
        today = TODAY if claim.record.claim.kind is Kind.MATRIX else days(ago)
        lapsed = lapses_of(replace(LISTED, claims=(claim,)), today)
        assert bool(lapsed) == (1 <= ago <= 30), claim
        if lapsed:
            assert [(due.subject_id, due.due_on) for due in lapsed] == [(5, days(-ago, today))]


@pytest.mark.parametrize(
    "claims",
    [
        (matrix(days(-3)),),
        (matrix(days(-3), 1, seen(date(2026, 1, 1), Result.REJECTED)),),
        (replace(matrix(days(-3), 1, seen(date(2026, 1, 1))), is_shown=False),),
        (matrix(days(-3), 1, seen(date(2026, 1, 1))), matrix(days(900), 2, seen(days(-9)))),
        (stated(Kind.INSURANCE, "PL", 1, seen(date(2026, 1, 1)), review_due=days(-3)),),
    ],
    ids=["never checked", "not borne out", "not shown", "renewed", "not for everybody"],
)
def test_what_was_not_good_before_or_is_good_still_has_not_lapsed(
    claims: tuple[Stated, ...],
) -> None:
    assert lapses_of(replace(LISTED, claims=claims), TODAY) == ()


def test_whoever_became_interested_after_a_lapse_has_seen_it() -> None:
    lapsed = Due(Fact.MATRIX, TODAY)
    assert is_interested(since=TODAY, until=None, lapsed=lapsed)
    assert not is_interested(since=days(1), until=None, lapsed=lapsed)
    assert is_interested(since=days(-9), until=days(1), lapsed=lapsed)
    assert not is_interested(since=days(-9), until=TODAY, lapsed=lapsed)


@pytest.mark.parametrize("fact", list(Fact))
@pytest.mark.parametrize("after", [-90, 0, 1, 31])
def test_the_words_fit_a_line_of_a_letter_and_say_the_date(fact: Fact, after: int) -> None:
    due = Due(fact, date(2026, 9, 23), 1, "Professional indemnity" if fact is Fact.INSURANCE else "A" * 80)  # fmt: skip
    words = due.words(days(after, due.due_on))
    assert len(words) + len("- ") <= 200
    assert "23 September 2026" in words or (fact is Fact.LISTING and after == 31)
    assert words[0].isupper() or words.startswith("matrix Standard")


def test_the_words_of_the_matrix_standard_say_how_early_an_assessment_is_booked() -> None:
    words = Due(Fact.MATRIX, date(2027, 5, 3)).words(TODAY, booking_weeks=14)
    assert words == "matrix Standard: its review is due by 3 May 2027. Book the assessment about 14 weeks ahead."  # fmt: skip
