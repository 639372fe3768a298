"""Schools come from the government's register: the open ones of the six boroughs, once, and corrected where they differ."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.db import db
from portal.journal.models import AuditEvent
from portal.journal.queries import list_events
from portal.organisation.actions.schools import Imported, import_schools
from portal.organisation.models import School
from portal.organisation.queries import one_school
from portal.organisation.rules.register import RowRefused, school_of
from portal.web.sheets import Sheet, decoded, read_sheet
from tests.builders import AT
from tests.house.tree import ROOT

SAMPLE = ROOT / "portal" / "seeds" / "data" / "gias_sample.csv"
WANTED = {
    999101: ("Example Café Lane High School", "MS_11_16", "HAL", "WA7", 11, 16),
    999102: ("Example Academy, Whiston", "MS_11_18", "KNO", "L35", 11, 18),
    999103: ("Example Riverside Sixth Form College", "SFC", "LIV", "L3", 16, 19),
    999104: ("Example Docks College", "FE", "LIV", "L1", 16, 19),
    999105: ("Example Grove School", "SPECIAL", "SHN", "WA9", 5, 19),
    999106: ("Example Sands Centre", "PRU_AP", "SEF", "PR8", 11, 16),
    999107: ("Example Priory School", "INDEP", "WIR", "CH43", 3, 18),
    999108: ("Example Engineering UTC", "UTC", "LIV", "L24", 14, 19),
}


def sample() -> Sheet:
    return read_sheet(decoded(SAMPLE.read_bytes()))


def taken(sheet: Sheet, *, dry_run: bool = False) -> Imported:
    return import_schools(sheet, dry_run=dry_run, by="test", at=AT)


def schools() -> dict[int, tuple[str, str, str, str, int, int]]:
    return {
        one.urn: (one.name, one.setting, one.borough, one.outward, one.age_from, one.age_to)
        for one in db.session.scalars(select(School))
    }


def changed(heading: str, value: str, urn: str = "999101") -> Sheet:
    """The sample with one cell of one school another."""
    sheet = sample()
    rows = tuple(
        type(row)(row.number, {**row.cells, heading: value}) if row.cells["URN"] == urn else row
        for row in sheet.rows
    )
    return Sheet(sheet.columns, rows)


def test_the_open_schools_of_the_six_boroughs_with_pupils_of_secondary_age_are_taken(
    database: Flask,
) -> None:
    done = taken(sample())
    assert (done.added, done.changed, done.unchanged) == (8, 0, 0)
    assert done.flaws == ((13, "StatutoryLowAge and StatutoryHighAge are empty"),)
    assert schools() == WANTED
    assert [event.action for event in list_events("school:999101")] == ["add school"]


def test_taking_them_again_changes_nothing_and_writes_no_event(database: Flask) -> None:
    taken(sample())
    before = len(db.session.scalars(select(AuditEvent)).all())
    done = taken(sample())
    assert (done.added, done.changed, done.unchanged) == (0, 0, 8)
    assert len(db.session.scalars(select(AuditEvent)).all()) == before


def test_what_differs_is_corrected_and_a_school_that_closed_stays(database: Flask) -> None:
    taken(sample())
    done = taken(changed("EstablishmentName", "Example New Name"))
    assert (done.changed, done.unchanged) == (1, 7)
    school = one_school(999101)
    assert school is not None
    assert school.name == "Example New Name"
    (_, event) = list_events("school:999101")
    assert (event.action, event.detail) == ("correct school", {"fields": ["name"]})
    done = taken(changed("EstablishmentStatus (name)", "Closed"))
    assert done.closed == 1
    assert one_school(999101) is not None


def test_a_dry_run_says_the_same_and_keeps_nothing(database: Flask) -> None:
    assert taken(sample(), dry_run=True).added == 8
    assert schools() == {}


def test_a_file_of_something_else_is_refused(database: Flask) -> None:
    with pytest.raises(RowRefused, match="has no column “URN”"):
        taken(read_sheet("name,town\nA,B\n"))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"URN": "x"}, "URN is not a number"),
        ({"URN": "12345678"}, "URN is not a number"),
        ({"EstablishmentName": ""}, "EstablishmentName is empty"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells: dict[str, str], why: str) -> None:
    with pytest.raises(RowRefused, match=why):
        school_of({**dict(sample().rows[0].cells), **cells})


def test_the_command_reads_the_file_as_it_is_handed_out(app: Flask, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    assert "Café".encode("windows-1252") in SAMPLE.read_bytes()
    tried = runner.invoke(args=["schools", "import", str(SAMPLE), "--dry-run"])
    assert tried.exit_code == 0, tried.output
    done = runner.invoke(args=["schools", "import", str(SAMPLE)])
    assert "Row 13 is passed over: StatutoryLowAge" in done.output
    assert "Added: 8, corrected: 0, as they stood: 0" in done.output
    with app.app_context():
        assert schools() == WANTED
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"PK\x03\x04")
    refused = runner.invoke(args=["schools", "import", str(wrong)])
    assert refused.exit_code == 1
    assert "not a CSV file" in refused.output
