"""Remind people of what goes stale: for each person one transaction, with a notice of each step and one letter.

What was told is known from the notices alone. So it does no harm to run this twice, in two processes at once, or again
after it was killed: nobody is told a thing twice, and nothing that was not told is lost.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.account.models import EmailKey, Person, Purpose
from portal.clock import day_of
from portal.db import commit, db, only_reading
from portal.journal.models import AuditEvent
from portal.listing.catalogue.freshness import LAPSE, LINES, MOST_LINES, REMINDER
from portal.listing.models import Notice
from portal.listing.queries.freshness import (
    Reminder,
    Told,
    find_booking_weeks,
    list_reminders,
)
from portal.mail.models import Mail

log = logging.getLogger("portal")

LASTS = timedelta(days=30)
"""How long the link of a reminder works; a newer one ends it."""
SHORTLIST = "/providers/shortlist"


@dataclass(frozen=True)
class Tally:
    """How many people are told, of how many facts, and for how many people it failed."""

    people: int = 0
    facts: int = 0
    failed: int = 0


def foresee(at: datetime) -> Tally:
    """Whom `remind` would write to at this moment, and of how many facts."""
    with only_reading():
        found = list_reminders(day_of(at))
        return Tally(len(found), sum(len(one.everything) for one in found))


def remind(*, by: str, at: datetime) -> Tally:
    """Write to everybody who is to be told something today; whom, and of how many facts.

    Where it fails for one person, the others are written to all the same; the log says for whom it failed.
    """
    with only_reading():
        whom = [one.person_id for one in list_reminders(day_of(at))]
    counts, failed = [], 0
    for person_id in whom:
        try:
            counts.append(remind_person(person_id, by=by, at=at))
        except Exception:
            db.session.rollback()
            log.exception("reminder.failed", extra={"person": person_id})
            failed += 1
    told = [count for count in counts if count]
    return Tally(len(told), sum(told), failed)


def remind_person(person_id: int, *, by: str, at: datetime) -> int:
    """Write to one person what is to be told to them today; of how many facts. None is told twice.

    Whoever reminds the same person at the same moment waits, and then finds nothing left to tell.
    """
    person = Person.hold(person_id)
    found = list_reminders(day_of(at), person_id)
    if not found or person.email is None:
        db.session.rollback()
        return 0
    (reminder,) = found
    _write(person.email, reminder, at)
    for told in reminder.everything:
        db.session.add(_notice(person_id, told, at))
    count = len(reminder.everything)
    AuditEvent.record("remind", f"person:{person_id}", by=by, at=at, facts=count)
    commit()
    return count


def _write(email: str, reminder: Reminder, at: datetime) -> None:
    day, weeks = day_of(at), find_booking_weeks()
    if reminder.kept:
        _, nonce = EmailKey.make(
            Purpose.STILL_CORRECT, email=email, lasts=LASTS, at=at, person_id=reminder.person_id
        )
        values = _lines(reminder.kept, day, weeks) | {
            "listings": _named(reminder.kept, "your {} listings"),
            "days": str(LASTS.days),
        }
        link = "/listing/still-correct/{key}"
        Mail.write(REMINDER.name, to=email, at=at, values=values, link=link, nonce=nonce)
    if reminder.watched:
        values = _lines(reminder.watched, day, weeks)
        values["listings"] = _named(reminder.watched, "{} providers")
        slugs = {told.slug for told in reminder.watched}
        link = f"/providers/{slugs.pop()}" if len(slugs) == 1 else SHORTLIST
        Mail.write(LAPSE.name, to=email, at=at, values=values, link=link)


def _lines(everything: Sequence[Told], day: date, weeks: int) -> dict[str, str]:
    """What is told, listing by listing, a line each. Where there are too many, the last line says so."""
    lines: list[str] = []
    name = ""
    for told in everything:
        if told.name != name:
            name = told.name
            lines.append(f"{name}:")
        lines.append(f"- {told.due.words(day, booking_weeks=weeks)}")
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = ["There is more: the page behind the link has all of it."]
    return dict.fromkeys(LINES, "") | dict(zip(LINES, lines, strict=False))


def _named(everything: Sequence[Told], several: str) -> str:
    listings = {told.listing_id: told.name for told in everything}
    return next(iter(listings.values())) if len(listings) == 1 else several.format(len(listings))


def _notice(person_id: int, told: Told, at: datetime) -> Notice:
    return Notice(
        person_id=person_id,
        listing_id=told.listing_id,
        kind=told.kind,
        subject_id=told.due.subject_id,
        due_on=told.due.due_on,
        step=told.step,
        sent_at=at,
    )
