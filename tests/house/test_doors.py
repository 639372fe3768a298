"""Who may come in by which door: the whole table, knocked on by each persona with real requests.

A door that no row names, and a row whose door is gone, both fail. The personas are a visitor, who holds
nothing, and a holder, who has started a checklist.
"""

import pytest
from flask import Flask

from portal.web.gate import doors_of
from tests.house.doors import ASK, TABLE, Row, path_of, stand_in
from tests.page import BROWSER, Visitor

BY_NAME = {f"{row.method} {row.endpoint}": row for row in TABLE}
FORMS = [name for name, row in BY_NAME.items() if row.method == "POST"]
HELD = [name for name in FORMS if BY_NAME[name].visitor == ASK]


def knock(person: Visitor, row: Row, *, token: str = "", **headers: str) -> int | str:
    """What one persona is answered: a status, or the path that they are sent on to."""
    path = path_of(person.app, row)
    form = stand_in(person.app, row.form) | ({"csrf_token": token} if token else {})
    sent = form if row.method == "POST" else None
    answer = person.client.open(
        path, method=row.method, data=sent, headers=headers or BROWSER, buffered=True
    )
    if answer.status_code in {302, 303}:
        return str(answer.headers["Location"])
    return answer.status_code


def token_of(person: Visitor) -> str:
    """The token of the persona's own visit."""
    found = person("checklist.leave").soup.select_one("[name=csrf_token]")
    assert found is not None
    return str(found["value"])


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


@pytest.mark.parametrize("name", BY_NAME)
def test_a_visitor_is_answered_as_the_table_says(world: Flask, name: str) -> None:
    assert knock(Visitor(world), BY_NAME[name]) == BY_NAME[name].visitor


@pytest.mark.parametrize("name", BY_NAME)
def test_the_holder_of_a_link_is_answered_as_the_table_says(holder: Visitor, name: str) -> None:
    assert knock(holder, BY_NAME[name], token=token_of(holder)) == BY_NAME[name].holder


@pytest.mark.parametrize("name", FORMS)
def test_no_form_goes_in_without_the_browsers_word(holder: Visitor, name: str) -> None:
    token = token_of(holder)
    for site in ("cross-site", "same-site", "none"):
        assert knock(holder, BY_NAME[name], token=token, **{"Sec-Fetch-Site": site}) == 400
    assert knock(holder, BY_NAME[name], token=token, Origin="http://evil.example") == 400


@pytest.mark.parametrize("name", HELD)
def test_no_form_of_a_checklist_goes_in_without_the_token_of_its_visit(
    world: Flask, holder: Visitor, name: str
) -> None:
    other = Visitor(world)
    other("checklist.start").submit()
    assert knock(holder, BY_NAME[name]) == 400
    assert knock(holder, BY_NAME[name], token="forged")  # noqa: S106 == 400
    assert knock(holder, BY_NAME[name], token=token_of(other)) == 400


def test_the_link_of_one_checklist_opens_no_other(world: Flask) -> None:
    """Whoever opens a second link works on that one alone; the first is untouched."""
    first, second = Visitor(world), Visitor(world)
    for person in (first, second):
        person("checklist.start").submit()
    row = BY_NAME["POST checklist.leave"]
    assert row.form == {"what": "close"}
    assert (
        knock(second, Row(**(vars(row) | {"form": {"what": "delete"}})), token=token_of(second))
        == ASK
    )
    assert knock(second, BY_NAME["GET checklist.tasks"]) == ASK
    assert knock(first, BY_NAME["GET checklist.tasks"]) == 200


def test_the_guards_of_this_file_look_at_something() -> None:
    assert len(FORMS) == 5
    assert len(HELD) == 2
