"""The organisations that use the portal, and one of them with its people and what happened lately."""

from dataclasses import dataclass

from flask import url_for

from portal.journal.queries import list_trail
from portal.journal.rules import Line, Wanted
from portal.moderation.pages.trail import lines_of, trail_href
from portal.moderation.queries import (
    Asked,
    Found,
    count_organisations,
    find_reason,
    list_organisations,
)
from portal.moderation.rules import Lack, Standing
from portal.organisation.catalogue import KINDS
from portal.organisation.models import Membership
from portal.organisation.queries import count_invitations, list_members
from portal.organisation.rules import Kind
from portal.web.paging import Paging

PER_PAGE = 25
LATEST = 10
Options = tuple[tuple[str, str, None, bool], ...]


@dataclass(frozen=True)
class OrganisationsPage:
    """Organisations by name; `kinds` and `states` are the filters, each (value, words, None, whether it is chosen)."""

    asked: Asked
    found: tuple[Found, ...]
    paging: Paging
    kinds: Options
    states: Options

    @property
    def chosen(self) -> int:
        """How many filters are in force."""
        return sum(map(bool, (self.asked.kind, self.asked.state, self.asked.words)))


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation as the Hub sees it."""

    found: Found
    people: tuple[Membership, ...]
    invited: int
    reason: str
    lines: tuple[Line, ...]
    trail_href: str
    kind: str
    may_stop: bool


def organisations_page(asked: Asked, page: int) -> OrganisationsPage:
    """One page of the organisations that are asked for."""
    total = count_organisations(asked)
    found = list_organisations(asked, skip=(page - 1) * PER_PAGE, most=PER_PAGE)
    kinds = [(kind.value, KINDS[kind]) for kind in Kind]
    states = [(state.value, state.value.capitalize()) for state in (*Standing, *Lack)]
    return OrganisationsPage(
        asked,
        tuple(found),
        Paging(page, PER_PAGE, total, lambda number: organisations_href(asked, page=number)),
        _options(kinds, asked.kind),
        _options(states, asked.state),
    )


def organisations_href(asked: Asked, *, page: int = 1) -> str:
    """The address of the organisations that are asked for."""
    said = {"kind": asked.kind, "state": asked.state, "q": asked.words}
    query = {name: str(value) for name, value in said.items() if value}
    return url_for("moderation.organisations", **query, **({"page": page} if page > 1 else {}))  # type: ignore[arg-type]  # its stub takes None only for _anchor


def organisation_page(found: Found) -> OrganisationPage:
    """One organisation with its people, and the latest of what was done to it or on its behalf."""
    organisation = found.organisation
    wanted = Wanted(organisation=f"organisation:{organisation.id}")
    stopped = found.standing is Standing.STOPPED
    return OrganisationPage(
        found,
        tuple(list_members(organisation.id)),
        count_invitations(organisation.id),
        find_reason(organisation.id) if stopped else "",
        lines_of(list_trail(wanted, most=LATEST)),
        trail_href(wanted),
        KINDS[Kind(organisation.kind)],
        may_stop=organisation.kind != Kind.HUB and not stopped,
    )


def _options(values: list[tuple[str, str]], chosen: str | None) -> Options:
    every = (("", "All", None, not chosen),)
    return every + tuple((value, words, None, value == chosen) for value, words in values)
