"""The journal as the Hub reads it: with names where there still are some, and each thing a way to all about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from portal.journal.models import AuditEvent
from portal.journal.queries import count_trail, list_actions, list_trail
from portal.journal.rules import Line, Wanted, detail_words, in_words, number_in
from portal.moderation.queries import find_names
from portal.web.paging import FURTHEST_PAGE, Paging

PER_PAGE = 40
ERASED = "An erased person"


@dataclass(frozen=True)
class TrailPage:
    """Events, newest first. `chips` are the filters in force, each (group, words, address without it)."""

    wanted: Wanted
    lines: tuple[Line, ...]
    paging: Paging
    chips: tuple[tuple[str, str, str], ...]
    actions: tuple[str, ...]


def trail_page(wanted: Wanted, page: int) -> TrailPage:
    """One page of the events that are wanted."""
    most = FURTHEST_PAGE * PER_PAGE
    total = count_trail(wanted, most=most)
    events = list_trail(wanted, skip=(page - 1) * PER_PAGE, most=PER_PAGE)
    paging = Paging(page, PER_PAGE, total, lambda number: trail_href(wanted, page=number))
    lines = lines_of(events)
    return TrailPage(wanted, lines, paging, _chips(wanted), tuple(list_actions()))


def trail_href(wanted: Wanted, *, page: int = 1) -> str:
    """The address of the events that are wanted."""
    asked: dict[str, Any] = vars(wanted) | {"page": page if page > 1 else ""}
    return url_for("moderation.trail", **{name: value for name, value in asked.items() if value})


def lines_of(events: Iterable[AuditEvent]) -> tuple[Line, ...]:
    """The events as lines, with names."""
    events = tuple(events)
    told = {one for event in events for one in _references(event)}
    names = find_names(told)
    return tuple(_line(event, names) for event in events)


def name_of(reference: str, names: Mapping[str, str]) -> str:
    """What to call a thing: its name where it still has one."""
    if number_in(reference, "person") is not None:
        return names.get(reference, ERASED)
    kind, _, _ = reference.partition(":")
    named = names.get(reference)
    if named is None or kind == "organisation":
        return named or in_words(reference)
    return f"{kind} {named}"


def _line(event: AuditEvent, names: Mapping[str, str]) -> Line:
    is_own = event.subject in {event.actor, event.behalf}
    return Line(
        at=event.at,
        who=name_of(event.actor, names),
        who_href=trail_href(Wanted(actor=event.actor)),
        what=event.action,
        what_href=trail_href(Wanted(action=event.action)),
        whom="" if is_own else name_of(event.subject, names),
        whom_href="" if is_own else _about(event.subject),
        behalf=name_of(event.behalf, names) if event.behalf else "",
        behalf_href=_about(event.behalf) if event.behalf else "",
        detail=detail_words(_named(event.detail, names)),
    )


def _about(reference: str) -> str:
    """Where there is more about a thing: organisations and listings have a page, of the rest there is what was done to it."""
    organisation = number_in(reference, "organisation")
    if organisation is not None:
        return url_for("moderation.organisation", organisation_id=organisation)
    listing = number_in(reference, "listing")
    if listing is not None:
        return url_for("moderation.listing", listing_id=listing)
    return trail_href(Wanted(subject=reference))


def _references(event: AuditEvent) -> set[str]:
    values = {value for value in event.detail.values() if isinstance(value, str)}
    return {event.actor, event.behalf, event.subject, *values}


def _named(detail: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The detail with names for the people in it."""
    return {
        name: name_of(value, names) if isinstance(value, str) and _is_person(value) else value
        for name, value in detail.items()
    }


def _is_person(value: str) -> bool:
    return number_in(value, "person") is not None


def _chips(wanted: Wanted) -> tuple[tuple[str, str, str], ...]:
    names = find_names({wanted.actor, wanted.subject, wanted.organisation})
    groups = {
        "actor": "Who",
        "subject": "To what",
        "action": "What",
        "organisation": "Organisation",
    }
    return tuple(
        (
            "of events",
            f"{group}: {value if name == 'action' else name_of(value, names)}",
            trail_href(replace(wanted, **{name: ""})),
        )
        for name, group in groups.items()
        if (value := getattr(wanted, name))
    )
