"""Who may come in by which door: the whole table, knocked on by each persona with real requests.

A door that no row names, and a row whose door is gone, both fail.
"""

import pytest
from flask import Flask

from portal.web.gate import doors_of
from tests.house.doors import BY_NAME, TABLE
from tests.house.doors.knocking import knock
from tests.house.doors.shape import PERSONAS, Row
from tests.peopled import People

FORMS = [row for row in TABLE if row.method != "GET"]
rows = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
forms = pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)


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
