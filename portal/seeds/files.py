"""Where the starting data lie, and how an invented provider is read from its file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portal.credentials.rules import Claim, Kind, Result, Seen, months_after
from portal.providers.rules import Particulars

DATA = Path(__file__).parent / "data"
CHECKER = "the Hub"
# Vocabulary of the directory -> name in the files.
TERMS = {
    "area": "areas",
    "setting": "settings",
    "year": "years",
    "service": "services",
    "specialism": "specialisms",
    "mode": "modes",
    "language": "languages",
}
# Of somebody who is not on the register there is no entry to be seen.
NOTHING_TO_SEE = frozenset({"NOT_REGISTERED", "UNKNOWN", "APPLIED", "MEMBER_ONLY"})
# A register entry that was looked for and not found is a lapse, not a false statement.
REFUSED = {Kind.CDI: Result.NOT_FOUND}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Stated:
    """A claim of the files, and the look that was taken at its evidence, if there was one."""

    claim: Claim
    seen: Seen | None


@dataclass(frozen=True)
class Member:
    """An adviser of the files."""

    label: str
    supervisor: str
    qualification: str
    cdi_status: str
    declared_on: date
    evidence_sent: bool
    seen: dict[Kind, Seen] = field(default_factory=dict)


def read_providers() -> Iterator[Row]:
    """Every invented provider, file by file in the order of their names."""
    for path in sorted(DATA.glob("providers_*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["provider"]


def read_schools() -> list[Row]:
    """Every invented school."""
    schools: list[Row] = tomllib.loads((DATA / "schools.toml").read_text("utf-8"))["school"]
    return schools


def particulars_of(row: Row, today: date) -> Particulars:
    """What an invented provider says of itself; the files count days from the day of loading."""
    capacity, price = row.get("capacity", {}), row.get("price", {})
    earliest = capacity.get("earliest_in_days")
    valid_in = price.get("valid_in_days")
    said_on = _ago(today, row.get("confirmed_days_ago"))
    return Particulars(
        name=row["name"],
        provider_type=row["provider_type"],
        summary=row.get("summary", ""),
        about=row.get("about", ""),
        website=row.get("website", ""),
        base_outward=row.get("base_outward", ""),
        terms={name: row.get(key, ()) for name, key in TERMS.items()},
        capacity=capacity.get("state", ""),
        half_days=round(capacity["days_a_week"] * 2) if "days_a_week" in capacity else None,
        earliest_start=None if earliest is None else today + timedelta(days=earliest),
        waiting_list=capacity.get("waiting_list", False),
        capacity_said_on=_ago(today, capacity.get("confirmed_days_ago")),
        price_basis=price.get("basis", ""),
        price_band=price.get("band", "P0"),
        price_vat=price.get("vat", ""),
        price_valid_to=None if valid_in is None else today + timedelta(days=valid_in),
        price_said_on=said_on if valid_in is None else _price_day(said_on, today, valid_in),
        price_public=price.get("public", False),
        bsl=row.get("bsl", ""),
        bsl_level=row.get("bsl_level"),
        makaton=row.get("makaton", False),
        noindex=row.get("noindex", False),
        references_offered=row.get("references_offered", False),
    )


def confirmed_on(row: Row, today: date) -> date | None:
    """The day on which an invented provider last stood by its listing."""
    return _ago(today, row.get("confirmed_days_ago"))


def members_of(row: Row, today: date) -> list[Member]:
    """The advisers of an invented provider."""
    return [_member(adviser, row, today) for adviser in row.get("advisers", ())]


def claims_of(row: Row, today: date) -> list[Stated]:
    """What an invented provider claims as an organisation: matrix, insurance and DBS checks."""
    stated = [_insurance(cover, row, today) for cover in row.get("insurance", ())]
    if "matrix" in row:
        stated.append(_matrix(row["matrix"], row, today))
    if "dbs" in row:
        stated.append(_dbs(row["dbs"], row, today))
    return stated


def _member(adviser: Row, row: Row, today: date) -> Member:
    seen = {
        kind: look
        for kind in (Kind.QUALIFICATION, Kind.CDI)
        if (look := _seen(adviser, kind, today)) is not None
    }
    if adviser["cdi_status"] in NOTHING_TO_SEE:
        seen.pop(Kind.CDI, None)
    return Member(
        label=adviser.get("name") or adviser["role"],
        supervisor=adviser.get("supervisor", ""),
        qualification=adviser["qualification"],
        cdi_status=adviser["cdi_status"],
        declared_on=_declared(adviser, row, today),
        evidence_sent=_evidence(adviser),
        seen=seen,
    )


def _matrix(matrix: Row, row: Row, today: date) -> Stated:
    due = matrix.get("review_due_in_days")
    claim = Claim(
        kind=Kind.MATRIX,
        status=matrix["status"],
        declared_on=_declared(matrix, row, today),
        framework=matrix.get("framework", ""),
        accredited_on=_ago(today, matrix.get("accredited_days_ago")),
        review_due=None if due is None else today + timedelta(days=due),
        scope=matrix.get("scope", ""),
        evidence_sent=_evidence(matrix),
    )
    return Stated(claim, _seen(matrix, Kind.MATRIX, today))


def _insurance(cover: Row, row: Row, today: date) -> Stated:
    claim = Claim(
        kind=Kind.INSURANCE,
        status=cover["kind"],
        declared_on=_declared(cover, row, today),
        review_due=today + timedelta(days=cover["expires_in_days"]),
        amount=cover["amount"],
    )
    return Stated(claim, None)


def _dbs(dbs: Row, row: Row, today: date) -> Stated:
    months = dbs.get("issued_months_ago")
    claim = Claim(
        kind=Kind.DBS,
        status=dbs["level"],
        declared_on=_declared(dbs, row, today),
        accredited_on=None if months is None else months_after(today, -months),
        update_service=dbs.get("update_service", False),
    )
    return Stated(claim, None)


def _seen(claim: Row, kind: Kind, today: date) -> Seen | None:
    day = _ago(today, claim.get("checked_days_ago"))
    if day is None:
        return None
    refused = claim["verification"] == "REJECTED"
    result = REFUSED.get(kind, Result.REJECTED) if refused else Result.CONFIRMED
    return Seen(day, CHECKER, result)


def _evidence(claim: Row) -> bool:
    return bool(claim["verification"] != "SELF_DECLARED")


def _declared(claim: Row, row: Row, today: date) -> date:
    """When it was stated: with the listing, and never after it was checked."""
    days = max(row.get("confirmed_days_ago", 0), claim.get("checked_days_ago", 0))
    return today - timedelta(days=days)


def _price_day(said_on: date | None, today: date, valid_in: int) -> date:
    """When a price was given: with the listing, but at most a year before it ends."""
    soonest = months_after(today + timedelta(days=valid_in), -12)
    return max(said_on or today, soonest) if soonest <= today else today


def _ago(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)
