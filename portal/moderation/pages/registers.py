"""A register's list beside what listings claim: a summary first, then what would be recorded, line by line."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.credentials.catalogue import STATE_WORDS
from portal.credentials.rules import Kind, Result, State
from portal.moderation.models import RegisterList
from portal.moderation.queries.registers import compare_list
from portal.moderation.rules.registers import Comparison, Entry, Finding, Register, Sort
from portal.web.filters import day

MOST_UNKNOWN = 100
INTROS = {
    Sort.CERTAIN: "The number is the same. What would be recorded is ticked; take a tick away where you are not sure.",
    Sort.POSSIBLE: "Nothing is ticked. Look each up in the register, and tick it only if it is the same.",
    Sort.MISSING: "We show these as current, and the list does not have them. Tick them only if your list is the whole register.",
}
HEADINGS = {
    Sort.CERTAIN: "Certain matches",
    Sort.POSSIBLE: "Possible matches",
    Sort.MISSING: "Missing from the list",
}


@dataclass(frozen=True)
class Group:
    """The findings of one sort: those that can be ticked, as the checkboxes take them, and lines for the others."""

    sort: Sort
    heading: str
    intro: str
    total: int
    prefix: str
    items: tuple[dict[str, Any], ...]
    rest: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RegisterPage:
    """One list. `counts` are (how many, words, where on the page)."""

    row: RegisterList
    register: str
    rows: int
    counts: tuple[tuple[int, str, str], ...]
    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    more_unknown: int
    digest: str
    comparison: Comparison

    @property
    def does_something(self) -> bool:
        """Whether there is anything to tick."""
        return any(group.items for group in self.groups)


def register_page(row: RegisterList, by: str, today: date) -> RegisterPage:
    """A list as it compares with the listings on `today`, for whoever looks at it."""
    found = compare_list(row, by, today)
    kind = Register[row.register].kind
    groups = _linked([_group(sort, found.of(sort), kind) for sort in Sort])
    certain = found.of(Sort.CERTAIN)
    changes = sum(1 for one in certain if one.is_ticked and one.is_change)
    renewed = sum(1 for one in certain if one.is_ticked) - changes
    told = f"certain: {changes:,} would change what readers see, {renewed:,} would only get a newer date"
    return RegisterPage(
        row=row,
        register=Register[row.register].value,
        rows=len(row.rows),
        counts=(
            (len(certain), told, "certain"),
            (len(found.of(Sort.POSSIBLE)), "possible, none of them ticked", "possible"),
            (
                len(found.of(Sort.MISSING)),
                "shown as current here and missing from the list",
                "missing",
            ),
            (len(found.unknown), "in the list and unknown to us", "unknown"),
        ),
        groups=tuple(groups),
        unknown=tuple(entry_words(one) for one in found.unknown[:MOST_UNKNOWN]),
        more_unknown=max(0, len(found.unknown) - MOST_UNKNOWN),
        digest=found.digest,
        comparison=found,
    )


def ticked(items: tuple[dict[str, Any], ...], chosen: Collection[str]) -> list[dict[str, Any]]:
    """The checkboxes of a group with those ticked that are chosen."""
    return [item | {"checked": item["value"] in chosen} for item in items]


def entry_words(entry: Entry) -> str:
    """A row of the list in one line."""
    until = f"until {day(entry.until)}" if entry.until else ""
    said = (entry.name, entry.number, entry.place, entry.status, until)
    return f"Row {entry.row}: {', '.join(part for part in said if part)}"


def _group(sort: Sort, findings: tuple[Finding, ...], kind: Kind) -> Group:
    recordable = [one for one in findings if one.may_be_recorded]
    rest = [one for one in findings if not one.may_be_recorded]
    return Group(
        sort=sort,
        heading=HEADINGS[sort],
        intro=INTROS[sort],
        total=len(findings),
        prefix=f"record-{sort}",
        items=tuple(_item(one, kind) for one in recordable),
        rest=tuple((_who(one), one.held.objection or one.why) for one in rest),
    )


def _linked(groups: list[Group]) -> list[Group]:
    """The groups, with the name of the whole field for the first box there is: what is wrong leads to it."""
    first = next((group for group in groups if group.items), None)
    return [replace(one, prefix="record") if one is first else one for one in groups]


def _item(finding: Finding, kind: Kind) -> dict[str, Any]:
    listed = entry_words(finding.entry) if finding.entry else ""
    hint = ". ".join(part for part in (listed, finding.why) if part)
    words = f"{_who(finding)}: {_change_words(finding, kind)}"
    return {"value": finding.key, "text": words, "hint": {"text": f"{hint}."}}


def _who(finding: Finding) -> str:
    held = finding.held
    name = held.names[0]
    return held.listing if name == held.listing else f"{name}, {held.listing}"


def _change_words(finding: Finding, kind: Kind) -> str:
    now, after = STATE_WORDS[finding.held.state], STATE_WORDS[_after(finding.result, kind)]
    if finding.is_change:
        shown = "" if finding.held.is_shown else ", and is shown from now on"
        return f"“{now}” becomes “{after}”{shown}"
    last = finding.held.checked_on
    return f"stays “{now}”" + (f", last looked at on {day(last)}" if last else "")


def _after(result: Result | None, kind: Kind) -> State:
    """What the claim is worth once this is recorded."""
    if result is None or result is Result.CONFIRMED:
        return State.CURRENT
    if result is Result.NOT_FOUND:
        return State.LAPSED if kind is Kind.CDI else State.REJECTED
    return State(result.value)
