"""What the Hub decides about claims: checked with a result, shown as stated, given back; and many looked at again at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.clock import day_of
from portal.credentials.catalogue import name_of
from portal.credentials.models import Credential
from portal.credentials.queries import list_files_of, one_credential
from portal.credentials.rules import ClaimRefused, Result, Seen, check_problems
from portal.db import commit, db
from portal.journal.models import Receipt
from portal.moderation.actions.minding import hold_listing, let_go
from portal.moderation.catalogue.checks import (
    AFTERWARDS,
    CHECKED,
    FINDINGS,
    NOT_BORNE_OUT,
    NOT_SHOWN,
    STILL_SHOWN,
)
from portal.moderation.queries.checks import seen_of
from portal.moderation.rules import Subject
from portal.moderation.rules.checks import Finding
from portal.organisation.queries import list_members
from portal.providers.models import Listing

CHECKED_BY = "the Hub"


class NotAsSeen(Exception):  # noqa: N818 - it is what happened, not a fault
    """The claim is not what whoever decides saw: it was decided, taken back, or got other files since."""


@dataclass(frozen=True)
class Look:
    """What was found of a claim: when somebody looked and at what, a note for the Hub, and why, for the provider."""

    finding: Finding
    on: date
    source: str = ""
    note: str = ""
    reason: str = ""


def decide(
    credential_id: int,
    look: Look,
    *,
    seen: str,
    key: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Decide about a claim as it was `seen`, and tell the provider's people. `key` is the form's, and `outcome` where it leads.

    Raises:
        LookupError: there is no such claim.
        NotAllowed: whoever decides belongs to the organisation that keeps the listing.
        NotAsSeen: as said there.
        portal.credentials.rules.ClaimRefused: the day of the look cannot be recorded.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(key, outcome, at)
    claim, listing = _held(credential_id, by=by)
    if claim.withdrawn_at is not None or seen_of(claim, list_files_of(claim.id)) != seen:
        db.session.rollback()
        raise NotAsSeen
    found = look.finding.result
    if found is not None:
        _look(claim, Seen(look.on, CHECKED_BY, found), look.source, look.note, at=at)
    elif look.finding is Finding.STATED:
        claim.accept(at)
    else:
        claim.withdraw(at)
    detail = {"credential": claim.id, "kind": claim.kind, "finding": look.finding.value}
    listing.changed("decide claim", by=by, at=at, behalf=behalf, **detail)
    let_go(Subject.CREDENTIAL, claim.id)
    _tell(claim, listing, look, at)
    commit()


def look_again(
    credential_ids: Collection[int],
    *,
    on: date,
    source: str,
    key: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Record that the Hub looked at many claims on one day, in one place, and found each of them there; how many.

    Errors as of `decide`, but that all are recorded or none. What was taken back meanwhile is passed over.
    """
    Receipt.keep(key, outcome, at)
    count = 0
    ids = select(Credential.id).where(Credential.id.in_(credential_ids))
    # listings are held in one order, so that two who do this at once do not wait for each other
    for number in db.session.scalars(ids.order_by(Credential.listing_id, Credential.id)).all():
        claim, listing = _held(number, by=by)
        if not claim.is_shown:
            continue
        _look(claim, Seen(on, CHECKED_BY, Result.CONFIRMED), source, "", at=at)
        detail = {"credential": claim.id, "kind": claim.kind, "finding": Finding.CONFIRMED.value}
        listing.changed("decide claim", by=by, at=at, behalf=behalf, **detail)
        let_go(Subject.CREDENTIAL, claim.id)
        count += 1
    commit()
    return count


def _held(credential_id: int, *, by: str) -> tuple[Credential, Listing]:
    """A claim with its checks, and its listing, held, both as they are now."""
    found = db.session.get(Credential, credential_id)
    if found is None:
        raise LookupError(f"There is no claim {credential_id}.")
    listing = hold_listing(found.listing_id, by=by)
    db.session.expire(found)
    claim = one_credential(credential_id)
    if claim is None:
        raise LookupError(f"There is no claim {credential_id}.")
    return claim, listing


def _look(claim: Credential, seen: Seen, source: str, note: str, *, at: datetime) -> None:
    problems = check_problems(seen, day_of(at))
    if problems:
        db.session.rollback()
        raise ClaimRefused(problems)
    claim.look(seen, source=source, note=note, at=at)


def _tell(claim: Credential, listing: Listing, look: Look, at: datetime) -> None:
    """Tell the people of the provider that keeps the listing what was found, and what follows."""
    if listing.organisation_id is None:
        return
    shown = NOT_SHOWN if claim.withdrawn_at is not None else STILL_SHOWN
    record = claim.record()
    values = {
        "listing": listing.name,
        "claim": name_of(record.claim, record.state(day_of(at))),
        "found": FINDINGS[look.finding],
        "then": AFTERWARDS.get(look.finding, shown),
    }
    letter = CHECKED
    if look.finding.owes_reason:
        letter, values["reason"] = NOT_BORNE_OUT, look.reason
    link = f"/listing/{listing.id}/credentials"
    for place in list_members(listing.organisation_id):
        place.tell(letter.name, at=at, link=link, values=values)
