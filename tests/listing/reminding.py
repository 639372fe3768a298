"""Providers whose listings go stale, and the letters that their people got."""

from datetime import date, datetime, time
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.clock import LONDON
from portal.db import db
from portal.listing.actions.reminding import remind
from portal.listing.models import Notice
from portal.mail.models import Mail
from portal.organisation.rules import Kind
from portal.providers.models import Listing, Shortlisted
from portal.web.keys import emailed_key
from tests.account.people import join, make_organisation, make_person
from tests.builders import add_provider

DUE = date(2027, 5, 24)
"""When a listing that was confirmed on the day of the tests has to be confirmed again."""


def morning(day: date) -> datetime:
    """When reminders are written."""
    return datetime.combine(day, time(8), LONDON)


def provider_of(*people: int, name: str = "Lantern Lane") -> int:
    """A provider that these people belong to."""
    number = make_organisation(name, Kind.PROVIDER)
    for person in people:
        join(number, person)
    return number


def school_of(*people: int, name: str = "Example High") -> int:
    """A school that these people belong to."""
    number = make_organisation(name)
    for person in people:
        join(number, person)
    return number


def keeps(organisation: int, name: str = "Lantern Lane Careers", **values: Any) -> int:
    """A published listing that an organisation keeps, with these columns."""
    number = add_provider(name)
    listing = db.session.get_one(Listing, number)
    for column, value in {"organisation_id": organisation, **values}.items():
        setattr(listing, column, value)
    db.session.commit()
    return number


def shortlists(school: int, listing: int, day: date) -> None:
    """Put a listing on a school's shortlist."""
    db.session.add(Shortlisted(organisation_id=school, listing_id=listing, at=morning(day)))
    db.session.commit()


def reminded(day: date) -> list[Mail]:
    """The letters that are written on this day, in the order of their addresses."""
    before = db.session.scalar(select(Mail.id).order_by(Mail.id.desc()).limit(1)) or 0
    remind(by="command", at=morning(day))
    return list(db.session.scalars(select(Mail).where(Mail.id > before).order_by(Mail.to)))


def lines(mail: Mail) -> list[str]:
    """What a letter says of each fact."""
    numbered = (mail.values.get(f"line_{n}", "") for n in range(1, 99))
    return [line for line in numbered if line]


def notices(person: int | None = None) -> list[tuple[str, date, int]]:
    """(kind, last day, step) of what was told, in order."""
    rows = select(Notice).order_by(Notice.id)
    if person is not None:
        rows = rows.where(Notice.person_id == person)
    return [(one.kind, one.due_on, one.step) for one in db.session.scalars(rows)]


def key_of(mail: Mail) -> str:
    """The key in its link."""
    return emailed_key(mail.nonce)


def kept_by_sam(app: Flask, **values: Any) -> tuple[int, int]:
    """(listing, person): a listing of the one provider that Sam belongs to."""
    with app.app_context():
        sam = make_person()
        return keeps(provider_of(sam), **values), sam
