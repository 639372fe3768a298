"""What the pages of checks show: a claim with its files and earlier looks, and the claims to be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from portal.credentials.catalogue import (
    KIND_WORDS,
    RESULT_WORDS,
    STATUS_WORDS,
    BadgeCell,
    badge_cell,
)
from portal.credentials.models import Check, Credential, Evidence, badge_of
from portal.credentials.rules import WITHOUT_FILES, Kind, Result
from portal.moderation.pages.item import ItemPage, item_page
from portal.moderation.queries.checks import Looked, list_due
from portal.moderation.queries.organisations import find_organisation
from portal.moderation.queries.queue import list_asking, list_own, objection_to
from portal.moderation.rules import Subject
from portal.organisation.models import Organisation
from portal.web.filters import day

WAITS, SHOWN, GONE = "Waits for the Hub, and is not shown", "Shown", "Not shown since {}"


@dataclass(frozen=True)
class CheckPage:
    """A claim, whose it is, all that was said and seen of it, and its files."""

    looked: Looked
    item: ItemPage
    name: str
    badge: BadgeCell
    keeper: Organisation | None
    facts: tuple[tuple[str, str, str, str], ...]
    files: tuple[tuple[Evidence, str], ...]
    checks: tuple[tuple[Check, str], ...]
    takes_files: bool

    @property
    def may_decide(self) -> bool:
        """Whether its reader may decide about it."""
        return self.item.objection is None and self.looked.claim.withdrawn_at is None


@dataclass(frozen=True)
class RecheckPage:
    """The claims to be looked at again, as the form offers them; `own` are those that its reader may not decide."""

    claims: tuple[tuple[str, str, str], ...]
    own: tuple[str, ...]


def check_page(
    looked: Looked, person_id: int, today: date, query: Mapping[str, str] | None = None
) -> CheckPage:
    """The page of one claim for this reader, one of the Hub's staff."""
    claim, kind = looked.claim, Kind(looked.claim.kind)
    badge, whose = badge_of(claim.record(), today), looked.listing.organisation_id
    keeper = find_organisation(whose) if whose is not None else None
    return CheckPage(
        looked=looked,
        item=item_page(Subject.CREDENTIAL, claim.id, person_id, query),
        name=badge.name,
        badge=badge_cell(badge),
        keeper=keeper.organisation if keeper is not None else None,
        facts=_facts(looked),
        files=tuple((file, _address(claim, file)) for file in looked.files),
        checks=tuple((one, RESULT_WORDS[Result(one.result)]) for one in reversed(claim.checks)),
        takes_files=kind not in WITHOUT_FILES,
    )


def recheck_page(person_id: int, today: date) -> RecheckPage:
    """The claims to be looked at again by `today`."""
    free, own = [], []
    asking, mine = list_asking(), list_own(f"person:{person_id}")
    for claim, listing, whose in list_due(today):
        badge = badge_of(claim.record(), today)
        words = ", ".join(part for part in (listing.name, whose, badge.name) if part)
        if objection_to(listing, asking, mine) is None:
            number = f" (number {claim.number})" if claim.number else ""
            free.append((str(claim.id), f"{words}{number}", badge.basis))
        else:
            own.append(words)
    return RecheckPage(tuple(free), tuple(own))


def _address(claim: Credential, file: Evidence) -> str:
    """Where a file is handed out; nowhere while it is being checked."""
    if not file.is_served:
        return ""
    return url_for("moderation.evidence", credential_id=claim.id, evidence_id=file.id)


def _facts(looked: Looked) -> tuple[tuple[str, str, str, str], ...]:
    claim, kind = looked.claim, Kind(looked.claim.kind)
    told = (
        ("Whose", looked.adviser.label if looked.adviser else looked.listing.name),
        ("What", f"{KIND_WORDS[kind]}: {STATUS_WORDS[kind].get(claim.status, claim.status)}"),
        ("Where it stands", _stage(claim)),
        ("Said on", day(claim.declared_on)),
        ("Framework", claim.framework),
        ("Held from", day(claim.accredited_on)),
        ("Due or covered until", day(claim.review_due)),
        ("Last continuous improvement check", day(claim.last_cic_on)),
        ("Number", claim.number),
        ("Amount in £ million", claim.amount),
        ("Scope", claim.scope),
    )
    return tuple((name, value, "", "") for name, value in told if value)


def _stage(claim: Credential) -> str:
    if claim.withdrawn_at is not None:
        return GONE.format(day(claim.withdrawn_at))
    return WAITS if claim.accepted_at is None else SHOWN
