"""Whatever changes something leaves an event, and so does everything that somebody whom we know is refused.

Both are asked of every door that the table has. What a door does when it succeeds is the row's own form where
that succeeds; `GOOD` has the others, and `QUIET` those that change nothing but the visitor's own cookie.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

import pyotp
import pytest

from portal.journal.rules import REFUSED
from tests.casting import PASSWORD, RECOVERY_CODE, TOTP_SECRET
from tests.house.doing import FLOWS
from tests.house.doors import TABLE
from tests.house.doors.knocking import send
from tests.house.doors.shape import PERSONAS, SIGNED, Row
from tests.peopled import People

Event = tuple[str, str, str, str]
NEW = "six plain lanterns"
QUIET = {"checklist.leave"}
GOOD: dict[str, tuple[str, Mapping[str, str]]] = {
    "account.sign_in": ("holder", {"email": "school@example.org", "password": PASSWORD}),
    "account.sign_up": ("holder", {"email": "brand.new@example.org"}),
    "account.sign_up_finish": ("holder", {"name": "Brand New", "password": NEW}),
    "account.reset": ("holder", {"email": "school@example.org"}),
    "account.remove_authenticator": ("moderator", {}),
    "account.prove": ("school", {"password": PASSWORD}),
    "account.change_email": ("school", {"email": "brand.new@example.org"}),
    "account.change_password": ("school", {"password": NEW}),
    "account.erase": ("person", {"sure": "yes"}),
    "account.second_step": ("half", {"code": "CODE"}),
    "account.recover": ("half", {"code": RECOVERY_CODE}),
    "enquiries.ask": ("school", {"name": "Sam Smith", "text": "Are you free on Fridays?"}),
    "listing.invited": ("provider", {}),
    "organisation.invite": ("school_admin", {"email": "new@example.org", "role": "member"}),
    "organisation.join": ("school", {}),
    "providers.shortlist": ("school", {"slug": "LISTED"}),
    "providers.report": ("visitor", {"what": "AREA", "details": "It left Halton."}),
}
"""Endpoint -> who succeeds, and with which form; CODE is what the authenticator app shows."""
FORMS = [row for row in TABLE if row.method != "GET"]
LOUD = [row for row in FORMS if row.endpoint not in QUIET]
doors = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)


def events(people: People) -> list[Event]:
    """(actor, behalf, action, subject) of every event."""
    with closing(sqlite3.connect(people.database)) as database:
        return list(
            database.execute("SELECT actor, behalf, action, subject FROM audit_event ORDER BY seq")
        )


def since(people: People, before: list[Event]) -> list[Event]:
    """The events that were added."""
    after = events(people)
    assert after[: len(before)] == before
    return after[len(before) :]


def succeeds(row: Row) -> str:
    """Somebody whom the row's own form serves."""
    inside = [
        one for one in PERSONAS if one in row.answers.opens and one not in row.answers.besides
    ]
    assert inside, f"nobody comes in by {row.name}"
    return inside[-1]


def done(people: People, row: Row) -> list[Event]:
    """Do what the form is for; the events that this left."""
    last = FLOWS[row.endpoint](people) if row.endpoint in FLOWS else lambda: send_well(people, row)
    before = events(people)
    last()
    return since(people, before)


def send_well(people: People, row: Row) -> None:
    """Send the form as somebody would whom it serves."""
    persona, form = GOOD.get(row.endpoint, (succeeds(row), row.form))
    code = pyotp.TOTP(TOTP_SECRET).now()
    filled = {name: code if value == "CODE" else value for name, value in form.items()}
    answer = send(people, replace(row, form=filled), persona)
    assert answer.status_code in {200, 303}, f"{row.name} did not succeed: {answer.status}"


def is_refused(row: Row, persona: str) -> bool:
    """Whether this persona is told no there, or their form is not taken."""
    answer = row.answers.of(persona, row.method)
    turned_away = persona not in row.answers.opens and persona not in row.answers.besides
    if row.method == "GET":
        is_shut = turned_away or answer == row.answers.inside  # what is switched off is shut to all
        return is_shut and isinstance(answer, int) and answer >= 400
    return turned_away or answer in {400, 401, 403, 404, 429}


@pytest.mark.parametrize("row", LOUD, ids=lambda row: row.name)
def test_what_changes_something_leaves_an_event(people: People, row: Row) -> None:
    added = done(people, row)
    assert added, f"{row.name} left no event"
    assert REFUSED not in {action for _, _, action, _ in added}


@doors
def test_whoever_is_known_and_refused_leaves_one_event(people: People, row: Row) -> None:
    for persona in SIGNED:
        before = events(people)
        send(people, row, persona)
        told = [event for event in since(people, before) if event[2] == REFUSED]
        if is_refused(row, persona):
            assert [subject for _, _, _, subject in told] == [row.name], persona
            assert told[0][0].startswith("person:")
        else:
            assert told == [], (persona, row.name)
        people.restore()


def test_what_is_done_for_an_organisation_says_for_which(people: People) -> None:
    looked_at = [row for row in LOUD if row.endpoint.startswith("moderation.")]
    own = f"organisation:{people.value('OWN_ORGANISATION', 'admin')}"
    for row in looked_at:
        assert {behalf for _, behalf, _, _ in done(people, row)} == {own}, row.name
        people.restore()
    assert len(looked_at) >= 5


def test_the_exceptions_are_doors_and_the_guards_look_at_something() -> None:
    endpoints = {row.endpoint for row in FORMS}
    assert endpoints >= QUIET | set(GOOD) | set(FLOWS)
    assert not set(GOOD) & set(FLOWS)
    assert len(LOUD) > 40
    refused = [1 for row in TABLE for persona in SIGNED if is_refused(row, persona)]
    assert len(refused) > 200
