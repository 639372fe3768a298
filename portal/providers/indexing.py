"""What the search index holds of a listing, and how the index is kept in step with the database.

The database is the truth. An entry's revision is a fingerprint of what it says on a day, so
comparing revisions finds whatever is out of step: a lost change, a damaged entry, or a certificate
that ran out overnight without anybody recording anything.
"""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from zlib import crc32

from flask import Flask, Response, current_app, g, has_request_context
from sqlalchemy import delete, event

from portal.clock import today as today_in_liverpool
from portal.credentials.rules import Kind
from portal.db import commit, db, only_reading
from portal.journal.models import OutboxRow
from portal.journal.queries import count_outbox, list_outbox
from portal.providers import queries, rules
from portal.providers.catalogue import FACETS, VOCABULARIES
from portal.providers.models import TOPIC, Listing
from portal.providers.rules import CdiStanding, MatrixStanding
from portal.search import Answer, Criteria, Entry, Index, IndexBusy, IndexDamaged, find_in_memory

log = logging.getLogger("portal")

BATCH = 500
# What people call these things, said by a listing only while it is true of it.
MATRIX_WORDS = "matrix Standard accredited"
CDI_WORDS = "CDI register, Registered Career Development Professional, RCDP"
MAKATON_WORDS = "Makaton"


@dataclass(frozen=True)
class Difference:
    """What had to be brought in step: the ids put and the ids removed."""

    put: tuple[int, ...]
    removed: tuple[int, ...]


def entry_of(listing: Listing, today: date) -> Entry:
    """The listing as the search engine stores it on `today`; the listing must be loaded whole."""
    facets = _facets(listing, today)
    words = _words(listing, facets)
    prose = f"{listing.summary}\n{listing.about}"
    points, confirmed = _points(listing), listing.confirmed_on
    stale = rules.needs_confirming(listing.listing_status, confirmed, today)
    said = repr((listing.name, words, prose, sorted(facets.items()), points, confirmed, stale))
    return Entry(
        id=listing.id,
        revision=crc32(said.encode("utf-8", "replace")),
        name=listing.name,
        words=words,
        prose=prose,
        facets=facets,
        points=points,
        confirmed_on=confirmed,
        last=stale,
    )


def list_entries(today: date) -> Iterator[Entry]:
    """An entry for every listing that the public may see on `today`, by id."""
    return (entry_of(listing, today) for listing in queries.list_everything_shown(today))


def catch_up(index: Index, today: date, *, limit: int = 500, patience: float | None = None) -> int:
    """Bring into the index what the outbox says has changed; return how many rows were handled.

    On a day that the index is not in step with, everything is compared instead. The changes and
    the checkpoint are one commit of the index; the rows go afterwards. If the machine stops in
    between, the same changes are made again, which does no harm. Nobody else writes to the index
    meanwhile, so that nobody stores an older reading over a newer one; the database's write lock is
    taken only to remove the rows. Nothing may be uncommitted when it is called.

    Raises:
        portal.search.IndexBusy: another process has been writing for `patience` in seconds, ten
            unless told; the rows stay.
        portal.search.IndexDamaged: rebuild the index; the rows stay.
    """
    with index.alone(patience):
        with only_reading():
            rows = _waiting(limit)
            if index.day() != today:
                _compare(index, today, rows)
            elif rows:
                _apply(index, today, rows)
        _forget(rows)
    return len(rows)


def rebuild(index: Index, today: date, *, patience: float | None = None) -> int:
    """Write the whole index anew from the database; return how many listings it holds.

    Raises:
        portal.search.IndexBusy: another process has been writing for `patience` in seconds; the old index stays.
        portal.search.IndexDamaged: it could not be written; the old index stays.
    """
    with index.alone(patience):
        with only_reading():
            rows = _waiting(limit=1_000_000)
            entries = list(list_entries(today))
        index.rebuild(entries, max(rows, default=_checkpoint(index)), today)
        _forget(rows)
    return len(entries)


def reconcile(index: Index, today: date) -> Difference:
    """Bring the index in step with the database as it is on `today`, and say what was not.

    It writes to the index only, so it may be called the first time that a day is seen.

    Raises:
        portal.search.IndexBusy, portal.search.IndexDamaged: as `catch_up`.
    """
    with index.alone(), only_reading():
        return _compare(index, today, {})


def find_from_database(criteria: Criteria, today: date) -> Answer:
    """The answer without an index: the same listings and counts, in a plainer order."""
    return find_in_memory(list_entries(today), criteria)


def mend_after_response(*, broken: bool, behind: bool) -> None:
    """Ask that the index be looked after once the present response is sent, if it needs it.

    A broken index is rebuilt. One that is behind, by the day or by changes that wait, is brought in step.
    """
    if broken or behind or count_outbox(TOPIC):
        g.search_to_mend = broken


def look_after(response: Response) -> Response:
    """Bring the index in step once this response is sent, if the request changed a listing or found it behind."""
    if "search_to_mend" in g:
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - the proxy means nothing after the request
        response.call_on_close(partial(_mend, app, broken=g.pop("search_to_mend")))
    return response


@event.listens_for(OutboxRow, "after_insert")
def _a_listing_changed(_mapper: object, _connection: object, row: OutboxRow) -> None:
    if row.topic == TOPIC and has_request_context():
        g.setdefault("search_to_mend", False)


def _mend(app: Flask, *, broken: bool) -> None:
    """Rebuild the index or bring it in step; whatever happens, the answer that was sent stays as it is."""
    try:
        with app.app_context():
            _bring_in_step(app.extensions["search"], broken=broken)
    except IndexBusy:
        pass  # another process is at it, and what it leaves the next search finds waiting
    except Exception:  # nobody is there to be told: the next search tries again
        log.exception("search.not_mended")


def _bring_in_step(index: Index, *, broken: bool) -> None:
    day = today_in_liverpool()  # not the request's: a day that is over is not brought back
    try:
        while not broken and catch_up(index, day, limit=BATCH, patience=0) == BATCH:
            pass
    except IndexDamaged:
        broken = True
    if broken:
        rebuild(index, day, patience=0)


def _waiting(limit: int) -> dict[int, int]:
    """The oldest rows of the outbox by their ids, each with its listing's.

    To be read before the listings: a change that is made in between is then handled again, not lost.
    """
    return {row.id: row.subject_id for row in list_outbox(TOPIC, limit)}


def _forget(rows: Collection[int]) -> None:
    """Remove these rows of the outbox, a few hundred with each command."""
    ids = sorted(rows)
    try:
        for start in range(0, len(ids), BATCH):
            handled = OutboxRow.id.in_(ids[start : start + BATCH])
            db.session.execute(delete(OutboxRow).where(handled))
        commit()
    except Exception:
        db.session.rollback()  # gives the write lock back
        raise


def _compare(index: Index, today: date, rows: dict[int, int]) -> Difference:
    held = index.ids_and_revisions()
    wrong, right = [], set()
    for entry in list_entries(today):
        right.add(entry.id)
        if held.get(entry.id) != entry.revision:
            wrong.append(entry)
    gone = sorted(held.keys() - right)
    if wrong or gone or index.day() != today:
        index.apply(wrong, gone, max(index.checkpoint(), *rows, 0), today)
    return Difference(tuple(entry.id for entry in wrong), tuple(gone))


def _apply(index: Index, today: date, rows: dict[int, int]) -> None:
    ids = sorted(set(rows.values()))
    shown = [listing for listing in queries.list_whole(ids) if listing.may_be_listed(today)]
    gone = set(ids) - {listing.id for listing in shown}
    entries = [entry_of(listing, today) for listing in shown]
    # on PostgreSQL a row may be committed after one with a higher id: the mark never goes back
    index.apply(entries, sorted(gone), max(index.checkpoint(), *rows), today)


def _checkpoint(index: Index) -> int:
    """The index's own mark, or 0 when it is too damaged to say."""
    try:
        return index.checkpoint()
    except IndexDamaged:
        return 0


def _facets(listing: Listing, today: date) -> dict[str, tuple[str, ...]]:
    people = listing.people()
    fresh = rules.is_capacity_fresh(listing.capacity_said_on, today)
    found = {
        "borough": rules.boroughs_of(listing.codes("area")),
        "service": listing.offer(today).shown,
        "matrix": (rules.matrix_standing(listing.records(Kind.MATRIX), today).value,),
        "cdi": (rules.cdi_standing(people, today).value,),
        "provider_type": (listing.provider_type,) if listing.provider_type else (),
        "capacity": (listing.capacity,) if listing.capacity and fresh else (),
    }
    plain = ("setting", "year", "specialism", "mode", "language")
    return found | {name: listing.codes(name) for name in plain}


def _words(listing: Listing, facets: dict[str, tuple[str, ...]]) -> str:
    """The words of every code that the listing holds; of its standings only the good ones."""
    said = [
        FACETS[name].values[code]
        for name, codes in facets.items()
        if name not in {"matrix", "cdi", "capacity"}
        for code in codes
    ]
    said += [MATRIX_WORDS] * (facets["matrix"] == (MatrixStanding.CURRENT.value,))
    said += [CDI_WORDS] * (facets["cdi"] == (CdiStanding.REGISTERED.value,))
    said += [MAKATON_WORDS] * listing.makaton
    awards = {
        record.claim.status for person in listing.people() for record in person.qualifications
    }
    words = VOCABULARIES["qualification"]
    said += [words[code] for code in words if code in awards and code != "Q_NONE"]
    return ". ".join(said)


def _points(listing: Listing) -> tuple[tuple[int, int], ...]:
    if listing.easting is None or listing.northing is None:
        return ()
    return ((listing.easting, listing.northing),)
