"""From answers to figures, or to what is still wanting."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.checklist.brief.checks import check
from portal.checklist.brief.figures import Figures, work_out
from portal.checklist.brief.inputs import send_percent_of
from portal.checklist.brief.reading import Reader, as_day, as_number, as_whole
from portal.checklist.catalogue import QUESTIONS
from portal.checklist.catalogue.example import EXAMPLE
from portal.checklist.rules.capacity import Room
from portal.checklist.rules.demand import Cohort, two_places
from portal.checklist.rules.money import Limits, Route
from portal.checklist.rules.working import demand_lines

LIMITS = Limits(
    Decimal(10_000), Decimal(40_000), Decimal(207_720), Decimal(663_540), 3, Decimal(20)
)


def figures(**changes: object) -> Figures:
    return work_out({**EXAMPLE, **changes}, LIMITS)


def test_example_high_adds_up() -> None:
    found = figures()
    assert found.demand is not None
    assert [group.count for group in found.demand.groups] == [297, 44, 29]
    assert found.total_days == Decimal("81.0")
    assert found.annual == Decimal(24300)
    assert found.each == Decimal("78.39")
    assert found.value is not None
    assert (found.value.without_vat, found.value.with_vat) == (Decimal(72900), Decimal(87480))
    assert found.suggestion is not None
    assert found.suggestion.route is Route.ADVERTISE
    assert found.sensitivity == ((30, Decimal(59)), (45, Decimal(80)), (60, Decimal("98.5")))
    assert not any(found.wanting.values())


def test_example_high_just_fits_its_year_and_year_11_fits_by_march() -> None:
    found = figures()
    assert found.year_fit is not None
    assert (found.year_fit.available, found.year_fit.room) == (Decimal(76), Room.TIGHT)
    code, year_11 = found.cohort_fits[0]
    assert (code, two_places(year_11.needed), year_11.available) == ("Y11", "39.15", Decimal(52))


def test_the_working_shows_every_step() -> None:
    demand = figures().demand
    assert demand is not None
    lines = demand_lines(demand, {"Y13": "Year 13"})
    assert lines[0] == "The day: 390 minutes less 45 of breaks = 345 minutes."
    assert any(line.startswith("Year 13: 85 pupils less 60 already met") for line in lines)
    assert "Missed and rebooked: 8% of 310 first meetings = 25, rounded up." in lines
    assert any(line.endswith("44 ÷ 4 = 11.00 days.") for line in lines)
    assert lines[-1].endswith("= 75.0; with 6.0 other days = 81.0 days a year.")


def test_without_answers_each_figure_names_the_questions_that_are_open() -> None:
    found = work_out({}, LIMITS)
    assert found.demand is None
    assert found.value is None
    assert {"cohorts", "day_start", "send_percent"} <= set(found.wanting["demand"])
    assert found.wanting["cost"][-1] == "day_rate"
    assert found.wanting["route"][-2:] == ("initial_years", "extensions")
    assert found.wanting["fit"][-3:] == ("start_date", "weekly_days", "rooms")


@pytest.mark.parametrize("name", ["cohorts", "send_percent", "day_end", "rebook_percent"])
def test_one_open_answer_leaves_the_demand_open_and_is_named(name: str) -> None:
    found = work_out({k: v for k, v in EXAMPLE.items() if k != name}, LIMITS)
    assert found.demand is None
    assert found.wanting["demand"] == (name,)


def test_a_day_too_short_is_said_in_words() -> None:
    assert "does not fit" in figures(day_end="09:00").trouble


def test_contradicting_pupil_numbers_are_said_in_words() -> None:
    assert "contradict" in figures(send_basis="count", send_count=10_000).trouble


def test_send_may_be_given_as_a_count() -> None:
    reader = Reader({**EXAMPLE, "send_basis": "count", "send_count": 37})
    cohorts = (Cohort("Y11", 370, 0, Decimal(100), 1, 45),)
    assert send_percent_of(reader, cohorts) == Fraction(10)


def test_partner_schools_add_their_days_and_count_towards_the_value() -> None:
    partner = {"name": "Other", "urn": 100001, "borough": "WIR", "y11": 100, "y12": 0, "y13": 0}
    found = figures(model="MODEL_CONSORTIUM", partner_schools=[partner])
    # 12 longer and 88 standard meetings, 8 rebooked, 15 follow-ups: 3 + 19.2 + 2.14 days.
    assert [one.demand.contact for one in found.partners] == [Decimal("24.5")]
    assert [one.demand.total for one in found.partners] == [Decimal("24.5")]
    assert found.total_days == Decimal("105.5")
    assert found.annual == Decimal(31650)
    assert figures(partner_schools=[partner]).partners == ()


def test_answers_of_a_closed_branch_do_not_count() -> None:
    reader = Reader({**EXAMPLE, "year_groups": ["Y11"]})
    assert reader.day("complete_by_y13") is None
    assert [row["row"] for row in reader.rows("cohorts")] == ["Y11"]


def test_the_usual_terms_are_used_while_no_closures_are_given() -> None:
    found = figures(closures=[])
    assert found.year_fit is not None
    assert found.year_fit.available == Decimal(76)
    assert figures(closures=[], academic_year=None).year_fit == found.year_fit


def test_a_start_on_29_february_has_an_end_of_year() -> None:
    found = figures(start_date="2028-02-29")
    assert found.year_fit is not None
    assert found.year_fit.last.isoformat() == "2029-02-28"


@pytest.mark.parametrize("value", [True, 1.5, "NaN", "1e99", "x", None, [], "½"])
def test_what_is_no_number_reads_as_none(value: object) -> None:
    assert as_number(value) is None


def test_numbers_and_dates_are_read_strictly() -> None:
    assert as_whole("12") == 12
    assert as_whole("12.5") is None
    assert as_day("2027-02-30") is None
    assert as_day("9999-12-31") is None


junk: st.SearchStrategy[object] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.dates().map(str)
    | st.sampled_from(["yes", "no", "2027-03-28T01:30", "08:45", "MODEL_CONSORTIUM", "-1", "100"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["row", "roll", "met", "first", "last"]), inner)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(QUESTIONS)), junk, max_size=8))
def test_no_answer_however_odd_makes_the_figures_or_the_checks_fail(
    odd: dict[str, object],
) -> None:
    answers = {**EXAMPLE, **odd}
    assert isinstance(work_out(answers, LIMITS), Figures)
    assert all(finding.questions for finding in check(answers, LIMITS))
