"""The bank holidays of England: those GOV.UK has published, then those the standing rules give."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

# The package ships no type information; what is used of it is checked by hand below.
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]

LAST_YEAR: Final = 2100
"""Bank holidays are known up to the end of this year; forms should not accept later dates."""

SATURDAY: Final = 5
MONDAY: Final = 0


def easter_sunday(year: int) -> date:
    """The Sunday of Easter in the Gregorian calendar.

    The "anonymous" algorithm printed in Nature, 20 April 1876, and in Jean Meeus, Astronomical
    Algorithms (1991), chapter 8. The letters are those of the book, so that it can be compared.
    """
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lunar = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lunar) // 451
    month, day = divmod(h + lunar - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays_by_rule(year: int) -> dict[date, str]:
    """The eight standing bank holidays of England and Wales in a year, as {day: name}.

    Source of the rules: Banking and Financial Dealings Act 1971, schedule 1, and the yearly royal
    proclamations as GOV.UK lists them. A holiday at a weekend moves to the next weekday that is
    not one already. One-off holidays (jubilees, coronations) cannot be known from rules.
    """
    easter = easter_sunday(year)
    found = {
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _monday_from(date(year, 5, 1)): "Early May bank holiday",
        _monday_from(date(year, 5, 25)): "Spring bank holiday",
        _monday_from(date(year, 8, 25)): "Summer bank holiday",
    }
    # Boxing Day takes its own weekday before a Christmas Day on a Sunday looks for a free one.
    fixed = [
        (date(year, 1, 1), "New Year\N{RIGHT SINGLE QUOTATION MARK}s Day"),
        (date(year, 12, 25), "Christmas Day"),
        (date(year, 12, 26), "Boxing Day"),
    ]
    for day, name in sorted(fixed, key=lambda pair: pair[0].weekday() >= SATURDAY):
        observed = _first_free_weekday(day, found)
        found[observed] = name if observed == day else _substitute(name)
    return dict(sorted(found.items()))


def bank_holiday_name(day: date) -> str | None:
    """What the bank holiday on a day is called, such as "Good Friday", or None on other days.

    A day given instead of one at a weekend is called "Christmas Day (substitute day)".
    """
    return NAMES.get(day)


def _monday_from(day: date) -> date:
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def _first_free_weekday(day: date, taken: dict[date, str]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day


def _substitute(name: str) -> str:
    return f"{name} (substitute day)"


def _published() -> Iterator[tuple[date, str]]:
    """What GOV.UK had published when the package was made; the network is never asked."""
    source = BankHolidays(use_cached_holidays=True)
    for row in source.get_holidays(division=BankHolidays.ENGLAND_AND_WALES):
        day, name, notes = row["date"], str(row["title"]), str(row["notes"])
        yield day, _substitute(name) if notes.lower() == "substitute day" else name


def _every_name() -> dict[date, str]:
    names = dict(_published())
    for year in range(max(names).year + 1, LAST_YEAR + 1):
        names.update(holidays_by_rule(year))
    return names


NAMES: Final[dict[date, str]] = _every_name()
ENGLAND: Final[frozenset[date]] = frozenset(NAMES)
"""Every bank holiday of England and Wales from 2012 to LAST_YEAR."""
