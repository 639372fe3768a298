"""Claims and files in the peopled world: of each provider's own listing, and one that waits for the Hub."""

from datetime import timedelta

from sqlalchemy import select

from portal.clock import now, today
from portal.credentials.models import Credential, Evidence
from portal.credentials.queries import list_files_of, one_credential
from portal.credentials.rules import Claim, Kind, Result, Seen
from portal.db import db
from portal.moderation.queries.checks import seen_of
from portal.providers.models import Listing
from portal.uploads import PDF, Clean
from portal.web.files import shelf
from tests.builders import add_person

NOTHING = "999999"  # a number that nothing has


def make_evidence(organisation_id: int, person_id: int) -> dict[str, str]:
    """The words for a claim of the listing that an organisation keeps, and for its file."""
    listing_id = db.session.scalar(
        select(Listing.id).where(Listing.organisation_id == organisation_id)
    )
    if listing_id is None:
        return {"CREDENTIAL": NOTHING, "EVIDENCE": NOTHING}
    credential_id, evidence_id = _claim(listing_id, person_id)
    return {"CREDENTIAL": str(credential_id), "EVIDENCE": str(evidence_id)}


def make_checks(listing_id: int) -> dict[str, str]:
    """The words for what the Hub has to check of a listing, and to look at again."""
    credential_id, evidence_id = _claim(listing_id, None)
    adviser_id = add_person(listing_id)
    again = db.session.scalars(
        select(Credential).where(
            Credential.adviser_id == adviser_id, Credential.kind == Kind.CDI.value
        )
    ).one()
    long_ago = today() - timedelta(days=400)
    again.look(Seen(long_ago, "the Hub", Result.CONFIRMED), at=now() - timedelta(days=400))
    db.session.commit()
    claim = one_credential(credential_id)
    assert claim is not None
    return {
        "CHECK": str(credential_id),
        "CHECK_EVIDENCE": str(evidence_id),
        "CHECK_SEEN": seen_of(claim, list_files_of(credential_id)),
        "RECHECK": str(again.id),
    }


def _claim(listing_id: int, person_id: int | None) -> tuple[int, int]:
    """An insurance that waits for the Hub, and its certificate."""
    said = Claim(Kind.INSURANCE, "PL", today(), amount="5", review_due=today() + timedelta(days=90))
    row = Credential.of(said, listing_id=listing_id, adviser_id=None, at=now())
    db.session.add(row)
    db.session.flush()
    clean = Clean("certificate.pdf", PDF, b"%PDF-1.7 of nobody")
    file = Evidence.of(
        clean, file=shelf().keep(clean.data), credential_id=row.id, person_id=person_id, at=now()
    )
    file.scanned_at = now()
    db.session.add(file)
    db.session.commit()
    return row.id, file.id
