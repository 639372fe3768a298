"""An engine: working days, bank holidays, school terms and closures."""

from portal.workdays.calendar import Calendar, DateRange, school_days, weeks_in_term
from portal.workdays.clocks import ClockChange, london_moment
from portal.workdays.counting import (
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)
from portal.workdays.holidays import ENGLAND, bank_holiday_name
from portal.workdays.terms import default_closures

__all__ = [
    "ENGLAND",
    "Calendar",
    "ClockChange",
    "DateRange",
    "add_working_days",
    "bank_holiday_name",
    "default_closures",
    "is_working_day",
    "london_moment",
    "next_working_day",
    "previous_working_day",
    "school_days",
    "weeks_in_term",
    "working_days_between",
]
