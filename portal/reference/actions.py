"""Writes of the reference facts: the starting set, and an editor's correction."""

from dataclasses import asdict
from datetime import date, datetime

from portal.db import commit, db
from portal.journal.models import AuditEvent
from portal.reference.catalogue import FACTS
from portal.reference.models import ReferenceFact


class UnknownFact(LookupError):  # noqa: N818 - it names what was asked for
    """No fact has this key."""


def add_missing_facts(*, by: str, at: datetime) -> int:
    """Add those facts of the catalogue that the table lacks; return how many. Corrections made since stay."""
    known = set(db.session.scalars(db.select(ReferenceFact.key)))
    missing = [fact for fact in FACTS if fact.key not in known]
    for fact in missing:
        db.session.add(ReferenceFact(**asdict(fact)))
        AuditEvent.record("add fact", f"fact:{fact.key}", by=by, at=at)
    commit()
    return len(missing)


def correct_fact(
    key: str,
    value: str,
    *,
    source: str,
    source_url: str,
    checked_on: date,
    basis: str,
    by: str,
    at: datetime,
) -> None:
    """Replace a fact's value and what it rests on.

    Raises:
        UnknownFact: no fact is called `key`.
        portal.db.Conflict: somebody corrected it at the same moment.
    """
    fact = db.session.get(ReferenceFact, key)
    if fact is None:
        raise UnknownFact(key)
    old = fact.value
    fact.value, fact.source, fact.source_url = value, source, source_url
    fact.checked_on, fact.basis = checked_on, basis
    AuditEvent.record("correct fact", f"fact:{key}", by=by, at=at, old=old, new=value)
    commit()
