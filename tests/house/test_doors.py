"""Who may come in by which door: the whole table, knocked on by each persona with real requests.

A door that no row names, and a row whose door is gone, both fail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from portal.web.gate import doors_of
from tests.fingerprints import fingerprint
from tests.house.doors import BY_NAME, TABLE
from tests.house.doors.knocking import knock
from tests.house.doors.shape import PERSONAS, Row, everyone
from tests.page import BROWSER
from tests.peopled import People


@dataclass(frozen=True)
class Owned:
    """The name of somebody's own thing in an address or a form."""

    row: Row
    field: str
    in_form: bool

    def others(self) -> Row:
        """The same door, knocked at with the name of a thing that is another's."""
        held = self.row.form if self.in_form else self.row.values
        changed = {**held, self.field: held[self.field].replace("OWN_", "OTHER_")}
        return (
            replace(self.row, form=changed) if self.in_form else replace(self.row, values=changed)
        )

    def __str__(self) -> str:
        """The door and the name, as tests are called."""
        return f"{self.row.name} {self.field}"


def owned_things(row: Row) -> Iterator[Owned]:
    """The names in a row that stand for what belongs to whoever knocks. A mailed key is no name: it opens by itself."""
    for in_form, held in ((False, row.values), (True, row.form)):
        for field, word in held.items():
            if word.startswith("OWN_") and not word.endswith("_KEY"):
                yield Owned(row, field, in_form)


FORMS = [row for row in TABLE if row.method != "GET"]
WITHOUT_TOKEN = {"checklist.start", "providers.report", "providers.shortlist"}
"""The forms on pages that anybody may read and that set no cookie: the browser's word alone guards them."""
KEYED = {"listing.still_correct"}
"""The forms that an emailed key in their address opens, in any browser."""
FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://evil.example"},
    {},
)
SECRET = {"Origin": "null"}
"""What a browser says of a page whose address is secret."""
OWNED = [owned for row in TABLE for owned in owned_things(row)]
rows = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
forms = pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)


def some_inside(row: Row) -> list[str]:
    """Two personas whom the door lets in, the mightiest and the least; as it is the same code for all of them."""
    inside = [persona for persona in PERSONAS if persona in row.answers.opens]
    return sorted({*inside[:1], *inside[-1:]})


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


@forms
def test_no_form_goes_in_without_the_token_of_its_own_visit(people: People, row: Row) -> None:
    door = doors_of(people.app)[row.endpoint][row.method]
    assert door.public == (row.endpoint in WITHOUT_TOKEN)
    assert door.keyed == (row.endpoint in KEYED)
    before, let_in = state(people), some_inside(row)
    for persona in let_in if not (door.public or door.keyed) else ():
        other = next(name for name in PERSONAS[1:] if name != persona)
        for token in ("", "forged", people.token(other)):
            for word in (BROWSER, SECRET):
                answer = knock(people, row, persona, token=token, headers=word)
                assert answer == 400, (persona, token, word)
    assert let_in or knock(people, row, "admin", token="") == row.answers.of("admin", row.method)
    assert state(people) == before


@forms
def test_no_form_goes_in_without_the_browsers_word(people: People, row: Row) -> None:
    before = state(people)
    for persona in some_inside(row) or PERSONAS:
        for word in (*FOREIGN, SECRET) if row.endpoint in WITHOUT_TOKEN else FOREIGN:
            assert knock(people, row, persona, headers=word) == 400, (persona, word)
    assert state(people) == before


@pytest.mark.parametrize("owned", OWNED, ids=str)
def test_what_belongs_to_others_is_not_there(people: People, owned: Owned) -> None:
    """Each name of a thing in an address or a form alone is made another's, so that parents are mixed too."""
    for persona in sorted(owned.row.answers.opens):
        people.restore()
        before = state(people)
        answer = knock(people, owned.others(), persona)
        expected = {403} if owned.row.answers.of(persona, owned.row.method) == 403 else {404}
        assert answer in (expected | {422} if owned.in_form else expected), persona
        assert state(people) == before, persona


def test_the_command_lists_every_door_with_who_may_come_in(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["doors"], catch_exceptions=False).output
    lines = [re.split(r" {2,}", line.strip()) for line in printed.splitlines()]
    assert lines[0] == ["ENDPOINT", "METHOD", "ADDRESS", "WHO MAY COME IN"]
    listed = {f"{method} {endpoint}": who for endpoint, method, _, who in lines[1:]}
    assert listed == {
        f"{method} {endpoint}": door.name
        for endpoint, doors in doors_of(app).items()
        for method, door in doors.items()
    }


def test_a_half_sign_in_opens_nothing_where_a_whole_one_would(people: People) -> None:
    """Even if its key stood in the cookie as that of a whole one."""
    visit = people.cast.visits["half"]
    forged = replace(
        people.cast, visits={**people.cast.visits, "half": {**visit, "_user_id": visit["half"]}}
    )
    reading = [row for row in TABLE if row.method == "GET" and "person" in row.answers.opens]
    for row in reading:
        assert knock(People(people.app, forged), row, "half") == row.answers.of("half", "GET")
    assert len(reading) > 10


@pytest.mark.parametrize(
    "endpoint", ["account.security", "organisation.people", "moderation.trail"]
)
def test_whoever_is_asked_to_sign_in_comes_back_to_where_they_went(
    people: People, endpoint: str
) -> None:
    path = people.path(endpoint, {}, "visitor")
    response = people.browser("visitor").client.get(f"{path}?page=2", headers=BROWSER)
    assert urlsplit(response.headers["Location"]).path == "/account/sign-in"
    assert parse_qs(urlsplit(response.headers["Location"]).query) == {"next": [f"{path}?page=2"]}


def test_the_guards_of_this_file_look_at_something() -> None:
    assert len(FORMS) > 30
    assert len(OWNED) > 8
    assert len(PERSONAS) == 15
