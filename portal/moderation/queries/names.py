"""Names for what the journal writes as a kind and a number."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.account.models import Person
from portal.db import db
from portal.journal.rules import number_in
from portal.organisation.models import Organisation
from portal.providers.models import Listing
from portal.web.addresses import LARGEST_ID

Source = tuple[
    InstrumentedAttribute[int], InstrumentedAttribute[str], tuple[ColumnElement[bool], ...]
]
_NAMED: dict[str, Source] = {
    "person": (Person.id, Person.name, (Person.erased_at.is_(None),)),
    "organisation": (Organisation.id, Organisation.name, ()),
    "listing": (Listing.id, Listing.name, ()),
}


def find_names(references: Iterable[str]) -> dict[str, str]:
    """The names of those `references`, such as 'person:7', that still have one; one question for each kind."""
    asked = set(references)
    names: dict[str, str] = {}
    for kind, (number, name, which) in _NAMED.items():
        said = {found for one in asked if (found := number_in(one, kind)) is not None}
        numbers = {found for found in said if found <= LARGEST_ID}
        if numbers:
            rows = select(number, name).where(number.in_(numbers), *which)
            names |= {f"{kind}:{found}": said for found, said in db.session.execute(rows)}
    return names
