"""A form takes what its page asks for: whatever else is sent with it, every column of every table, changes nothing."""

from datetime import UTC, datetime

import pytest
import time_machine

from portal.db import Base
from tests.fingerprints import fingerprint
from tests.house.doors import BY_NAME
from tests.house.doors.shape import Row
from tests.page import BROWSER
from tests.peopled import People

AT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
RANDOM = {
    "email_key.digest",
    "mail.nonce",
    "mail.message_id",
    "receipt.key",
    "sign_in.key_digest",
}
"""What is random each time, and so says nothing."""
FORMS = {
    "organisation.accept": ("person", {}),
    "organisation.ask": ("person", {}),
    "organisation.change_role": ("school_admin", {"role": "administrator"}),
    "organisation.invite": ("school_admin", {"email": "new@example.org", "role": "member"}),
    "organisation.join": ("person", {}),
    "organisation.leave": ("school", {}),
    "organisation.new_provider": ("person", {"name": "Wise Owls"}),
    "organisation.new_school": ("person", {"name": "Dock School", "urn": "123456"}),
    "organisation.remove": ("school_admin", {}),
    "organisation.resend_invitation": ("school_admin", {}),
    "organisation.switch": ("school_admin", {"organisation_id": "OWN_ORGANISATION"}),
    "organisation.withdraw_invitation": ("school_admin", {}),
}
HOSTILE = {
    "role": "administrator",
    "kind": "hub",
    "confirmed_at": "2026-01-01 00:00:00",
    "frozen_at": "2026-01-01 00:00:00",
    "accepted_at": "2026-01-01 00:00:00",
    "expires_at": "2099-01-01 00:00:00",
    "organisation_id": "OTHER_ORGANISATION",
    "person_id": "OTHER_PERSON",
    "invited_by": "OTHER_PERSON",
    "email": "evil@example.org",
    "is_short": "",
    "is_half": "",
}


def columns() -> set[str]:
    """The name of every column of every table."""
    return {column.name for table in Base.metadata.tables.values() for column in table.columns}


def outcome(people: People, row: Row, extra: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Where sending a form leads, and what all rows look like then."""
    persona, form = FORMS[row.endpoint]
    with time_machine.travel(AT, tick=False):
        people.restore()
        sent = people.values(extra | form, persona) | {"csrf_token": people.token(persona)}
        path = people.path(row.endpoint, row.values, persona)
        browser = people.browser(persona)
        answer = browser.client.post(path, data=sent, headers=BROWSER, buffered=True)
    assert answer.status_code in {303, 404}, answer.status_code
    return answer.headers.get("Location", ""), fingerprint(people.database, but=RANDOM)


def test_every_form_of_the_room_is_looked_at() -> None:
    ours = {row.endpoint for row in BY_NAME.values() if row.method == "POST"}
    assert {name for name in ours if name.startswith("organisation.")} == set(FORMS)
    assert len(columns()) > 80


@pytest.mark.parametrize("endpoint", FORMS)
def test_what_a_form_does_not_ask_for_changes_nothing(people: People, endpoint: str) -> None:
    row = BY_NAME[f"POST {endpoint}"]
    extra = {name: HOSTILE.get(name, "1") for name in columns()} | HOSTILE
    asked = outcome(people, row, {})
    assert outcome(people, row, extra) == asked
