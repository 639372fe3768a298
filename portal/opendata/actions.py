"""Taking in a file of listings: first it is kept and looked at, then exactly that is taken in."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.clock import day_of
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.opendata.models import ImportFile
from portal.opendata.queries import plan_of
from portal.opendata.rules import Outcome, Plan, Planned
from portal.providers.catalogue import VOCABULARIES
from portal.providers.models import Listing, ListingTerm
from portal.providers.queries import one_listing
from portal.providers.rules import ListingStatus

SOURCE = "From a list that the Careers Hub took in"


class NotAsLookedAt(Exception):  # noqa: N818 - it is what happened, not a fault
    """What the file would do is not what was looked at, or it has flaws; nothing was taken in."""


def keep_file(
    name: str,
    text: str,
    *,
    person_id: int,
    form: str,
    outcome: str,
    by: str,
    at: datetime,
    behalf: str,
) -> int:
    """Keep a file to be looked at; return its number. Nothing of it is taken in yet.

    `form` is the key of the form, which leads to `outcome` where it is sent again.

    Raises:
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    Receipt.keep(form, outcome, at)
    row = ImportFile(name=name, text=text, person_id=person_id, made_at=at)
    db.session.add(row)
    db.session.flush()
    AuditEvent.record(
        "send listings file", f"import_file:{row.id}", by=by, at=at, behalf=behalf, signs=len(text)
    )
    commit()
    return row.id


def take_in(
    file_id: int, *, version: int, seen: str, by: str, at: datetime, behalf: str
) -> Plan | None:
    """Take in a file as it was looked at: `version` of it, and the plan whose digest is `seen`.

    None where it was taken in already: then nothing is done.

    Raises:
        LookupError: there is no such file.
        NotAsLookedAt: what it would do has changed since, or it has flaws.
    """
    file = db.session.get(ImportFile, file_id, with_for_update=True, populate_existing=True)
    if file is None:
        raise LookupError(file_id)
    if file.applied_at is not None:
        db.session.rollback()
        return None
    plan = _hold(file.text, by=by, at=at)
    if (file.version_id, plan.digest) != (version, seen) or not plan.does_something:
        db.session.rollback()
        raise NotAsLookedAt
    file.applied_at = at
    _write(plan, f"import_file:{file_id}", by=by, at=at, behalf=behalf)
    commit()
    return plan


def import_text(text: str, *, by: str, at: datetime) -> Plan:
    """Take in the text of a file, for a command; where it has flaws nothing is taken in.

    Raises:
        portal.web.sheets.SheetRefused: it cannot be read as rows.
        NotAsLookedAt: somebody else made one of its entries at the same moment.
    """
    plan = _hold(text, by=by, at=at)
    if not plan.does_something:
        db.session.rollback()
        return plan
    _write(plan, "listings", by=by, at=at, behalf="")
    commit()
    return plan


def _hold(text: str, *, by: str, at: datetime) -> Plan:
    """The plan, made anew with every entry held that it changes, so that nobody else changes one meanwhile."""
    plan = plan_of(text, day_of(at), by)
    held = sorted(row.standing.listing_id for row in plan.rows if row.said and row.standing)
    for listing_id in held:
        Listing.held(listing_id)
    return plan_of(text, day_of(at), by) if held else plan


def _write(plan: Plan, subject: str, *, by: str, at: datetime, behalf: str) -> None:
    for row in plan.rows:
        if row.outcome is Outcome.NEW:
            _add(row, by=by, at=at, behalf=behalf)
        elif row.outcome is Outcome.CHANGED:
            _change(row, by=by, at=at, behalf=behalf)
    counts = {outcome.name.lower(): plan.count(outcome) for outcome in Outcome}
    AuditEvent.record("import listings", subject, by=by, at=at, behalf=behalf, **counts)


def _add(row: Planned, *, by: str, at: datetime, behalf: str) -> None:
    assert row.said is not None  # noqa: S101 - a plan without flaws says what each new entry says
    listing = Listing.of(row.said, slug=row.slug, status=ListingStatus.STUB, at=at)
    listing.source_note = listing.source_note or SOURCE
    db.session.add(listing)
    try:
        db.session.flush()
    except IntegrityError as taken:  # somebody else has just made an entry of this address
        db.session.rollback()
        raise NotAsLookedAt from taken
    listing.changed("import listing", by=by, at=at, behalf=behalf, status=ListingStatus.STUB.value)


def _change(row: Planned, *, by: str, at: datetime, behalf: str) -> None:
    assert row.said is not None and row.standing is not None  # noqa: S101, PT018 - as above
    listing = one_listing(row.standing.listing_id)
    assert listing is not None  # noqa: S101 - it is held
    for name in row.fields:
        if name in VOCABULARIES and name in row.said.terms:
            _choose(listing, name, tuple(row.said.terms[name]))
        else:
            setattr(listing, name, getattr(row.said, name))
    if "base_outward" in row.fields:
        listing.easting, listing.northing = row.said.easting, row.said.northing
    fields = sorted(change.column for change in row.changes)
    listing.changed("import listing", by=by, at=at, behalf=behalf, fields=fields)


def _choose(listing: Listing, vocabulary: str, codes: tuple[str, ...]) -> None:
    """Let a listing hold these codes of a vocabulary and no others."""
    for term in [one for one in listing.terms if one.vocabulary == vocabulary]:
        if term.code not in codes:
            listing.terms.remove(term)
    held = {term.code for term in listing.terms if term.vocabulary == vocabulary}
    listing.terms += [
        ListingTerm(vocabulary=vocabulary, code=code) for code in codes if code not in held
    ]
