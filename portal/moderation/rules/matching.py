"""A list from a public register against what listings claim: what is certainly the same, what may be, what is missing.

Pure: rows and claims in, findings out. Nothing here looks anything up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from portal.credentials.rules import Result, State
from portal.moderation.rules.registers import (
    RESULTS,
    Comparison,
    Entry,
    Finding,
    Held,
    Sort,
    Standing,
)

ALIKE = 88
"""How alike two names have to be, of 100, to be shown as possibly the same."""
NEARLY = 82
"""How alike they have to be where the place agrees too."""
MOST_POSSIBLE = 3
# Words of a role: an adviser may be listed by one instead of a name, which then cannot be compared.
ROLE_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "for",
        "in",
        "of",
        "the",
        "adviser",
        "advisers",
        "advisor",
        "career",
        "careers",
        "coach",
        "consultant",
        "counsellor",
        "guidance",
        "head",
        "lead",
        "leader",
        "manager",
        "officer",
        "practitioner",
        "principal",
        "professional",
        "senior",
        "staff",
        "team",
        "trainee",
    ]
)
# Words beside a name that say nothing of who it is.
BESIDE = frozenset(
    [
        "the",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "ltd",
        "limited",
        "cic",
        "llp",
        "plc",
        "rcdp",
        "company",
        "community",
        "interest",
    ]
)
T = TypeVar("T")


def compare(entries: Sequence[Entry], held: Sequence[Held], *, seen_on: date) -> Comparison:
    """Compare a list, as seen on `seen_on`, with what listings claim.

    A match is certain where the numbers are the same, nothing else has that number, and the names do not speak
    against it. Names that are alike, with or without the place, make it possible.
    """
    by_number = _grouped((plain_number(entry.number), entry) for entry in entries)
    rivals = _grouped((plain_number(one.number), one) for one in held)
    told = {one: _by_numbers(one, by_number, rivals, seen_on) for one in held}
    sure = {
        found.entry.row
        for findings in told.values()
        for found in findings
        if found.entry and found.sort is Sort.CERTAIN
    }
    free = {entry.row: entry for entry in entries if entry.row not in sure}
    names = {row: plain_name(entry.name) for row, entry in free.items()}
    findings = list[Finding]()
    for one in held:
        by_name = () if told[one] else _alike(one, names, free)
        named = [_by_name(one, free[row], seen_on) for row in by_name]
        findings += told[one] or named or _missing(one, seen_on)
    used = {found.entry.row for found in findings if found.entry}
    return Comparison(tuple(findings), tuple(one for one in entries if one.row not in used))


def plain_number(text: str) -> str:
    """A number as it is compared: capital letters and figures alone."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def is_role(label: str) -> bool:
    """Whether an adviser is listed by a role, such as "Adviser 2", which no register has."""
    words = default_process(label).split()
    return all(word in ROLE_WORDS or word.isdecimal() for word in words)


def plain_name(text: str) -> str:
    """A name as it is compared: small letters, without titles and forms of company."""
    words = default_process(text).split()
    return " ".join(word for word in words if word not in BESIDE) or " ".join(words)


def _by_numbers(
    one: Held,
    by_number: Mapping[str, Sequence[Entry]],
    rivals: Mapping[str, Sequence[Held]],
    seen_on: date,
) -> list[Finding]:
    """What the rows with its number say of a claim."""
    number = plain_number(one.number)
    same = by_number.get(number, ()) if number else ()
    others = len(rivals.get(number, ())) - 1
    return [_by_number(one, entry, same, others, seen_on) for entry in same]


def _by_number(
    one: Held, entry: Entry, same: Sequence[Entry], rivals: int, seen_on: date
) -> Finding:
    told = _told(one, entry, seen_on)
    doubt = ""
    if len({(each.standing(seen_on), default_process(each.name)) for each in same}) > 1:
        doubt = "The list has this number more than once, and not with the same words"
    elif rivals:
        doubt = "More than one entry here gives this number"
    elif entry.name and not _names_agree(one, entry):
        doubt = "The number is the same, but the name is not"
    elif told.sort is Sort.POSSIBLE:
        doubt = told.why
    if doubt:
        return replace(told, sort=Sort.POSSIBLE, why=doubt)
    return replace(told, sort=Sort.CERTAIN, why=told.why or "The number is the same")


def _by_name(one: Held, entry: Entry, seen_on: date) -> Finding:
    told = _told(one, entry, seen_on)
    why = ["The name is alike", "the place agrees" if _place_agrees(one, entry) else ""]
    if entry.place and not _place_agrees(one, entry):
        why.append("the place is another or is not known here")
    if one.number and entry.number:
        why.append("the number is another")
    return replace(told, sort=Sort.POSSIBLE, why=told.why or ", ".join(filter(None, why)))


def _told(one: Held, entry: Entry, seen_on: date) -> Finding:
    """What the row says of the claim, certain for now: possible already where what it says is not clear."""
    standing = entry.standing(seen_on)
    blank = Finding(Sort.CERTAIN, one, entry, None, "")
    if standing is Standing.UNCLEAR:
        return replace(
            blank, sort=Sort.POSSIBLE, why=f"What “{entry.status[:60]}” means is not clear"
        )
    if standing is Standing.CURRENT and _ends_differ(one, entry):
        return replace(
            blank, sort=Sort.POSSIBLE, why="The list gives another end date than the entry"
        )
    return _with_result(blank, RESULTS[standing], seen_on)


def _missing(one: Held, seen_on: date) -> list[Finding]:
    """What to say of a claim that no row is about: something only where we show it as current."""
    if not one.is_good:
        return []
    why = "We show it as current, and the list does not have it"
    return [_with_result(Finding(Sort.MISSING, one, None, None, why), Result.NOT_FOUND, seen_on)]


def _with_result(finding: Finding, result: Result, seen_on: date) -> Finding:
    one = finding.held
    if one.checked_on is not None and one.checked_on > seen_on:
        return replace(finding, why="It was checked later than this list was seen")
    if (one.checked_on, one.result) == (seen_on, result) and one.is_shown:
        return replace(finding, why="This was recorded already")
    if result is not Result.CONFIRMED and not one.is_shown:
        return replace(
            finding, why="It waits in the queue. Decide there, so that its people are told"
        )
    if result is Result.NOT_FOUND and one.state is State.EXPIRED:
        return replace(finding, why="It is shown as expired already")
    is_good = result is Result.CONFIRMED
    return replace(finding, result=result, is_change=is_good is not one.is_good)


def _ends_differ(one: Held, entry: Entry) -> bool:
    return one.until is not None and entry.until is not None and one.until != entry.until


def _names_agree(one: Held, entry: Entry) -> bool:
    """Whether the names do not speak against it; a part of a name is enough beside a number."""
    other = plain_name(entry.name)
    return one.is_by_role or any(
        fuzz.token_set_ratio(plain_name(name), other) >= ALIKE for name in one.names
    )


def _place_agrees(one: Held, entry: Entry) -> bool:
    words = set(default_process(entry.place).split())
    return any(words & set(default_process(place).split()) for place in one.places)


def _alike(one: Held, names: Mapping[int, str], rows: Mapping[int, Entry]) -> list[int]:
    """The rows whose names are alike, best first."""
    best = dict[int, float]()
    for name in () if one.is_by_role else one.names:
        found = process.extract(
            plain_name(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY, limit=9
        )
        for _, score, row in found:
            if score >= ALIKE or _place_agrees(one, rows[row]):
                best[row] = max(score, best.get(row, 0.0))
    return sorted(best, key=lambda row: (-best[row], row))[:MOST_POSSIBLE]


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = {}
    for key, value in pairs:
        if key:
            grouped.setdefault(key, []).append(value)
    return grouped
