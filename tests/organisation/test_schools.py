"""Schools are added once, by their number, each with an event."""

from typing import Any

from flask import Flask

from portal.journal.queries import list_events
from portal.organisation.actions.schools import add_school
from portal.organisation.queries import list_schools, one_school
from tests.builders import AT

SCHOOL: dict[str, Any] = {
    "setting": "MS_11_18",
    "borough": "SEF",
    "outward": "L20",
    "age_from": 11,
    "age_to": 18,
    "is_example": True,
}


def add(urn: int, name: str) -> bool:
    return add_school(urn, name, **SCHOOL, by="test", at=AT)


def test_a_school_is_kept_as_it_was_told(database: Flask) -> None:
    assert add(900_001, "Example High")
    school = one_school(900_001)
    assert school is not None
    assert school.name == "Example High"
    assert {name: getattr(school, name) for name in SCHOOL} == SCHOOL
    (event,) = list_events("school:900001")
    assert (event.action, event.actor, event.at, event.detail) == ("add school", "test", AT, {})


def test_a_known_number_is_not_added_again_and_stays_as_it_was(database: Flask) -> None:
    assert add(900_001, "Example High")
    assert not add(900_001, "Another name")
    school = one_school(900_001)
    assert school is not None
    assert school.name == "Example High"
    assert len(list_events("school:900001")) == 1


def test_schools_are_listed_by_name_and_only_so_many(database: Flask) -> None:
    for urn, name in ((3, "Beech"), (2, "Ash"), (1, "Beech")):
        add(urn, name)
    assert [(school.name, school.urn) for school in list_schools()] == [
        ("Ash", 2),
        ("Beech", 1),
        ("Beech", 3),
    ]
    assert len(list_schools(limit=2)) == 2
    assert one_school(4) is None
