"""Looking after the files that show claims to be true: scan what waits, delete what is over, find what does not fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.credentials.models import Credential, Evidence
from portal.credentials.queries import list_names, list_over, list_unscanned
from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.uploads import Missing, ScannerDown
from portal.web.files import scanner, shelf

ALONE = timedelta(days=1)
"""After how long a file without a row is no file that is being sent at this moment."""


@dataclass(frozen=True)
class Scanned:
    """What came of scanning what waited."""

    clean: int = 0
    infected: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Fit:
    """Files and rows that do not fit each other: names without a row, and numbers of rows whose file is gone."""

    alone: tuple[str, ...]
    missing: tuple[int, ...]


def scan_waiting(*, by: str, at: datetime) -> Scanned:
    """Ask the scanner about every file that waits; what it finds something in is deleted. Each is a transaction.

    Where there is no scanner, or it does not answer, the files wait on.
    """
    asked, done = scanner(), {"clean": 0, "infected": 0, "waiting": 0}
    numbers = [row.id for row in list_unscanned()]
    for number in numbers:
        db.session.rollback()  # nobody waits for the database while the scanner looks
        row = db.session.get(Evidence, number)
        if row is None or row.removed_at is not None or asked is None:
            done["waiting"] += asked is None
            continue
        name = row.file
        db.session.rollback()
        try:
            is_clean = asked.is_clean(shelf().read(name))
        except (ScannerDown, Missing):
            done["waiting"] += 1
            continue
        done["clean" if is_clean else "infected"] += _record_scan(number, is_clean, by=by, at=at)
    db.session.rollback()
    return Scanned(**done)


def _record_scan(evidence_id: int, is_clean: bool, *, by: str, at: datetime) -> int:  # noqa: FBT001 - what was found
    row = db.session.get_one(Evidence, evidence_id, with_for_update=True)
    if row.removed_at is not None:
        db.session.rollback()
        return 0
    if is_clean:
        row.scanned_at = at
    else:
        row.remove(at)
        db.session.get_one(Credential, row.credential_id).count_files()
    AuditEvent.record(
        "scan evidence", f"credential:{row.credential_id}", by=by, at=at, clean=is_clean
    )
    name = row.file
    commit()
    if not is_clean:
        shelf().remove(name)
    return 1


def end_evidence(*, by: str, at: datetime) -> int:
    """Delete the files that have been kept for long enough; how many. Their rows say that there was one.

    Each is held and asked about again, so that of several who do this at once one ends it.
    """
    numbers, names = [row.id for row, _ in list_over(at)], []
    for number in numbers:
        for row, claim in list_over(at, held=number):
            row.remove(at)
            subject = f"listing:{claim.listing_id}"
            AuditEvent.record("end evidence", subject, by=by, at=at, credential=claim.id)
            names.append(row.file)
    commit()
    _delete(names)
    return len(names)


def look_for_misfits(at: datetime) -> Fit:
    """Compare the rows with the files. A file that came within the last day may be on its way to its row."""
    known, lying = list_names(), dict(shelf().names())
    alone = (name for name, since in lying.items() if name not in known and since <= at - ALONE)
    missing = (number for name, number in known.items() if name not in lying)
    return Fit(tuple(sorted(alone)), tuple(sorted(missing)))


def clear_misfits(*, at: datetime) -> Fit:
    """Delete the files that no row names, and what was begun and never finished.

    A row whose file is gone stays as it is: whoever asks for it is told.
    """
    found = look_for_misfits(at)
    db.session.rollback()
    _delete(found.alone)
    shelf().clear_begun(at - ALONE)
    return found


def look_after(at: datetime, *, by: str) -> int:
    """All of it, once a day: end what is over, scan what waits, clear what does not fit; how many files ended.

    It may be stopped and done again at any moment, by several at once too.
    """
    ended = end_evidence(by=by, at=at)
    scan_waiting(by=by, at=at)
    clear_misfits(at=at)
    return ended


def _delete(names: Iterable[str]) -> None:
    for name in names:
        shelf().remove(name)
