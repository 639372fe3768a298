"""Works out everything the answers add up to, or says which answers are still wanting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from portal.checklist.brief.inputs import (
    allowances_of,
    calendar_of,
    cohorts_of,
    day_of,
    hosting_of,
    partners_of,
    policy_of,
    timetable_of,
)
from portal.checklist.brief.reading import Reader
from portal.checklist.catalogue.shape import Answers
from portal.checklist.rules.capacity import Fit, fit
from portal.checklist.rules.demand import (
    Demand,
    NoMeetingFits,
    days_at_one_length,
    first_meeting_days,
    work_out_demand,
)
from portal.checklist.rules.money import (
    LifeValue,
    Limits,
    Suggestion,
    annual_cost,
    per_meeting,
    suggest_route,
)
from portal.checklist.rules.timetable import Timetable
from portal.workdays import Calendar

LENGTHS = (30, 45, 60)
COMPLETE_BY = {"Y11": "complete_by_y11", "Y12": "complete_by_y12", "Y13": "complete_by_y13"}


@dataclass(frozen=True)
class PartnerNeed:
    """A partner school's first meetings and contact days, by the lead school's assumptions."""

    name: str
    demand: Demand


@dataclass(frozen=True)
class Figures:
    """What can be worked out so far; None stands for what cannot.

    `wanting` says for each of demand, cost, route and fit which questions are still open, and
    `trouble` why a demand cannot be worked out although everything is answered.
    """

    calendar: Calendar
    timetable: Timetable
    demand: Demand | None = None
    partners: tuple[PartnerNeed, ...] = ()
    sensitivity: tuple[tuple[int, Decimal], ...] = ()
    total_days: Decimal | None = None
    annual: Decimal | None = None
    each: Decimal | None = None
    value: LifeValue | None = None
    suggestion: Suggestion | None = None
    year_fit: Fit | None = None
    cohort_fits: tuple[tuple[str, Fit], ...] = ()
    wanting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True)
class _Demanded:
    demand: Demand | None = None
    partners: tuple[PartnerNeed, ...] = ()
    wanting: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def days(self) -> Decimal | None:
        if self.demand is None:
            return None
        return self.demand.total + sum((p.demand.contact for p in self.partners), Decimal(0))


def work_out(answers: Answers, limits: Limits) -> Figures:
    """Everything the answers add up to, money at the budgeted day rate and under these limits.

    Never raises for an answer that is missing, malformed or out of bounds.
    """
    reader = Reader(answers)
    calendar = calendar_of(reader)
    demanded = _demand(reader)
    days, demand = demanded.days, demanded.demand
    rate = reader.number("day_rate")
    annual = None if days is None or rate is None else annual_cost(days, rate)
    value = _value(reader, annual, limits)
    year_fit, cohort_fits = _fits(reader, demand, calendar)
    return Figures(
        calendar=calendar,
        timetable=timetable_of(reader),
        demand=demand,
        partners=demanded.partners,
        sensitivity=_sensitivity(demand),
        total_days=days,
        annual=annual,
        each=None if annual is None else per_meeting(annual, _first_meetings(demanded)),
        value=value,
        suggestion=None if value is None else suggest_route(value, limits, policy_of(reader)),
        year_fit=year_fit,
        cohort_fits=cohort_fits,
        wanting=_wanting(reader, demanded.wanting),
        trouble=demanded.trouble,
    )


def _demand(reader: Reader) -> _Demanded:
    cohorts, wanting = cohorts_of(reader)
    day, day_wanting = day_of(reader)
    allowances, more_wanting = allowances_of(reader, cohorts)
    wanting = (*wanting, *day_wanting, *more_wanting)
    if wanting or day is None or allowances is None:
        return _Demanded(wanting=tuple(dict.fromkeys(wanting)))
    try:
        demand = work_out_demand(cohorts, allowances, day)
        partners = tuple(
            PartnerNeed(name, work_out_demand(theirs, allowances.for_partner(), day))
            for name, theirs in partners_of(reader, cohorts)
        )
    except NoMeetingFits as trouble:
        return _Demanded(trouble=str(trouble))
    except ValueError:
        return _Demanded(trouble="The numbers of pupils contradict each other.")
    return _Demanded(demand, partners)


def _first_meetings(demanded: _Demanded) -> int:
    own = demanded.demand.first if demanded.demand else 0
    return own + sum(partner.demand.first for partner in demanded.partners)


def _sensitivity(demand: Demand | None) -> tuple[tuple[int, Decimal], ...]:
    if demand is None:
        return ()
    try:
        return tuple((minutes, days_at_one_length(demand, minutes)) for minutes in LENGTHS)
    except NoMeetingFits:
        return ()


def _value(reader: Reader, annual: Decimal | None, limits: Limits) -> LifeValue | None:
    years, extensions = reader.whole("initial_years"), reader.whole("extensions")
    if annual is None or years is None or extensions is None:
        return None
    return LifeValue(annual, years, extensions, limits.vat_percent)


def _fits(
    reader: Reader, demand: Demand | None, calendar: Calendar
) -> tuple[Fit | None, tuple[tuple[str, Fit], ...]]:
    hosting, start = hosting_of(reader), reader.day("start_date")
    if demand is None or hosting is None or start is None:
        return None, ()
    last = year_end(start)
    whole = fit(Fraction(demand.contact), calendar, start, last, hosting)
    parts = []
    for need in demand.needs:
        by = reader.day(COMPLETE_BY.get(need.cohort.code, ""))
        if by is not None and start <= by <= last:
            days = first_meeting_days(need, demand.allowances.send_minutes, demand.day)
            parts.append((need.cohort.code, fit(days, calendar, start, by, hosting)))
    return whole, tuple(parts)


def year_end(start: date) -> date:
    """The last day of the first contract year."""
    try:
        return start.replace(year=start.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(start.year + 1, 2, 28)


def _wanting(reader: Reader, demand: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    def unanswered(*names: str) -> tuple[str, ...]:
        return tuple(name for name in names if reader.number(name) is None)

    cost = (*demand, *unanswered("day_rate"))
    route = (*cost, *unanswered("initial_years", "extensions"))
    start = () if reader.day("start_date") else ("start_date",)
    fitting = (*demand, *start, *unanswered("weekly_days", "rooms"))
    return {"demand": demand, "cost": cost, "route": route, "fit": fitting}
