"""Who may come in by which door: the whole table, knocked on by each persona with real requests.

A door that no row names, and a row whose door is gone, both fail.
"""

import pytest
from flask import Flask

from portal.web.gate import doors_of
from tests.fingerprints import fingerprint
from tests.house.doors import BY_NAME, TABLE
from tests.house.doors.knocking import knock
from tests.house.doors.shape import PERSONAS, Row, everyone
from tests.peopled import People

FORMS = [row for row in TABLE if row.method != "GET"]
HELD = [row for row in FORMS if row.answers.opens != frozenset(PERSONAS)]
"""The forms that not everybody may send: those carry a token."""
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {},
)
rows = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
forms = pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)


def some_inside(row: Row) -> list[str]:
    """Two personas whom the door lets in, the mightiest and the least; as it is the same code for all of them."""
    inside = [persona for persona in PERSONAS if persona in row.answers.opens]
    return sorted({inside[0], inside[-1]})


def state(people: People) -> dict[str, str]:
    """Every row of every table, but for the moment of the last use and for what the journal tells of refusals."""
    return fingerprint(people.database, but={"sign_in.seen_at", "audit_event"})


def test_the_table_names_every_door_and_no_door_that_is_gone(app: Flask) -> None:
    declared = {f"{m} {endpoint}" for endpoint, doors in doors_of(app).items() for m in doors}
    assert len(BY_NAME) == len(TABLE)
    assert declared == set(BY_NAME)


def test_every_method_that_an_address_answers_is_declared(app: Flask) -> None:
    routed = {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routed == set(BY_NAME)


@rows
def test_each_persona_is_answered_as_the_table_says(people: People, row: Row) -> None:
    answered = {}
    for persona in PERSONAS:
        people.restore()
        answered[persona] = knock(people, row, persona)
    assert len(answered) == len(PERSONAS)
    assert answered == {persona: row.answers.of(persona, row.method) for persona in PERSONAS}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_door_that_nobody_declared_is_shut_to_everybody(people: People, method: str) -> None:
    inside = Row("site.secret_room", method, everyone(403))
    people.app.add_url_rule(
        "/site/secret-room", inside.endpoint, lambda: "come in", methods=[method]
    )
    for persona in PERSONAS:
        assert knock(people, inside, persona) == 403, persona


@pytest.mark.parametrize("row", HELD, ids=lambda row: row.name)
def test_no_form_goes_in_without_the_token_of_its_own_visit(people: People, row: Row) -> None:
    before, let_in = state(people), some_inside(row)
    for persona in let_in:
        other = next(name for name in PERSONAS[1:] if name != persona)
        for token in ("", "forged", people.token(other)):
            assert knock(people, row, persona, token=token) == 400, (persona, token)
    assert let_in
    assert state(people) == before


@forms
def test_no_form_goes_in_without_the_browsers_word(people: People, row: Row) -> None:
    before, let_in = state(people), some_inside(row)
    for persona in let_in:
        for word in FOREIGN:
            assert knock(people, row, persona, headers=word) == 400, (persona, word)
    assert let_in
    assert state(people) == before


def test_the_guards_of_this_file_look_at_something() -> None:
    assert len(FORMS) >= 5
    assert len(HELD) >= 2
    assert len(PERSONAS) == 14
