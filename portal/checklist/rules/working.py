"""Writes out how a demand was worked out, line by line, so that a page can show its sums."""

from collections.abc import Mapping
from decimal import Decimal

from portal.checklist.rules.demand import CohortNeed, Demand, Group, two_places
from portal.checklist.rules.money import TIMES

DIVIDED = "\N{DIVISION SIGN}"


def demand_lines(demand: Demand, names: Mapping[str, str]) -> tuple[str, ...]:
    """The steps from pupils to days; `names` gives the words of each cohort's code.

    For the school's own eyes: it states small numbers that a brief must not.
    """
    return (
        day_line(demand),
        *(f"{_need_line(need, names)}" for need in demand.needs),
        *allowance_lines(demand),
        *(group_line(group, demand) for group in demand.groups),
        total_line(demand),
    )


def day_line(demand: Demand) -> str:
    """The minutes of the day."""
    day = demand.day
    whole = day.available + day.breaks
    return f"The day: {whole} minutes less {day.breaks} of breaks = {day.available} minutes."


def allowance_lines(demand: Demand) -> tuple[str, str]:
    """The rebooked meetings and the follow-ups."""
    added = demand.allowances
    rebooked = (
        f"Missed and rebooked: {shown(added.rebook_percent)}% of {demand.first} first meetings"
    )
    follow = f"Follow-ups: {shown(added.followup_percent)}% of {demand.followup_roll} pupils"
    return (
        f"{rebooked} = {demand.rebooked}, rounded up.",
        f"{follow} = {demand.followups}, rounded up.",
    )


def group_line(group: Group, demand: Demand) -> str:
    """The days for meetings of one length."""
    slot = group.minutes + demand.day.writeup
    fitting = f"{demand.day.available} {DIVIDED} {slot} = {group.per_day} a day, rounded down"
    days = f"{group.count} {DIVIDED} {group.per_day} = {two_places(group.days)} days"
    return f"{group.words} of {group.minutes} minutes ({fitting}): {days}."


def total_line(demand: Demand) -> str:
    """The contact days and the total."""
    exact = two_places(demand.contact_exact)
    contact = f"Contact days: {exact}, rounded up to the half day = {demand.contact:.1f}"
    return f"{contact}; with {demand.extras:.1f} other days = {demand.total:.1f} days a year."


def shown(number: Decimal) -> str:
    """A number without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _need_line(need: CohortNeed, names: Mapping[str, str]) -> str:
    cohort = need.cohort
    pupils = f"{cohort.roll} pupils less {cohort.met} already met"
    sum_ = f"{pupils}, {TIMES} {shown(cohort.coverage)}% {TIMES} {cohort.meetings}"
    split = f"{need.send} longer (SEND) and {need.standard} of {cohort.minutes} minutes"
    return f"{names.get(cohort.code, cohort.code)}: {sum_} = {need.first} meetings, {split}."
