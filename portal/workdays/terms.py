"""The usual pattern of a Greater Merseyside school year, as a start that each school edits."""

from datetime import date, timedelta
from typing import Final

from portal.workdays.calendar import Calendar, DateRange, school_days

STAFF_DAYS: Final = 195
"""Days a year a school is open to its teachers (School Teachers' Pay and Conditions Document)."""

TRAINING_DAYS: Final = 5
"""Those of them when staff are in and pupils are not, so that 190 are left for pupils."""

WEDNESDAY: Final = 2


def default_closures(start_year: int) -> tuple[DateRange, ...]:
    """The closures of the academic year that begins on 1 September of `start_year`, in order.

    The pattern, as Knowsley and St Helens publish it: autumn half-term in the last full week of
    October; two weeks from the Monday of Christmas week; spring half-term in the third week of
    February; the spring break in the first two full weeks of April, whatever the date of Easter;
    the week of the spring bank holiday; summer after the 195th day, about 20 to 24 July. Liverpool
    and faith schools may differ, and where a school puts its training days is its own choice:
    this is only what the form starts with. Bank holidays are not repeated here, a Calendar knows
    them.
    """
    year = start_year + 1
    breaks = (
        _weeks(_monday_on_or_before(date(start_year, 10, 27)), 1, "Autumn half-term"),
        _weeks(_monday_on_or_before(date(start_year, 12, 25)), 2, "Christmas holiday"),
        _weeks(_monday_on_or_after(date(year, 2, 15)), 1, "Spring half-term"),
        _weeks(_monday_on_or_after(date(year, 4, 1)), 2, "Spring holiday"),
        _weeks(_monday_on_or_after(date(year, 5, 25)), 1, "Summer half-term"),
    )
    open_days = school_days(Calendar(breaks), date(start_year, 9, 1), date(year, 8, 31))
    term = open_days[:STAFF_DAYS]
    summer = DateRange(term[-1] + timedelta(days=1), date(year, 8, 31), "Summer holiday")
    closures = (*breaks, *_training_days(term), summer)
    return tuple(sorted(closures, key=lambda closure: closure.first))


def _training_days(term: tuple[date, ...]) -> tuple[DateRange, DateRange]:
    """Two or three days before pupils come back, the rest of the five at the end of July."""
    # A Wednesday start would leave pupils a single day that week, so staff keep all three.
    opening = 3 if term[0].weekday() == WEDNESDAY else 2
    closing = TRAINING_DAYS - opening
    return (
        DateRange(term[0], term[opening - 1], "Staff training days"),
        DateRange(term[-closing], term[-1], "Staff training days"),
    )


def _monday_on_or_before(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _weeks(monday: date, count: int, name: str) -> DateRange:
    """Whole school weeks, from a Monday to a Friday."""
    return DateRange(monday, monday + timedelta(days=7 * count - 3), name)
