"""Reads of the schools, and of the organisations that use the portal for them."""

from sqlalchemy import select

from portal.db import db
from portal.organisation.models import Organisation, School


def list_schools(limit: int = 12) -> list[School]:
    """The first schools by name."""
    return list(db.session.scalars(select(School).order_by(School.name, School.urn).limit(limit)))


def one_school(urn: int) -> School | None:
    """The school with this unique reference number."""
    return db.session.get(School, urn)


def search_schools(words: str, limit: int) -> list[tuple[School, int | None]]:
    """The first schools whose name holds every word of `words`, or whose number it is, by name.

    With each comes the number of the organisation that uses the portal for it, if there is one.
    """
    rows = select(School, Organisation.id).outerjoin(
        Organisation, Organisation.school_urn == School.urn
    )
    if words.isdecimal() and len(words) <= 6:  # noqa: PLR2004 - a URN has six digits
        rows = rows.where(School.urn == int(words))
    else:
        for word in words.split()[:8]:
            rows = rows.where(School.name.icontains(word, autoescape=True))
    rows = rows.order_by(School.name, School.urn).limit(limit)
    return [(school, organisation_id) for school, organisation_id in db.session.execute(rows)]


def find_school_organisation(urn: int) -> Organisation | None:
    """The organisation that uses the portal for a school."""
    return db.session.scalar(select(Organisation).where(Organisation.school_urn == urn))
