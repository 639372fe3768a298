"""Whole-life value, bands and the route they suggest."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklist.rules.findings import Level
from portal.checklist.rules.money import (
    Band,
    LifeValue,
    Limits,
    Policy,
    Route,
    annual_cost,
    band_of,
    few_providers,
    looks_divided,
    per_meeting,
    pounds,
    suggest_route,
)

VAT = Decimal(20)
LIMITS = Limits(Decimal(10_000), Decimal(40_000), Decimal(207_720), Decimal(663_540), 3, VAT)
NO_POLICY = Policy()


def life(annual: str, initial: int = 1, extensions: int = 2) -> LifeValue:
    return LifeValue(Decimal(annual), initial, extensions, VAT)


@pytest.mark.parametrize(
    ("rate", "annual", "ex_vat", "inc_vat", "each"),
    [
        ("220", "17820", "53460", "64152", "57.48"),
        ("260", "21060", "63180", "75816", "67.94"),
        ("300", "24300", "72900", "87480", "78.39"),
        ("350", "28350", "85050", "102060", "91.45"),
        ("420", "34020", "102060", "122472", "109.74"),
    ],
)
def test_81_days_cost_what_the_example_says(
    rate: str, annual: str, ex_vat: str, inc_vat: str, each: str
) -> None:
    cost = annual_cost(Decimal("81.0"), Decimal(rate))
    value = LifeValue(cost, 1, 2, VAT)
    assert cost == Decimal(annual)
    assert value.without_vat == Decimal(ex_vat)
    assert value.with_vat == Decimal(inc_vat)
    assert per_meeting(cost, 310) == Decimal(each)


def test_the_rate_of_vat_is_the_one_given() -> None:
    value = replace(life("24300"), vat_percent=Decimal("17.5"))
    assert value.with_vat == Decimal("85657.5")
    assert value.working.endswith("£85,657.50 with VAT at 17.5%")


def test_the_example_is_to_be_advertised_although_one_year_is_small() -> None:
    suggestion = suggest_route(life("24300"), LIMITS, NO_POLICY)
    assert (suggestion.route, suggestion.band) == (Route.ADVERTISE, Band.HIGH)
    assert (
        "£24,300 a year \N{MULTIPLICATION SIGN} 3 years (1 and up to 2 more) = £72,900"
        in suggestion.reason
    )
    assert "£87,480 with VAT at 20%" in suggestion.reason
    assert "above the Department for Education's limit of £40,000" in suggestion.reason
    assert "One year alone would be below it" in suggestion.reason


def test_a_year_above_the_limit_is_not_said_to_be_below_it() -> None:
    assert "One year alone" not in suggest_route(life("50000"), LIMITS, NO_POLICY).reason


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", Band.LOW),
        ("9999.99", Band.LOW),
        ("10000", Band.MEDIUM),
        ("40000", Band.MEDIUM),
        ("40000.01", Band.HIGH),
        ("173099.99", Band.HIGH),
        ("173100", Band.ABOVE),
        ("2000000", Band.ABOVE),
    ],
)
def test_bands_begin_and_end_where_the_guide_says(value: str, band: Band) -> None:
    assert band_of(life(value, 1, 0), LIMITS, NO_POLICY) is band


def test_a_low_value_asks_for_three_quotes() -> None:
    suggestion = suggest_route(life("3000"), LIMITS, NO_POLICY)
    assert (suggestion.route, suggestion.quotes) == (Route.QUOTES, 3)
    assert "at least 3" in suggestion.reason


def test_a_value_at_the_threshold_calls_for_advice() -> None:
    suggestion = suggest_route(life("173100", 1, 0), LIMITS, NO_POLICY)
    assert suggestion.route is Route.ACT
    assert "take procurement advice" in suggestion.reason


def test_a_schools_own_policy_comes_first_and_is_named() -> None:
    generous = Policy(high_above=Decimal(100_000), quotes=4)
    suggestion = suggest_route(life("24300"), LIMITS, generous)
    assert (suggestion.route, suggestion.quotes) == (Route.QUOTES, 4)
    assert "your own policy's limit of £100,000" in suggestion.reason
    strict = Policy(high_above=Decimal(0))
    assert suggest_route(life("500"), LIMITS, strict).route is Route.ADVERTISE


def test_no_policy_moves_the_threshold() -> None:
    generous = Policy(high_above=Decimal(10_000_000))
    assert suggest_route(life("173100", 1, 0), LIMITS, generous).route is Route.ACT


@pytest.mark.parametrize(
    ("value", "divided"),
    [
        ("35999", False),
        ("36000", True),
        ("40000", True),
        ("40001", False),
        ("155790", True),
        ("173100", False),
    ],
)
def test_a_value_just_under_a_limit_looks_divided(value: str, divided: bool) -> None:
    assert looks_divided(life(value, 1, 0), LIMITS, NO_POLICY) is divided


def test_without_meetings_there_is_no_price_for_one() -> None:
    assert per_meeting(Decimal(100), 0) is None


def test_pounds_are_printed_with_pence_only_where_there_are_some() -> None:
    assert pounds(Decimal(72900)) == "£72,900"
    assert pounds(Decimal("1234.5")) == "£1,234.50"
    assert pounds(Decimal("0.005")) == "£0.01"


amounts = st.decimals(0, 500_000, places=2)


@given(amounts, amounts, st.integers(1, 5), st.integers(0, 3))
def test_a_dearer_contract_never_falls_into_a_lower_band(
    one: Decimal, other: Decimal, initial: int, extensions: int
) -> None:
    order = list(Band)
    low, high = sorted((one, other))
    bands = [
        band_of(LifeValue(amount, initial, extensions, VAT), LIMITS, NO_POLICY)
        for amount in (low, high)
    ]
    assert order.index(bands[0]) <= order.index(bands[1])


@given(amounts, st.integers(1, 5), st.integers(0, 2))
def test_an_extension_adds_exactly_one_year(annual: Decimal, initial: int, extensions: int) -> None:
    shorter = LifeValue(annual, initial, extensions, VAT)
    assert (
        LifeValue(annual, initial, extensions + 1, VAT).without_vat - shorter.without_vat == annual
    )


def test_one_or_two_providers_are_allowed_with_a_reason() -> None:
    refused = few_providers(2, 3, " ")
    allowed = few_providers(1, 3, "Nobody else covers Makaton.")
    assert refused is not None
    assert refused.level is Level.ERROR
    assert "wider area" in refused.words
    assert allowed is not None
    assert allowed.level is Level.ADVICE
    assert few_providers(3, 3, "") is None
