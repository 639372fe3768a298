"""What a row of a register is to a claim: certain by its number, possible by its name, never more than that."""

from datetime import date

import pytest

from portal.credentials.rules import Result, State
from portal.moderation.rules.entries import read_day, read_entries
from portal.moderation.rules.matching import compare, is_role
from portal.moderation.rules.registers import Entry, Finding, Held, Sort, Standing
from portal.web.sheets import read_sheet

SEEN = date(2026, 11, 24)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 12, 1)


def entry(number: str = "", name: str = "Ada Quill", row: int = 2, **more: object) -> Entry:
    return Entry(row, number, name, **more)  # type: ignore[arg-type]  # the tests name fields by word


def held(number: str = "RCDP 1", name: str = "Ada Quill", **more: object) -> Held:
    given: dict[str, object] = {
        "credential_id": 1,
        "listing_id": 1,
        "listing": "Lantern Lane",
        "names": (name,),
        "places": ("Wirral", "CH41"),
        "number": number,
        "state": State.CURRENT,
        "checked_on": BEFORE,
        "result": Result.CONFIRMED,
    }
    return Held(**(given | more))  # type: ignore[arg-type]  # likewise


def found(entries: list[Entry], *claims: Held) -> list[Finding]:
    return list(compare(entries, claims, seen_on=SEEN).findings)


def told(entries: list[Entry], *claims: Held) -> list[tuple[Sort, Result | None]]:
    return [(one.sort, one.result) for one in found(entries, *claims)]


@pytest.mark.parametrize("number", ["rcdp1", "RCDP-1", " RCDP 1 "])
def test_the_same_number_and_name_are_certain_however_the_number_is_written(number: str) -> None:
    assert told([entry(number)], held()) == [(Sort.CERTAIN, Result.CONFIRMED)]


@pytest.mark.parametrize(
    ("entries", "claims", "why"),
    [
        ([entry("RCDP 1", "Zeno Vantage")], [held()], "the name is not"),
        ([entry("RCDP 1"), entry("RCDP 1", row=3, status="Lapsed")], [held()], "more than once"),
        ([entry("RCDP 1")], [held(), held(credential_id=2)], "More than one entry here"),
        ([entry("RCDP 1", status="Pending fee")], [held()], "is not clear"),
        ([entry("RCDP 1", until=AFTER)], [held(until=date(2027, 1, 1))], "another end date"),
    ],
    ids=["another name", "twice in the list", "twice here", "unclear", "another end"],
)
def test_a_number_that_something_speaks_against_is_only_possible(
    entries: list[Entry], claims: list[Held], why: str
) -> None:
    findings = found(entries, *claims)
    assert findings
    assert {one.sort for one in findings} == {Sort.POSSIBLE}
    assert not any(one.is_ticked for one in findings)
    assert why in findings[0].why


def test_whoever_is_listed_by_a_role_is_known_by_the_number_alone() -> None:
    assert is_role("Lead adviser")
    assert is_role("Careers adviser 2")
    assert not is_role("Anna Head")
    named = held(name="Lead adviser", is_by_role=True)
    assert told([entry("RCDP 1", "Zeno Vantage")], named) == [(Sort.CERTAIN, Result.CONFIRMED)]
    assert told([entry("", "Lead adviser")], named) == [(Sort.MISSING, Result.NOT_FOUND)]


@pytest.mark.parametrize(
    ("name", "place", "sort"),
    [
        ("Dr Ada Quill", "", Sort.POSSIBLE),
        ("Quill, Ada", "Hull", Sort.POSSIBLE),
        ("Ada Quilla", "", Sort.POSSIBLE),
        ("Ada Q Quills", "Wirral", Sort.POSSIBLE),
        ("Ada Q Quills", "Hull", Sort.MISSING),
        ("Ida Quell", "", Sort.MISSING),
        ("Ada Marsh", "Wirral", Sort.MISSING),
    ],
)
def test_a_name_that_is_alike_is_possible_and_a_name_of_the_same_place_may_be_less_alike(
    name: str, place: str, sort: Sort
) -> None:
    (one,) = found([entry("", name, place=place)], held(number=""))
    assert one.sort is sort
    assert not one.is_ticked


def test_a_row_that_is_certainly_somebodys_is_nobody_elses() -> None:
    other = held("RCDP 2", "Ada Quilla", credential_id=2)
    assert told([entry("RCDP 1")], held(), other) == [
        (Sort.CERTAIN, Result.CONFIRMED),
        (Sort.MISSING, Result.NOT_FOUND),
    ]


def test_another_number_is_said_where_the_names_are_alike() -> None:
    (one,) = found([entry("RCDP 2")], held())
    assert (one.sort, one.why) == (Sort.POSSIBLE, "The name is alike, the number is another")


@pytest.mark.parametrize(
    ("status", "until", "standing"),
    [
        ("", None, Standing.CURRENT),
        ("RCDP", None, Standing.CURRENT),
        ("Registered", AFTER, Standing.CURRENT),
        ("Registered", SEEN, Standing.CURRENT),
        ("Registered", BEFORE, Standing.LAPSED),
        ("Not registered", None, Standing.LAPSED),
        ("No longer registered", None, Standing.LAPSED),
        ("Registration lapsed", None, Standing.LAPSED),
        ("Withdrawn", None, Standing.WITHDRAWN),
        ("Registered Careers Leader", None, Standing.OTHER),
        ("Pending", None, Standing.UNCLEAR),
    ],
)
def test_what_a_row_says_of_its_entry(status: str, until: date | None, standing: Standing) -> None:
    assert entry(status=status, until=until).standing(SEEN) is standing


@pytest.mark.parametrize(
    ("claim", "status", "why"),
    [
        (held(checked_on=AFTER), "RCDP", "It was checked later than this list was seen"),
        (held(checked_on=SEEN), "RCDP", "This was recorded already"),
        (held(is_shown=False, state=State.UNVERIFIED), "Lapsed", "It waits in the queue"),
        (held(state=State.EXPIRED), "Lapsed", "It is shown as expired already"),
    ],
    ids=["newer check", "the same check", "waits", "expired"],
)
def test_there_is_nothing_to_record_where_that_would_say_nothing_new(
    claim: Held, status: str, why: str
) -> None:
    (one,) = found([entry("RCDP 1", status=status)], claim)
    assert (one.sort, one.result, one.is_ticked) == (Sort.CERTAIN, None, False)
    assert why in one.why


def test_only_what_we_show_as_current_is_missing() -> None:
    claims = [
        held("RCDP 1"),
        held("RCDP 2", credential_id=2, state=State.UNVERIFIED),
        held("RCDP 3", credential_id=3, is_shown=False),
        held("RCDP 4", credential_id=4, state=State.LAPSED),
        held("RCDP 5", credential_id=5, state=State.DUE_SOON),
    ]
    comparison = compare([entry("9", "Zeno Vantage")], claims, seen_on=SEEN)
    assert [one.held.number for one in comparison.of(Sort.MISSING)] == ["RCDP 1", "RCDP 5"]
    assert [one.name for one in comparison.unknown] == ["Zeno Vantage"]


def test_what_somebody_else_has_to_decide_is_not_ticked() -> None:
    (one,) = found([entry("RCDP 1")], held(objection="It is yours."))
    assert (one.sort, one.is_ticked, one.may_be_recorded) == (Sort.CERTAIN, False, False)


def test_columns_are_known_by_many_names() -> None:
    sheet = read_sheet(
        "Membership No.;First name;Surname;City;Category;Expiry date\nA1;Ada;Quill;Wirral;RCDP;3-May-27\n"
    )
    assert read_entries(sheet) == (Entry(2, "A1", "Ada Quill", "Wirral", "RCDP", date(2027, 5, 3)),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-05-03", date(2027, 5, 3)),
        ("03/05/2027", date(2027, 5, 3)),
        ("3 May 2027", date(2027, 5, 3)),
        ("3.5.27", date(2027, 5, 3)),
        ("2027-05-03 00:00", date(2027, 5, 3)),
        ("31/02/2027", None),
        ("5/2027", None),
        ("soon", None),
    ],
)
def test_days_are_read_as_lists_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day
