"""Reads of claims."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.credentials.models import Credential
from portal.db import db


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
