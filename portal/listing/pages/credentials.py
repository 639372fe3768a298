"""What the pages of a provider's claims show: each with where it stands, what is due, and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import today
from portal.credentials.catalogue import BadgeCell, badge_cell
from portal.credentials.models import Credential, Evidence, badge_of
from portal.credentials.queries import list_files
from portal.credentials.rules import (
    OF_ORGANISATIONS,
    OF_PEOPLE,
    WITHOUT_FILES,
    Kind,
    is_withdrawn_from_view,
    latest_check,
    may_see,
    record_that_counts,
    valid_until,
    what_instead,
)
from portal.listing.catalogue.credentials import (
    ASKING,
    DUE,
    EVERYBODY,
    RENEWED,
    SHOWN_TO_ALL,
    SHOWN_TO_SCHOOLS,
    TOO_OLD,
    WITH_THE_HUB,
    Asking,
)
from portal.providers.models import SEVERAL, Adviser, Listing
from portal.providers.rules import Person, Standing, why_person_may_not_guide
from portal.web.filters import day


@dataclass(frozen=True)
class ClaimLine:
    """One claim, where it stands, what is due, and its files."""

    id: int
    badge: BadgeCell
    name: str
    stage: str
    due: str
    files: tuple[Evidence, ...]
    takes_files: bool
    is_over: bool


@dataclass(frozen=True)
class PersonClaims:
    """An adviser with their claims; `why_not` and `instead` where they may not offer personal guidance."""

    label: str
    lines: tuple[ClaimLine, ...]
    why_not: str
    instead: str
    will_do: bool


@dataclass(frozen=True)
class CredentialsPage:
    """Everything that a provider claims. `over` is what was taken back or was not accepted."""

    listing: Listing
    own: tuple[ClaimLine, ...]
    people: tuple[PersonClaims, ...]
    over: tuple[ClaimLine, ...]
    adding: tuple[Asking, ...]


@dataclass(frozen=True)
class HistoryPage:
    """What signed-in schools were shown of a provider's claims at the end of a day, in the badges' own form."""

    day: date
    own: tuple[BadgeCell, ...]
    people: tuple[tuple[str, tuple[BadgeCell, ...], str], ...]


def credentials_page(listing: Listing) -> CredentialsPage:
    """Everything that a whole listing claims, as it stands today."""
    files = list_files(listing.id)
    held = [row for row in reversed(listing.credentials) if row.withdrawn_at is None]
    here = [adviser for adviser in listing.advisers if adviser.left_at is None]
    return CredentialsPage(
        listing,
        tuple(_line(row, listing, files) for row in held if row.adviser_id is None),
        tuple(_person(adviser, listing, held, files) for adviser in here),
        tuple(
            _line(row, listing, files) for row in reversed(listing.credentials) if row not in held
        ),
        tuple(ask for kind, ask in ASKING.items() if here or kind not in OF_PEOPLE),
    )


def claim_line(row: Credential, listing: Listing) -> ClaimLine:
    """One claim of a whole listing."""
    return _line(row, listing, list_files(listing.id))


def holders(listing: Listing, kind: Kind) -> list[tuple[str, str]]:
    """Who may make a claim of this kind, as (code, words): advisers, or everybody at once; empty for the organisation."""
    if kind in OF_ORGANISATIONS:
        return []
    people = [(str(one.id), one.label) for one in listing.advisers if one.left_at is None]
    return people if kind in OF_PEOPLE else [(EVERYBODY, "Everybody who meets pupils"), *people]


def history_page(standing: Standing) -> HistoryPage:
    """What was shown on a day."""
    return HistoryPage(
        standing.day,
        tuple(badge_cell(badge) for badge in standing.badges),
        tuple(
            (one.label, tuple(badge_cell(badge) for badge in one.badges), one.why_not or "")
            for one in standing.people
        ),
    )


def _person(
    adviser: Adviser,
    listing: Listing,
    held: Sequence[Credential],
    files: Mapping[int, Sequence[Evidence]],
) -> PersonClaims:
    own = [row for row in held if row.adviser_id == adviser.id]
    why = why_person_may_not_guide(_as_read(adviser, own, only_shown=True), today())
    hoped = why_person_may_not_guide(_as_read(adviser, own, only_shown=False), today())
    said = {row.kind: row.status for row in reversed(own)}
    instead = what_instead(said.get(Kind.QUALIFICATION, ""), said.get(Kind.CDI, ""))
    lines = tuple(_line(row, listing, files) for row in own)
    return PersonClaims(adviser.label, lines, why or "", instead if why else "", hoped is None)


def _as_read(adviser: Adviser, own: Sequence[Credential], *, only_shown: bool) -> Person:
    counting = [row for row in reversed(own) if row.is_shown or not only_shown]
    return Person(
        adviser.label,
        adviser.supervisor,
        tuple(row.record() for row in counting if row.kind == Kind.QUALIFICATION),
        tuple(row.record() for row in counting if row.kind == Kind.CDI),
    )


def _line(row: Credential, listing: Listing, files: Mapping[int, Sequence[Evidence]]) -> ClaimLine:
    badge, kind = badge_of(row.record(), today()), Kind(row.kind)
    return ClaimLine(
        row.id,
        badge_cell(badge),
        badge.name,
        _stage(row, listing),
        _due(row),
        tuple(files.get(row.id, ())),
        kind not in WITHOUT_FILES and row.withdrawn_at is None,
        row.withdrawn_at is not None,
    )


def _stage(row: Credential, listing: Listing) -> str:
    kind = Kind(row.kind)
    if row.withdrawn_at is not None:
        return f"Not shown since {day(row.withdrawn_at)}"
    if row.accepted_at is None:
        return WITH_THE_HUB
    if is_withdrawn_from_view(kind, row.record().state(today())):
        return TOO_OLD
    if not _counts(row, listing):
        return RENEWED
    return SHOWN_TO_ALL if may_see(kind, signed_in=False) else SHOWN_TO_SCHOOLS


def _counts(row: Credential, listing: Listing) -> bool:
    """Whether it is the one of its kind that is shown: of renewals only one is."""
    rivals = [
        (other.id, other.record())
        for other in listing.credentials
        if other.is_shown
        and (other.kind, other.adviser_id) == (row.kind, row.adviser_id)
        and (row.kind not in SEVERAL or other.status == row.status)
    ]
    chosen = record_that_counts([record for _, record in rivals], today())
    return any(number == row.id and record is chosen for number, record in rivals)


def _due(row: Credential) -> str:
    record = row.record()
    ends = valid_until(record.claim, latest_check(record.checks, today()))
    if ends is None or row.withdrawn_at is not None:
        return ""
    coming, past = DUE[Kind(row.kind)]
    return f"{coming if ends >= today() else past} {day(ends)}"
