"""Reads of the reference facts."""

from decimal import Decimal

from sqlalchemy import select

from portal.db import db
from portal.reference.models import ReferenceFact


def list_facts() -> list[ReferenceFact]:
    """Every fact, by what it says."""
    return list(
        db.session.scalars(select(ReferenceFact).order_by(ReferenceFact.words, ReferenceFact.key))
    )


def one_fact(key: str) -> ReferenceFact | None:
    """The fact called `key`."""
    return db.session.get(ReferenceFact, key)


def find_values() -> dict[str, str]:
    """The value of every fact, by key."""
    return {fact.key: fact.value for fact in list_facts()}


def one_amount(key: str) -> Decimal:
    """The fact called `key` as a number, in the unit its words say.

    Raises:
        LookupError: the starting data lacks the fact.
    """
    fact = one_fact(key)
    if fact is None:
        raise LookupError(f"There is no reference fact {key!r}: run `flask seed start`.")
    return Decimal(fact.value)
