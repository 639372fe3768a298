"""What the directory has to say about a purchase: whether enough providers match to ask for quotes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import current_app

from portal.checklist.brief.checks import check
from portal.checklist.brief.inputs import policy_of
from portal.checklist.brief.reading import Reader
from portal.checklist.pages.world import World
from portal.checklist.rules.findings import Finding
from portal.checklist.rules.money import Route, few_providers
from portal.providers.indexing import find_from_database
from portal.search import Criteria, Index, IndexDamaged

ELSEWHERE = "OUTSIDE"


def all_findings(answers: Mapping[str, Any], world: World) -> tuple[Finding, ...]:
    """Everything worth saying about the answers: by the rules alone, and by what the directory holds."""
    return (*check(answers, world.limits, world.today), *market_findings(answers, world))


def market_findings(answers: Mapping[str, Any], world: World) -> tuple[Finding, ...]:
    """An error or advice where quotes are to be asked for and too few providers work in the borough."""
    reader = Reader(answers)
    borough = reader.code("borough")
    if borough in (None, ELSEWHERE) or reader.code("route") != Route.QUOTES:
        return ()
    wanted = policy_of(reader).quotes or world.limits.quotes
    found = few_providers(_matching(str(borough), world), wanted, reader.text("route_reason") or "")
    return () if found is None else (replace(found, questions=("route", "route_reason")),)


def _matching(borough: str, world: World) -> int:
    index: Index = current_app.extensions["search"]
    criteria = Criteria(chosen={"borough": (borough,)}, per_page=1)
    try:
        return index.find(criteria).total
    except IndexDamaged:
        return find_from_database(criteria, world.today).total
