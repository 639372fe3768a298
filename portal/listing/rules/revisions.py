"""What a provider wants to say otherwise: which fields belong together, where a revision stands, what it changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from portal.listing.rules.claims import Decision
from portal.providers.rules import UNDISCLOSED, ListingStatus

Values = Mapping[str, Any]
"""What a listing says, as JSON keeps it: fields of `Particulars`, "terms" by vocabulary, "advisers" by number."""


class RevisionKind(StrEnum):
    """Whether the Hub looks before the public copy changes, or after."""

    EDIT = "edit"
    LIVE = "live"


class State(StrEnum):
    """Where a revision stands, in the words of the page."""

    DRAFT = "not sent yet"
    SUBMITTED = "waiting for the Hub"
    RETURNED = "sent back by the Hub"
    LIVE = "shown, the Hub will look"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "dropped"


@dataclass(frozen=True)
class Section:
    """Fields that stand on one form. `fields` are of `Particulars`, `terms` vocabularies; `needed` may not be empty.

    What a `live` section says is shown at once.
    """

    slug: str
    fields: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    live: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every field and vocabulary of the section."""
        return (*self.fields, *self.terms)


SECTIONS = (
    Section(
        "about",
        ("name", "provider_type", "summary", "about", "references_offered", "noindex"),
        needed=("name", "provider_type", "summary"),
    ),
    Section("areas", ("base_outward",), ("area",), needed=("area",)),
    Section("services", (), ("service", "setting", "year", "specialism"), ("service", "setting")),
    Section("modes", ("bsl", "bsl_level", "makaton"), ("mode", "language"), needed=("mode",)),
    Section("price", ("price_basis", "price_band", "price_vat", "price_valid_to", "price_public")),
    Section(
        "availability",
        ("capacity", "half_days", "earliest_start", "waiting_list"),
        needed=("capacity",),
        live=True,
    ),
    Section("website", ("website",), live=True),
)
# The day on which a section's word was given, which goes wherever the word goes.
SAID_ON = {"availability": "capacity_said_on", "price": "price_said_on"}
DAYS = frozenset({"earliest_start", "price_valid_to", *SAID_ON.values()})
SILENT: tuple[Any, ...] = (None, "", False, [], UNDISCLOSED)
ADVISER = "adviser:"
"""What the name of a change to one of the people begins with; their number follows."""

# A listing has been agreed once it has one of these, and then its live sections are shown at once.
SHOWN_ONCE = frozenset({ListingStatus.PUBLISHED, ListingStatus.SUSPENDED, ListingStatus.ARCHIVED})
MAY_WITHDRAW = frozenset({ListingStatus.STUB, ListingStatus.DRAFT, ListingStatus.PUBLISHED})
NEVER_SHOWN = frozenset({ListingStatus.STUB, ListingStatus.DRAFT, ListingStatus.SUBMITTED})


@dataclass(frozen=True)
class Change:
    """One field, vocabulary or person, as it stands and as it should; None for nobody there yet."""

    name: str
    old: Any
    new: Any


def section_of(slug: str) -> Section | None:
    """The section with this address, if there is one."""
    return next((section for section in SECTIONS if section.slug == slug), None)


def state_of(
    *,
    kind: str,
    submitted_at: datetime | None,
    returned_at: datetime | None,
    decided_at: datetime | None,
    decision: str,
) -> State:
    """Where a revision stands; the values are those of its row."""
    if decided_at is not None:
        return State[Decision(decision).name]
    if kind == RevisionKind.LIVE:
        return State.LIVE
    if returned_at is not None and (submitted_at is None or submitted_at <= returned_at):
        return State.RETURNED
    return State.DRAFT if submitted_at is None else State.SUBMITTED


def may_be_edited(state: State) -> bool:
    """Whether the provider may change what a revision says; what the Hub has before it stays as it was sent."""
    return state in {State.DRAFT, State.RETURNED}


def goes_live(status: str, *, was_agreed: bool) -> bool:
    """Whether what a live section says is shown at once: only of a listing that the Hub has agreed before."""
    return was_agreed and status in SHOWN_ONCE


def status_brought_back(*, was_agreed: bool) -> ListingStatus:
    """What a withdrawn listing is once it is brought back: as last agreed, and nothing public if it never was."""
    return ListingStatus.PUBLISHED if was_agreed else ListingStatus.DRAFT


def merged(standing: Values, said: Values) -> dict[str, Any]:
    """What a listing would say with `said` applied."""
    terms = {**standing.get("terms", {}), **said.get("terms", {})}
    advisers = {**standing.get("advisers", {}), **said.get("advisers", {})}
    return {**standing, **said, "terms": terms, "advisers": advisers}


def value_in(values: Values, name: str) -> Any:
    """What `values` say of a field or a vocabulary."""
    return values.get("terms", {}).get(name) if name not in values else values[name]


def without_repeats(standing: Values, said: Values) -> dict[str, Any]:
    """`said` without what stands there already, so that it holds only what is to change."""
    kept: dict[str, Any] = {
        name: value
        for name, value in said.items()
        if name not in {"terms", "advisers"} and value != standing.get(name)
    }
    for group in ("terms", "advisers"):
        stood = standing.get(group, {})
        new = said.get(group, {})
        news = {key: value for key, value in new.items() if not _equal(stood.get(key), value)}
        if news:
            kept[group] = news
    for slug, day in SAID_ON.items():  # a day alone changes nothing
        section = section_of(slug)
        if section is not None and not any(name in kept for name in section.names):
            kept.pop(day, None)
    return kept


def fingerprint(values: Values, names: Iterable[str]) -> str:
    """What these fields say, in short: a form carries it to find out whether they still say so."""
    said = {name: value_in(values, name) or None for name in names}
    sorted_codes = {
        name: sorted(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return sha256(json.dumps(sorted_codes, sort_keys=True).encode()).hexdigest()[:16]


def changes(standing: Values, said: Values) -> tuple[Change, ...]:
    """Each thing that `said` changes of what stands, section by section, then the people."""
    order = [name for section in SECTIONS for name in section.names]
    flat = _flat(said)
    found = [
        Change(name, value_in(standing, name), flat[name])
        for name in order
        if name in flat and not _equal(value_in(standing, name), flat[name])
    ]
    stood = standing.get("advisers", {})
    people = said.get("advisers", {})
    found += [
        Change(f"{ADVISER}{key}", stood.get(key), people[key])
        for key in sorted(people, key=int)
        if stood.get(key) != people[key]
    ]
    return tuple(found)


def names_of(said: Values) -> list[str]:
    """The names of what is said, for the journal: fields, vocabularies and numbers of people, never their words."""
    people = (f"{ADVISER}{key}" for key in said.get("advisers", {}))
    return sorted([*_flat(said), *people])


def missing(standing: Values, section: Section) -> tuple[str, ...]:
    """The needed fields of a section that say nothing yet."""
    return tuple(name for name in section.needed if not value_in(standing, name))


def says_something(standing: Values, section: Section) -> bool:
    """Whether any field of a section says anything; an undisclosed price says nothing."""
    return any(value_in(standing, name) not in SILENT for name in section.names)


def sections_with(names: Iterable[str]) -> Iterator[Section]:
    """The sections to which any of these fields belong."""
    asked = set(names)
    return (section for section in SECTIONS if asked & set(section.names))


def _flat(said: Values) -> dict[str, Any]:
    fields = {name: value for name, value in said.items() if name not in {"terms", "advisers"}}
    return {**fields, **said.get("terms", {})}


def _equal(old: Any, new: Any) -> bool:
    if isinstance(new, list):
        return sorted(old or []) == sorted(new)
    return bool(old == new)
