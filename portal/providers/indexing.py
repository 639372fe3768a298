"""What the search index holds of a listing, and how the index is kept in step with the database.

The database is the truth. An entry's revision is a fingerprint of what it says on a day, so
comparing revisions finds whatever is out of step: a lost change, a damaged entry, or a certificate
that ran out overnight without anybody recording anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from flask import Response, after_this_request, current_app

from portal.clock import today as today_in_liverpool
from portal.credentials.rules import Kind
from portal.db import commit, db
from portal.journal.models import OutboxRow
from portal.journal.queries import list_outbox
from portal.providers import queries, rules
from portal.providers.catalogue import FACETS, VOCABULARIES
from portal.providers.models import TOPIC, Listing
from portal.providers.rules import CdiStanding, MatrixStanding
from portal.search import Answer, Criteria, Entry, Index, IndexBusy, IndexDamaged, find_in_memory

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
    points = _points(listing)
    said = repr((listing.name, words, prose, sorted(facets.items()), points, listing.confirmed_on))
    return Entry(
        id=listing.id,
        revision=crc32(said.encode("utf-8", "replace")),
        name=listing.name,
        words=words,
        prose=prose,
        facets=facets,
        points=points,
        confirmed_on=listing.confirmed_on,
    )


def list_entries(today: date) -> Iterator[Entry]:
    """An entry for every listing that the public may see on `today`, by id."""
    return (entry_of(listing, today) for listing in queries.list_everything_shown(today))


def catch_up(index: Index, today: date, *, limit: int = 500) -> int:
    """Bring into the index what the outbox says has changed; return how many rows were handled.

    The changes and the checkpoint are one commit of the index; the rows go afterwards. If the
    machine stops in between, the same changes are made again, which does no harm.

    Raises:
        portal.search.IndexBusy: another process is writing; the rows stay.
        portal.search.IndexDamaged: rebuild the index; the rows stay.
    """
    try:
        rows = list_outbox(TOPIC, limit)
        if rows:
            _apply(index, rows, today)
        for row in rows:
            db.session.delete(row)
        commit()
    except Exception:
        db.session.rollback()  # gives the write lock back before anybody waits for it
        raise
    return len(rows)


def rebuild(index: Index, today: date) -> int:
    """Write the whole index anew from the database; return how many listings it holds.

    Raises:
        portal.search.IndexBusy: another process is writing; the old index stays.
        portal.search.IndexDamaged: it could not be written; the old index stays.
    """
    try:
        # read before the listings, so that a change made meanwhile is handled again, not lost
        rows = list_outbox(TOPIC, limit=1_000_000)
        entries = list(list_entries(today))
        index.rebuild(entries, rows[-1].id if rows else _checkpoint(index))
        for row in rows:
            db.session.delete(row)
        commit()
    except Exception:
        db.session.rollback()
        raise
    return len(entries)


def reconcile(index: Index, today: date) -> Difference:
    """Bring the index in step with the database as it is on `today`, and say what was not.

    It writes to the index only, so it may be called the first time that a day is seen.

    Raises:
        portal.search.IndexBusy, portal.search.IndexDamaged: as `catch_up`.
    """
    held = index.ids_and_revisions()
    wrong, right = [], set()
    for entry in list_entries(today):
        right.add(entry.id)
        if held.get(entry.id) != entry.revision:
            wrong.append(entry)
    gone = sorted(held.keys() - right)
    if wrong or gone:
        index.apply(wrong, gone, index.checkpoint())
    return Difference(tuple(entry.id for entry in wrong), tuple(gone))


def find_from_database(criteria: Criteria, today: date) -> Answer:
    """The answer without an index: the same listings and counts, in a plainer order."""
    return find_in_memory(list_entries(today), criteria)


def mend_after_response(*, broken: bool) -> None:
    """Look after the index once the present response is sent, so that nobody waits for it.

    A broken index is rebuilt. A sound one is compared with the records the first time that this
    process sees a day, because certificates run out overnight without anybody recording it.
    """
    app, day = current_app._get_current_object(), today_in_liverpool()  # type: ignore[attr-defined]  # noqa: SLF001 - the proxy means nothing after the request
    if not broken and app.extensions["search_day"] == day:
        return
    app.extensions["search_day"] = day

    def mend() -> None:
        with app.app_context():
            _mend(app.extensions["search"], day, broken=broken)

    @after_this_request
    def when_sent(response: Response) -> Response:
        response.call_on_close(mend)
        return response


def _mend(index: Index, day: date, *, broken: bool) -> None:
    try:
        if broken:
            rebuild(index, day)
        else:
            reconcile(index, day)
    except IndexBusy:
        pass  # another process is at it
    except IndexDamaged:
        rebuild(index, day)


def _apply(index: Index, rows: list[OutboxRow], today: date) -> None:
    ids = sorted({row.subject_id for row in rows})
    shown = [listing for listing in queries.list_whole(ids) if listing.may_be_listed(today)]
    gone = set(ids) - {listing.id for listing in shown}
    entries = [entry_of(listing, today) for listing in shown]
    # on PostgreSQL a row may be committed after one with a higher id: the mark never goes back
    index.apply(entries, sorted(gone), max(index.checkpoint(), rows[-1].id))


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
