"""Bank holidays: the published ones, and the rules that carry on after them."""

from datetime import date

import pytest

from portal.workdays import ENGLAND, bank_holiday_name
from portal.workdays.holidays import LAST_YEAR, NAMES, easter_sunday, holidays_by_rule

ONE_OFF_YEARS = {2012, 2020, 2022, 2023}  # jubilees, VE Day, a funeral, a coronation
PUBLISHED_YEARS = [year for year in range(2012, 2029) if year not in ONE_OFF_YEARS]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 5, 31), "Spring bank holiday"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
        (date(2028, 1, 3), "New Year\N{RIGHT SINGLE QUOTATION MARK}s Day (substitute day)"),
        (date(2033, 12, 26), "Boxing Day"),
        (date(2033, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 25), None),
        (date(2027, 3, 30), None),
    ],
)
def test_a_day_is_called_what_gov_uk_calls_it(day: date, name: str | None) -> None:
    assert bank_holiday_name(day) == name
    assert (day in ENGLAND) == (name is not None)


@pytest.mark.parametrize("year", PUBLISHED_YEARS)
def test_the_rules_give_exactly_what_gov_uk_published(year: int) -> None:
    published = {day: name for day, name in NAMES.items() if day.year == year}
    assert holidays_by_rule(year) == published
    assert len(published) == 8


def test_one_off_holidays_that_were_published_are_kept() -> None:
    assert date(2023, 5, 8) in ENGLAND
    assert date(2022, 9, 19) in ENGLAND


@pytest.mark.parametrize(
    "sunday",
    [date(1818, 3, 22), date(2000, 4, 23), date(2027, 3, 28), date(2038, 4, 25), date(2049, 4, 18)],
)
def test_easter_falls_where_the_printed_tables_put_it(sunday: date) -> None:
    assert easter_sunday(sunday.year) == sunday


def test_every_year_has_its_eight_holidays_on_weekdays() -> None:
    for year in range(2024, LAST_YEAR + 1):
        days = [day for day in ENGLAND if day.year == year]
        assert len(days) == 8
        assert all(day.weekday() < 5 for day in days)
