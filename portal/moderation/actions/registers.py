"""Bring in a list from a public register, and record what was ticked of the comparison with it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from portal.clock import day_of
from portal.credentials.models import Credential
from portal.credentials.rules import Result, Seen
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.moderation.actions.minding import hold_listing
from portal.moderation.models import RegisterList
from portal.moderation.queries.registers import compare_list
from portal.moderation.rules import NotAllowed, Refusal, Unseen
from portal.moderation.rules.entries import kept
from portal.moderation.rules.registers import Entry, Finding, Register
from portal.providers.models import Listing

CHECKER = "the Hub"


def keep_list(
    register: Register,
    entries: Sequence[Entry],
    *,
    source: str,
    seen_on: date,
    person_id: int,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Keep a list to be compared; return its number. Nothing is recorded of any listing yet.

    `form` is the key of the form, which leads to `outcome` where it is sent again.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form, outcome, at)
    told = {"register": register.name, "source": source, "seen_on": seen_on}
    rows = [kept(entry) for entry in entries]
    row = RegisterList(**told, rows=rows, person_id=person_id, made_at=at)
    db.session.add(row)
    db.session.flush()
    detail = {"register": register.name, "rows": len(entries)}
    subject = f"register_list:{row.id}"
    AuditEvent.record("bring in register list", subject, by=by, at=at, behalf=behalf, **detail)
    commit()
    return row.id


def apply_list(
    list_id: int,
    keys: Collection[str],
    *,
    version: int,
    seen: str,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Record a check for each finding that was ticked, all or none; return how many.

    `version` of the list and `seen`, the digest of the comparison, are as whoever ticked saw them.

    Raises:
        LookupError: there is no such list.
        Unseen: the list was applied meanwhile, or a listing changed: the comparison is another now.
        NotAllowed: whoever ticked belongs to an organisation that keeps one of the listings, or asks for it.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form, outcome, at)
    row = _held_list(list_id)
    today = day_of(at)
    chosen = _chosen(compare_list(row, by, today).findings, keys)
    held = {one.held.listing_id for one in chosen}
    listings = {number: hold_listing(number, by=by) for number in sorted(held)}
    if row.version_id != version or compare_list(row, by, today).digest != seen:
        db.session.rollback()
        raise Unseen
    for number, listing in listings.items():
        findings = [one for one in chosen if one.held.listing_id == number]
        _record(listing, findings, row, by=by, at=at, behalf=behalf)
    row.applied_at = at
    detail = {"listings": len(listings), "checks": len(chosen)}
    subject = f"register_list:{list_id}"
    AuditEvent.record("apply register list", subject, by=by, at=at, behalf=behalf, **detail)
    commit()
    return len(chosen)


def _held_list(list_id: int) -> RegisterList:
    row = db.session.get(RegisterList, list_id, with_for_update=True, populate_existing=True)
    if row is None:
        db.session.rollback()
        raise LookupError(list_id)
    return row


def _chosen(findings: Iterable[Finding], keys: Collection[str]) -> list[Finding]:
    """The findings of these names, each about a claim of its own."""
    chosen = [one for one in findings if one.key in keys]
    if any(one.held.objection for one in chosen):
        db.session.rollback()
        raise NotAllowed(Refusal.OWN)
    about = {one.held.credential_id for one in chosen}
    if len(chosen) != len(set(keys)) or len(about) != len(chosen):
        db.session.rollback()
        raise Unseen
    return chosen


def _record(
    listing: Listing,
    findings: Sequence[Finding],
    row: RegisterList,
    *,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """A check for each finding about one listing, with the list's date and source, and one event."""
    numbers = sorted(one.held.credential_id for one in findings)
    held = db.session.scalars(select(Credential).where(Credential.id.in_(numbers)))
    credentials = {credential.id: credential for credential in held}
    for one in findings:
        if one.result is None:
            db.session.rollback()
            raise Unseen
        seen = Seen(row.seen_on, CHECKER, one.result)
        credentials[one.held.credential_id].look(seen, source=row.source, at=at)
    confirmed = sum(1 for one in findings if one.result is Result.CONFIRMED)
    told = {"register": row.register, "credentials": numbers, "confirmed": confirmed}
    told["not_confirmed"] = len(findings) - confirmed
    listing.changed("check register", by=by, at=at, behalf=behalf, **told)
