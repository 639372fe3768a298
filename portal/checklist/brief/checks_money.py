"""Checks the budget, the value of the contract and the way of buying."""

from collections.abc import Iterator
from dataclasses import replace

from portal.checklist.brief.figures import Figures
from portal.checklist.brief.inputs import policy_of
from portal.checklist.brief.reading import Reader
from portal.checklist.rules.findings import Finding, advice, error, warning
from portal.checklist.rules.money import (
    Band,
    Limits,
    Route,
    band_of,
    looks_divided,
    pounds,
)

LEAST_REASON = 30
"""Characters: fewer cannot be a reason."""


def check_money(reader: Reader, figures: Figures, limits: Limits) -> Iterator[Finding]:
    """Everything about money."""
    yield from check_budget(reader, figures, limits)
    yield from check_approval(reader, figures)
    yield from check_policy(reader)
    yield from check_route(reader, figures)
    if figures.value is not None and looks_divided(figures.value, limits, policy_of(reader)):
        words = "The value is only just under a limit. Do not divide one need into several "
        yield advice(
            f"{words}purchases: they count together, across a trust as well.", "extensions"
        )
    if reader.code("vat_recoverable") == "not_sure":
        words = "Find out whether you can recover VAT: it decides which bid costs you least."
        yield advice(words, "vat_recoverable")


def check_budget(reader: Reader, figures: Figures, limits: Limits) -> Iterator[Finding]:
    """Whether there is a budget, whether it is enough, and whether it is strangely large."""
    budget = reader.number("annual_budget")
    if budget is None:
        return
    if budget == 0:
        words = "No budget has been agreed, so the brief stays a draft. Start early: purchases "
        yield error(f"{words}have failed for want of money and time.", "annual_budget")
    elif figures.annual is not None and budget < figures.annual:
        short = pounds(figures.annual - budget)
        words = f"The budget of {pounds(budget)} is {short} less than the {pounds(figures.annual)} "
        yield warning(f"{words}that the days cost at your day rate.", "day_rate", "annual_budget")
    if figures.value is None:
        return
    spent = replace(figures.value, annual=budget)
    if band_of(spent, limits, policy_of(reader)) is Band.ABOVE:
        words = f"Spent in full, the budget reaches the threshold of {pounds(limits.threshold)} "
        yield warning(f"{words}with VAT: {spent.working}.", "annual_budget")


def check_approval(reader: Reader, figures: Figures) -> Iterator[Finding]:
    """Whether the approver may approve this much."""
    limit = reader.number("approval_limit")
    if limit is not None and figures.value is not None and figures.value.without_vat > limit:
        words = f"The whole contract is worth {pounds(figures.value.without_vat)}, above the limit "
        words += f"of {pounds(limit)} without the full board: plan for the board's approval."
        yield warning(words, "approval_limit")


def check_policy(reader: Reader) -> Iterator[Finding]:
    """Whether the school's own limits are in order."""
    policy = policy_of(reader)
    if policy.medium_from is None or policy.high_above is None:
        return
    if policy.medium_from > policy.high_above:
        words = "By these figures an advert is needed before several quotes are."
        yield error(words, "policy_medium", "policy_high")


def check_route(reader: Reader, figures: Figures) -> Iterator[Finding]:
    """Whether the chosen route is the suggested one, or has a reason."""
    chosen, suggestion = reader.code("route"), figures.suggestion
    if chosen is None or suggestion is None:
        return
    reason = reader.text("route_reason") or ""
    if chosen != suggestion.route and len(reason) < LEAST_REASON:
        words = f"{suggestion.reason} You chose another route: give the reason in at least "
        yield error(f"{words}{LEAST_REASON} characters.", "route", "route_reason")
    if Route.ACT in (chosen, suggestion.route):
        words = "At this value the Procurement Act 2023 sets out the procedure. Take procurement "
        yield warning(f"{words}advice; this service does not write those papers.", "route")
