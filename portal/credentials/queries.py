"""Reads of claims, and of the files that show them to be true."""

import logging
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from portal.credentials.models import Credential, Evidence
from portal.credentials.rules import (
    MATRIX_CYCLE_YEARS,
    Claim,
    Problem,
    claim_problems,
    decided_at,
    is_evidence_over,
)
from portal.db import db
from portal.reference.queries import one_fact
from portal.uploads import Missing
from portal.web.files import shelf

log = logging.getLogger("portal")


def one_credential(credential_id: int) -> Credential | None:
    """The claim with this id, with its checks."""
    return db.session.scalar(
        select(Credential)
        .where(Credential.id == credential_id)
        .options(selectinload(Credential.checks))
    )


def list_credentials(listing_id: int) -> list[Credential]:
    """Every claim ever recorded for a listing, oldest first, with its checks."""
    rows = select(Credential).where(Credential.listing_id == listing_id).order_by(Credential.id)
    return list(db.session.scalars(rows.options(selectinload(Credential.checks))))


def list_problems(claim: Claim, today: date, *, for_person: bool) -> tuple[Problem, ...]:
    """Every reason why a claim cannot be recorded on `today`, by the matrix review cycle that the portal states."""
    cycle = one_fact("matrix_cycle_years")
    years = int(cycle.value) if cycle else MATRIX_CYCLE_YEARS
    return claim_problems(claim, today, for_person=for_person, cycle_years=years)


def find_credential(credential_id: int, listing_id: int) -> Credential | None:
    """A claim of this listing, with its checks."""
    found = one_credential(credential_id)
    return found if found is not None and found.listing_id == listing_id else None


def list_files(listing_id: int) -> dict[int, list[Evidence]]:
    """The files that are kept for each claim of a listing, oldest first."""
    return _by_claim(Credential.listing_id == listing_id)


def list_files_of(credential_id: int) -> list[Evidence]:
    """The files that are kept for one claim, oldest first."""
    return _by_claim(Credential.id == credential_id).get(credential_id, [])


def find_file(
    evidence_id: int, credential_id: int, listing_id: int | None = None
) -> Evidence | None:
    """A file that is kept for this claim, of this listing where one is named."""
    found = [one for one in list_files_of(credential_id) if one.id == evidence_id]
    if not found or (listing_id is not None and find_credential(credential_id, listing_id) is None):
        return None
    return found[0]


def read_file(row: Evidence) -> bytes | None:
    """What lies in a file; None while it is being checked, once it is taken away, and where it is missing."""
    if not row.is_served:
        return None
    try:
        return shelf().read(row.file)
    except Missing:
        log.warning("evidence.missing", extra={"evidence": row.id})
        return None


def list_sent_by(person_id: int) -> list[tuple[Evidence, Credential]]:
    """The files that a person sent, with their claims; those taken away are among them."""
    rows = select(Evidence, Credential).join(Credential, Credential.id == Evidence.credential_id)
    theirs = rows.where(Evidence.sent_by == person_id).order_by(Evidence.id)
    return [(file, claim) for file, claim in db.session.execute(theirs)]


def list_over(at: datetime, *, held: int | None = None) -> list[tuple[Evidence, Credential]]:
    """The files that have been kept for long enough at a moment, with their claims.

    `held` names the one file to look at, which is then held until the transaction ends.
    """
    rows = (
        select(Evidence, Credential)
        .join(Credential, Credential.id == Evidence.credential_id)
        .where(Evidence.removed_at.is_(None))
        .options(selectinload(Credential.checks))
        .order_by(Evidence.id)
    )
    if held is not None:
        one = rows.where(Evidence.id == held).with_for_update(of=Evidence)
        rows = one.execution_options(populate_existing=True)
    return [
        (file, claim)
        for file, claim in db.session.execute(rows)
        if is_evidence_over(
            decided_at(
                claim.accepted_at,
                claim.withdrawn_at,
                (check.recorded_at for check in claim.checks),
            ),
            file.sent_at,
            at,
        )
    ]


def list_unscanned() -> list[Evidence]:
    """The files that wait for the virus scanner, oldest first."""
    waiting = select(Evidence).where(Evidence.removed_at.is_(None), Evidence.scanned_at.is_(None))
    return list(db.session.scalars(waiting.order_by(Evidence.id)))


def list_names() -> dict[str, int]:
    """The names under which files have to lie, each with the number of its row."""
    kept = select(Evidence.file, Evidence.id).where(Evidence.removed_at.is_(None))
    return {row.file: row.id for row in db.session.execute(kept)}


def _by_claim(*which: ColumnElement[bool]) -> dict[int, list[Evidence]]:
    rows = (
        select(Evidence)
        .join(Credential, Credential.id == Evidence.credential_id)
        .where(Evidence.removed_at.is_(None), *which)
        .order_by(Evidence.id)
    )
    found: dict[int, list[Evidence]] = {}
    for file in db.session.scalars(rows):
        found.setdefault(file.credential_id, []).append(file)
    return found
