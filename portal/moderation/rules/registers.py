"""What is read in a list from a public register, what of it is looked for here, and what is found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from rapidfuzz.utils import default_process

from portal.credentials.rules import Kind, Result, State


class Register(StrEnum):
    """A public register that lists are taken from; the name is the code that is kept."""

    CDI = "CDI register"
    MATRIX = "matrix Standard directory"

    @property
    def kind(self) -> Kind:
        """What its entries bear out."""
        return Kind[self.name]


class Standing(StrEnum):
    """What a row of the list says of its entry."""

    CURRENT = "current"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    OTHER = "in another category"
    UNCLEAR = "not clear"


RESULTS = {
    Standing.CURRENT: Result.CONFIRMED,
    Standing.LAPSED: Result.NOT_FOUND,
    Standing.WITHDRAWN: Result.WITHDRAWN,
    Standing.OTHER: Result.WRONG_CATEGORY,
}
# Looked for in this order, as words within what the list says.
SAYS: Mapping[Standing, tuple[str, ...]] = {
    Standing.WITHDRAWN: ("withdrawn", "struck off", "removed", "suspended", "revoked"),
    Standing.LAPSED: (
        *("lapsed", "expired", "ended", "resigned", "former", "inactive", "not current"),
        *("not registered", "no longer", "not accredited"),
    ),
    Standing.OTHER: ("careers leader", "career leader", "rcl", "member only", "associate"),
    Standing.CURRENT: (
        *("rcdp", "career development professional", "registered", "current", "active"),
        *("accredited", "held", "holds", "valid", "yes"),
    ),
}


@dataclass(frozen=True)
class Entry:
    """One row of a list: its number in the file, and what it says. `until` is the last day on which it holds."""

    row: int
    number: str
    name: str
    place: str = ""
    status: str = ""
    until: date | None = None

    def standing(self, seen_on: date) -> Standing:
        """What it says of its entry on the day when it was seen; a list of current entries need not say more."""
        if self.until is not None and self.until < seen_on:
            return Standing.LAPSED
        words = f" {default_process(self.status)} "
        if not words.strip():
            return Standing.CURRENT
        for standing, phrases in SAYS.items():
            if any(f" {phrase} " in words for phrase in phrases):
                return standing
        return Standing.UNCLEAR


@dataclass(frozen=True)
class Held:
    """One claim of a listing that is to be found in the register.

    `names` are what the public calls whoever holds it; `is_by_role` says that this is a role, which no register has. `places` words for where they work. `checked_on` and `result`
    are of the last check. `objection` says why whoever looks may not decide about this listing.
    """

    credential_id: int
    listing_id: int
    listing: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    number: str
    state: State
    is_by_role: bool = False
    until: date | None = None
    checked_on: date | None = None
    result: Result | None = None
    is_shown: bool = True
    objection: str = ""

    @property
    def is_good(self) -> bool:
        """Whether a reader sees it as current."""
        return self.is_shown and self.state in {State.CURRENT, State.DUE_SOON}


class Sort(StrEnum):
    """How sure a finding is, in the words of the page."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    MISSING = "missing"


@dataclass(frozen=True)
class Finding:
    """What the list says of one claim, and what would be recorded: a check with this result, or nothing.

    `why` says what it rests on, or why nothing is recorded. `is_change` says that readers would see another state.
    """

    sort: Sort
    held: Held
    entry: Entry | None
    result: Result | None
    why: str
    is_change: bool = False

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"{self.held.credential_id}-{self.entry.row if self.entry else 0}"

    @property
    def may_be_recorded(self) -> bool:
        """Whether there is something to record that whoever looks may record."""
        return self.result is not None and not self.held.objection

    @property
    def is_ticked(self) -> bool:
        """Whether it is ticked from the start: only what is certain, never what is possible or missing."""
        return self.sort is Sort.CERTAIN and self.may_be_recorded


@dataclass(frozen=True)
class Comparison:
    """Everything that was found, and the rows of the list that belong to nobody here."""

    findings: tuple[Finding, ...]
    unknown: tuple[Entry, ...]

    @property
    def digest(self) -> str:
        """A short text that differs as soon as anything that could be recorded does."""
        told = [
            (
                one.key,
                one.sort.value,
                one.result,
                one.held.state,
                one.held.checked_on,
                one.held.objection,
            )
            for one in self.findings
        ]
        return sha256(repr(told).encode()).hexdigest()

    def of(self, sort: Sort) -> tuple[Finding, ...]:
        """The findings of a sort: first what changes something, then by listing."""
        chosen = (finding for finding in self.findings if finding.sort is sort)
        return tuple(sorted(chosen, key=_order))


def keys_of(findings: Iterable[Finding]) -> Iterator[str]:
    """The names in the form of those with something to record, also of such as somebody else has to decide."""
    return (finding.key for finding in findings if finding.result is not None)


def _order(finding: Finding) -> tuple[bool, bool, bool, str, int]:
    is_good = finding.result is Result.CONFIRMED
    name = finding.held.listing.casefold()
    return (
        not finding.may_be_recorded,
        not finding.is_change,
        is_good,
        name,
        finding.held.credential_id,
    )
