"""Files of evidence: how long they are kept, that what waits is scanned, and that rows and files stay in step."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.config import SettingsError
from portal.credentials import actions
from portal.credentials.actions import (
    clear_misfits,
    end_evidence,
    look_for_misfits,
    scan_waiting,
)
from portal.credentials.models import Credential, Evidence
from portal.credentials.queries import list_over, read_file
from portal.credentials.rules import KEPT, Result, Seen, decided_at, is_evidence_over
from portal.db import db
from portal.journal.models import AuditEvent
from portal.uploads import Missing, Scanner, look_at
from portal.web.files import shelf
from tests.builders import DAY, add_matrix, add_provider
from tests.conftest import settings_in
from tests.uploads import files
from tests.uploads.clamd import Clamd

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def claim() -> Credential:
    """A claim that waits for the Hub."""
    number = add_matrix(add_provider(), DAY)
    row = db.session.get_one(Credential, number)
    row.accepted_at = None
    db.session.commit()
    return row


def sent(row: Credential, *, scanned: bool = True, data: bytes = b"") -> Evidence:
    """A file that was sent for it."""
    clean = look_at("certificate.pdf", data or files.pdf())
    file = Evidence.of(
        clean, file=shelf().keep(clean.data), credential_id=row.id, person_id=None, at=AT
    )
    file.scanned_at = AT if scanned else None
    db.session.add(file)
    db.session.commit()
    return file


@pytest.mark.parametrize(
    ("accepted", "withdrawn", "checked", "wanted"),
    [
        (None, None, (), None),
        (AT, None, (), AT),
        (AT, AT + SECOND, (), AT + SECOND),
        (AT, None, (AT - SECOND, AT + 2 * SECOND), AT + 2 * SECOND),
    ],
)
def test_a_claim_is_decided_when_it_was_last_let_in_taken_back_or_looked_at(
    accepted: datetime | None,
    withdrawn: datetime | None,
    checked: tuple[datetime, ...],
    wanted: datetime | None,
) -> None:
    assert decided_at(accepted, withdrawn, checked) == wanted


def test_a_file_is_over_90_days_after_the_decision_and_not_a_second_before() -> None:
    assert timedelta(days=90) == KEPT
    assert not is_evidence_over(None, AT, AT + 10 * KEPT)
    assert not is_evidence_over(AT, AT - SECOND, AT + KEPT - SECOND)
    assert is_evidence_over(AT, AT - SECOND, AT + KEPT)
    assert not is_evidence_over(AT, AT + SECOND, AT + KEPT), "it came after the decision"


@pytest.mark.parametrize("how", ["checked", "stated", "withdrawn"])
def test_the_sweep_deletes_files_of_what_was_decided_and_keeps_their_rows(
    database: Flask, how: str
) -> None:
    row, other = claim(), claim_of_another()
    file, waits = sent(row), sent(other)
    if how == "checked":
        row.look(Seen(DAY, "the Hub", Result.CONFIRMED), at=AT)
    elif how == "stated":
        row.accept(AT)
    else:
        row.withdraw(AT)
    db.session.commit()
    assert end_evidence(by="test", at=AT + KEPT - SECOND) == 0
    assert end_evidence(by="test", at=AT + KEPT) == 1
    assert end_evidence(by="test", at=AT + KEPT) == 0
    assert (file.removed_at, file.name) == (AT + KEPT, "")
    with pytest.raises(Missing):
        shelf().read(file.file)
    assert read_file(file) is None
    assert read_file(waits) is not None
    events = select(AuditEvent.subject).where(AuditEvent.action == "end evidence")
    assert list(db.session.scalars(events)) == [f"listing:{row.listing_id}"]


def claim_of_another() -> Credential:
    """A claim of another listing that waits."""
    row = db.session.get_one(Credential, add_matrix(add_provider("Quay Street Careers"), DAY))
    row.accepted_at = None
    db.session.commit()
    return row


def test_what_waits_is_scanned_once_somebody_scans(database: Flask) -> None:
    row = claim()
    good, bad = (
        sent(row, scanned=False),
        sent(row, scanned=False, data=files.pdf(more=files.with_eicar)),
    )
    assert read_file(good) is None
    assert scan_waiting(by="test", at=AT).waiting == 2, "nobody scans here"
    with Clamd() as clamd:
        gone = clamd.address
    database.extensions["scanner"] = Scanner(gone)
    assert scan_waiting(by="test", at=AT).waiting == 2, "nobody answers"
    with Clamd() as clamd:
        database.extensions["scanner"] = Scanner(clamd.address)
        done = scan_waiting(by="test", at=AT)
    assert (done.clean, done.infected, done.waiting) == (1, 1, 0)
    db.session.expire_all()
    assert read_file(good) is not None
    assert bad.removed_at == AT
    assert row.evidence_sent, "the good one is left"
    assert read_file(bad) is None
    assert [name for name, _ in shelf().names()] == [good.file]


def test_rows_and_files_are_compared_both_ways(database: Flask) -> None:
    row = claim()
    kept, lost, taken = sent(row), sent(row), sent(row)
    shelf().remove(lost.file)
    taken.remove(AT)
    db.session.commit()
    alone = shelf().keep(b"nobody's")
    now_ = datetime.now(UTC)
    assert look_for_misfits(now_).alone == (), "it may be on its way to its row"
    later = now_ + timedelta(days=1, minutes=1)
    found = look_for_misfits(later)
    assert found.alone == tuple(sorted((alone, taken.file)))
    assert found.missing == (lost.id,)
    clear_misfits(at=later)
    assert {name for name, _ in shelf().names()} == {kept.file}
    assert look_for_misfits(later).alone == ()
    assert read_file(lost) is None


def test_the_commands_say_what_they_find(database: Flask) -> None:
    row = claim()
    lost = sent(row, scanned=False)
    run = database.test_cli_runner().invoke
    assert (
        run(args=["evidence", "check"]).output == "0 files without a row.\n0 rows without a file.\n"
    )
    assert "1 still waiting" in run(args=["evidence", "scan"]).output
    shelf().remove(lost.file)
    told = run(args=["evidence", "check", "--mend"])
    assert f"missing: evidence {lost.id}" in told.output
    assert told.exit_code == 1


def test_the_daily_sweep_looks_after_files(database: Flask) -> None:
    row = claim()
    file = sent(row)
    file.sent_at = datetime.now(UTC) - KEPT
    row.withdraw(file.sent_at)
    db.session.commit()
    run = database.test_cli_runner().invoke
    path = shelf().folder / file.file[:2] / file.file
    assert "files of evidence: 1 " in run(args=["sweep", "--dry-run"]).output
    assert path.exists()
    assert "files of evidence: 1 " in run(args=["sweep"]).output
    assert not path.exists()


def test_a_scanner_that_is_no_address_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PORTAL_VIRUS_SCANNER"):
        create_app(settings_in(tmp_path, virus_scanner="clamd"))


@pytest.mark.parametrize("at", ["fsync", "replace", "commit"])
def test_whoever_is_killed_midway_leaves_no_row_without_its_file(
    database: Flask, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    class KilledError(BaseException):
        """The process is gone."""

    def die(*_: object) -> None:
        raise KilledError

    row = claim()
    if at != "commit":
        monkeypatch.setattr(os if at == "fsync" else Path, at, die)
        with pytest.raises(KilledError):
            sent(row)
    else:
        shelf().keep(b"written, and then the row is not")
    monkeypatch.undo()
    later = datetime.now(UTC) + timedelta(days=2)
    assert look_for_misfits(later).missing == ()
    clear_misfits(at=later)
    assert [path for path in shelf().folder.rglob("*") if path.is_file()] == []


def test_of_two_who_end_a_file_at_once_one_writes_it_down(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = claim()
    sent(row)
    row.accept(AT)
    db.session.commit()
    before = list_over(AT + KEPT)
    assert end_evidence(by="other", at=AT + KEPT) == 1

    def late(at: datetime, *, held: int | None = None) -> list[tuple[Evidence, Credential]]:
        return before if held is None else list_over(at, held=held)

    monkeypatch.setattr(actions, "list_over", late)
    assert end_evidence(by="test", at=AT + KEPT) == 0
    events = select(AuditEvent.seq).where(AuditEvent.action == "end evidence")
    assert len(list(db.session.scalars(events))) == 1
