"""The figures that follow from the answers, as pages show them: a label, a value, and the working."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.checklist.brief.figures import Figures, work_out
from portal.checklist.catalogue import QUESTIONS, STAGE_OF
from portal.checklist.pages.world import World
from portal.checklist.rules.capacity import Fit, Room
from portal.checklist.rules.demand import Demand, two_places
from portal.checklist.rules.working import demand_lines
from portal.web.filters import day, number, pounds

YEARS = {row.code: row.words for row in QUESTIONS["cohorts"].rows}
ROOMY = {Room.ENOUGH: "fits", Room.TIGHT: "just fits", Room.SHORT: "does not fit"}

MANY = 3

Row = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Sums:
    """Rows for the figures panel, and a line about what is still wanting."""

    rows: tuple[Row, ...]
    note: str


def sums_of(answers: Mapping[str, Any], world: World) -> Sums:
    """What the answers add up to so far."""
    figures = work_out(answers, world.limits)
    rows = (*_demand_rows(figures), *_money_rows(figures), *_fit_rows(figures))
    return Sums(rows, _note(figures))


def _demand_rows(figures: Figures) -> tuple[Row, ...]:
    demand = figures.demand
    if demand is None or figures.total_days is None:
        return ()
    return (
        ("Meetings", number(_meetings(demand)), demand_lines(demand, YEARS)),
        ("Adviser days a year", number(figures.total_days), _day_lines(figures)),
    )


def _meetings(demand: Demand) -> int:
    return sum(group.count for group in demand.groups)


def _day_lines(figures: Figures) -> tuple[str, ...]:
    demand = figures.demand
    lines = (
        [
            f"{group.words} of {group.minutes} minutes: {two_places(group.days)} days"
            for group in demand.groups
        ]
        if demand
        else []
    )
    lines += [
        f"{partner.name}: {number(partner.demand.contact)} contact days"
        for partner in figures.partners
    ]
    lines += [
        f"If every meeting took {minutes} minutes: {number(days)} days"
        for minutes, days in figures.sensitivity
    ]
    return tuple(lines)


def _money_rows(figures: Figures) -> tuple[Row, ...]:
    rows: list[Row] = []
    if figures.annual is not None and figures.total_days is not None:
        each = (
            (f"That is {pounds(figures.each)} for each first meeting.",)
            if figures.each is not None
            else ()
        )
        rate = figures.annual / figures.total_days if figures.total_days else Decimal(0)
        sum_ = f"{number(figures.total_days)} days at {pounds(rate)} a day, without VAT."
        rows.append(("Cost a year", pounds(figures.annual), (sum_, *each)))
    if figures.value is not None:
        with_vat = (
            f"With VAT at {number(figures.value.vat_percent)}%: {pounds(figures.value.with_vat)}."
        )
        rows.append(
            (
                "Cost over the whole contract",
                pounds(figures.value.without_vat),
                (figures.value.working, with_vat),
            )
        )
    if figures.suggestion is not None:
        rows.append(
            (
                "Suggested route",
                QUESTIONS["route"].words_for(figures.suggestion.route.value),
                (figures.suggestion.reason,),
            )
        )
    return tuple(rows)


def _fit_rows(figures: Figures) -> tuple[Row, ...]:
    rows = []
    if figures.year_fit is not None:
        rows.append(
            (
                "Into your calendar",
                f"It {ROOMY[figures.year_fit.room]}",
                (_fit_line("The year", figures.year_fit),),
            )
        )
    for code, one in figures.cohort_fits:
        rows.append(
            (
                f"{YEARS[code]} by {day(one.last)}",
                f"It {ROOMY[one.room]}",
                (_fit_line(YEARS[code], one),),
            )
        )
    return tuple(rows)


def _fit_line(what: str, one: Fit) -> str:
    needed, weeks = two_places(one.needed), number(one.weeks)
    return f"{what}: {needed} days needed, {number(one.available)} can be hosted in {weeks} school weeks up to {day(one.last)}."


def _note(figures: Figures) -> str:
    if figures.trouble:
        return figures.trouble
    wanted = (
        figures.wanting.get("demand")
        or figures.wanting.get("cost")
        or figures.wanting.get("route")
        or ()
    )
    if not wanted:
        return "Costs are at the day rate you gave, without VAT."
    if figures.demand is None and len(wanted) > MANY:
        return f"The first figures appear once “{STAGE_OF['cohorts'].title}” is answered."
    names = ", ".join(
        QUESTIONS[name].short.lower() if name in QUESTIONS else name for name in wanted[:MANY]
    )
    more = f" and {len(wanted) - MANY} more" if len(wanted) > MANY else ""
    return f"Still needed for the next figure: {names}{more}."
