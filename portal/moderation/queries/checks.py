"""Reads of claims for those who look at them: one with all that belongs to it, and those that are to be looked at again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.credentials.models import Credential, Evidence
from portal.credentials.queries import list_files_of, one_credential
from portal.credentials.rules import Kind
from portal.db import db
from portal.moderation.rules import recheck_from
from portal.providers.models import Adviser, Listing
from portal.providers.queries import one_listing
from portal.providers.rules import ListingStatus

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Looked:
    """A claim with its listing, its adviser if it is one's, and its files."""

    claim: Credential
    listing: Listing
    adviser: Adviser | None
    files: tuple[Evidence, ...]

    @property
    def seen(self) -> str:
        """What tells this state of the claim from any other."""
        return seen_of(self.claim, self.files)


def find_claim(credential_id: int) -> Looked | None:
    """A claim, whole."""
    claim = one_credential(credential_id)
    listing = one_listing(claim.listing_id) if claim is not None else None
    if claim is None or listing is None:
        return None
    adviser = next((one for one in listing.advisers if one.id == claim.adviser_id), None)
    return Looked(claim, listing, adviser, tuple(list_files_of(claim.id)))


def seen_of(claim: Credential, files: Sequence[Evidence]) -> str:
    """What tells a state of a claim, with its checks and files, from any other."""
    moments = [str(claim.accepted_at), str(claim.withdrawn_at)]
    told = [claim.id, moments, [one.id for one in claim.checks], [one.id for one in files]]
    return sha256(json.dumps(told).encode()).hexdigest()[:32]


def list_due(today: date) -> list[tuple[Credential, Listing, str]]:
    """The claims that are to be looked at again by `today`, with their listings and whose they are, by name.

    Of renewals of one thing only the newest is; at most as many as are looked at at once.
    """
    rows = (
        select(Credential, Listing, Adviser.label)
        .join(Listing, Listing.id == Credential.listing_id)
        .outerjoin(Adviser, Adviser.id == Credential.adviser_id)
        .where(
            Credential.kind.in_((Kind.CDI.value, Kind.MATRIX.value)),
            Credential.withdrawn_at.is_(None),
            Adviser.left_at.is_(None),
            Listing.listing_status == ListingStatus.PUBLISHED.value,
        )
        .options(selectinload(Credential.checks))
        .order_by(Credential.id)
    )
    newest = {
        (claim.listing_id, claim.adviser_id, claim.kind): (claim, listing, label or "")
        for claim, listing, label in db.session.execute(rows)
        if claim.accepted_at is not None
    }
    due = [one for one in newest.values() if recheck_from(one[0].record(), today) is not None]
    return sorted(due, key=lambda one: (one[1].name, one[2], one[0].id))[:MOST_AT_ONCE]
