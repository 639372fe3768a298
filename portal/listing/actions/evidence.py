"""Writes of the files that show a claim to be true: sent, taken away, and gone with whoever sent them."""

from datetime import datetime

from portal.credentials.models import Credential, Evidence
from portal.credentials.queries import list_files_of, list_sent_by
from portal.credentials.rules import MOST_FILES, WITHOUT_FILES, Kind
from portal.db import commit, db
from portal.journal.models import Receipt
from portal.listing.actions.credentials import own_claim
from portal.listing.actions.keeping import NotKept, kept
from portal.providers.models import Listing
from portal.uploads import Clean, Refused, ScannerDown, Why, look_at
from portal.web.fields import Sent
from portal.web.files import scanner, shelf

FULL = f"This claim has {MOST_FILES} files already. Take one away first"
GONE = "This claim was taken back. Make it again to send files for it"


class EvidenceRefused(Exception):  # noqa: N818 - it is what happened, not a fault
    """A file is not taken; the message says why, in the words of the page."""


def add_evidence(
    listing_id: int,
    credential_id: int,
    sent: Sent,
    *,
    key: str,
    outcome: str,
    keeper_id: int,
    person_id: int,
    by: str,
    at: datetime,
    behalf: str,
) -> bool:
    """Keep a file that shows a claim to be true; whether it has been scanned, where somebody scans.

    The file is looked at, washed and written before the transaction begins, so that nobody waits for the database
    meanwhile. It lies on the disk before its row is committed: a power cut leaves a file without a row at worst.

    Raises:
        NotKept: the organisation does not keep the listing, or it makes no such claim.
        EvidenceRefused: the file is not taken.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    db.session.rollback()
    clean, is_scanned = _looked_at(sent)
    file, lies = shelf().keep(clean.data), False
    try:
        Receipt.keep(key, outcome, at)
        listing = kept(listing_id, keeper_id)
        claim = _open_to_files(listing, credential_id)
        row = Evidence.of(clean, file=file, credential_id=claim.id, person_id=person_id, at=at)
        row.scanned_at = at if is_scanned else None
        _record(listing, claim, row, by=by, at=at, behalf=behalf)
        commit()
        lies = True
    finally:
        if not lies:
            shelf().remove(file)
    return is_scanned


def _looked_at(sent: Sent) -> tuple[Clean, bool]:
    """The clean file, and whether it has been scanned."""
    try:
        clean = look_at(sent.name, sent.data)
        return clean, _is_scanned(clean)
    except Refused as no:
        raise EvidenceRefused(no.why.value) from no


def _record(
    listing: Listing, claim: Credential, row: Evidence, *, by: str, at: datetime, behalf: str
) -> None:
    db.session.add(row)
    claim.count_files()
    db.session.flush()
    detail = {"credential": claim.id, "evidence": row.id, "size": row.size}
    listing.changed("send evidence", by=by, at=at, behalf=behalf, **detail)


def remove_evidence(
    listing_id: int,
    credential_id: int,
    evidence_id: int,
    *,
    keeper_id: int,
    by: str,
    at: datetime,
    behalf: str,
) -> None:
    """Take a file away for good. Once is enough.

    Raises:
        NotKept: the organisation does not keep the listing, or it has no such file.
    """
    listing = kept(listing_id, keeper_id)
    claim = own_claim(listing, credential_id)
    row = db.session.get(Evidence, evidence_id)
    if row is None or row.credential_id != claim.id:
        db.session.rollback()
        raise NotKept(evidence_id)
    if row.removed_at is None:
        _take_away(row, claim, at)
        detail = {"credential": claim.id, "evidence": row.id}
        listing.changed("remove evidence", by=by, at=at, behalf=behalf, **detail)
    name = row.file
    commit()
    shelf().remove(name)


def take_files_of(person_id: int, by: str, at: datetime) -> None:
    """Delete the files that somebody sent whose account is being erased, with what says that they did.

    The files go before the commit: whoever is stopped in between still has an account to erase, and their rows are
    told as missing. The caller commits.
    """
    for row, claim in list_sent_by(person_id):
        if row.removed_at is None:
            _take_away(row, claim, at)
            listing = Listing.held(claim.listing_id)
            assert listing is not None  # noqa: S101 - the claim points at it
            listing.changed("remove evidence", by=by, at=at, credential=claim.id, evidence=row.id)
        shelf().remove(row.file)
    db.session.flush()


def none_bound(_person_id: int) -> tuple[str, ...]:
    """What somebody has to hand over before their account can go: of files nothing."""
    return ()


def _take_away(row: Evidence, claim: Credential, at: datetime) -> None:
    row.remove(at)
    claim.count_files()


def _is_scanned(clean: Clean) -> bool:
    """Whether the file may be given out: scanned and found clean, or nobody scans here."""
    asked = scanner()
    if asked is None:
        return True
    try:
        if asked.is_clean(clean.data):
            return True
    except ScannerDown:
        return False
    raise Refused(Why.INFECTED)


def _open_to_files(listing: Listing, credential_id: int) -> Credential:
    claim = own_claim(listing, credential_id)
    why = WITHOUT_FILES.get(Kind(claim.kind))
    if claim.withdrawn_at is not None:
        why = GONE
    elif why is None and len(list_files_of(claim.id)) >= MOST_FILES:
        why = FULL
    if why is not None:
        db.session.rollback()
        raise EvidenceRefused(why)
    return claim
