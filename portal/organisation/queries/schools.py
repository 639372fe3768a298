"""Reads of the schools."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import School


def list_schools(limit: int = 12) -> list[School]:
    """The first schools by name."""
    return list(db.session.scalars(select(School).order_by(School.name, School.urn).limit(limit)))


def one_school(urn: int) -> School | None:
    """The school with this unique reference number."""
    return db.session.get(School, urn)
