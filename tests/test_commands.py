"""Each `flask …` command, as an operator types it."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from portal import create_app
from portal.checklist.actions import start_draft
from portal.clock import now, today
from portal.db import db
from portal.guidance.queries import one_signpost
from portal.journal.models import OutboxRow
from portal.providers.models import Listing
from portal.providers.queries import count_shown
from portal.reference.catalogue import FACTS
from portal.reference.queries import one_fact
from tests.builders import add_provider
from tests.conftest import settings_in
from tests.page import Visitor

Run = Callable[..., str]
WORKED_EXAMPLE: dict[str, Any] = {
    "meetings_45": 297,
    "meetings_60": 44,
    "follow_ups": 29,
    "days_45": 59.4,
    "days_60": 11.0,
    "days_30": 4.14,
    "contact_days": 75.0,
    "total_days": 81.0,
    "annual_cost": 24_300,
    "whole_life_cost": 72_900,
    "route": "advertise",
}


def typed(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=words)


@pytest.fixture
def run(app: Flask) -> Run:
    """Type a command that succeeds; the answer is what it prints."""

    def say(*words: str) -> str:
        result = app.test_cli_runner().invoke(args=words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return say


def test_start_makes_the_tables_and_loads_everything_once(tmp_path: Path) -> None:
    app = create_app(settings_in(tmp_path / "new"))
    first, second = typed(app, "start"), typed(app, "start")
    assert first.exit_code == second.exit_code == 0
    assert f"Reference facts added: {len(FACTS)}" in first.output
    assert "Organisations of the guide added: 5" in first.output
    assert "Example providers and schools added: 66" in first.output
    for line in ("Reference facts", "Signposts", "Organisations of the guide", "Example providers"):
        assert f"{line}" in second.output
    assert second.output.count("added: 0") == 4
    with app.app_context():
        assert f"Search index: {count_shown(today())} listings" in second.output
        db.engine.dispose()


def test_the_starting_data_hold_no_example_and_load_once(app: Flask, run: Run) -> None:
    assert "Organisations of the guide added: 5" in run("seed", "start")
    again = run("seed", "start")
    assert again.count("added: 0") == 3
    assert "Search index: 5 listings" in again
    with app.app_context():
        examples = db.select(db.func.count()).select_from(Listing).where(Listing.is_example)
        assert db.session.scalar(examples) == 0
    assert "Career Connect" in Visitor(app)("providers.search", q="career connect")


def test_the_example_world_can_be_added_later(app: Flask, run: Run) -> None:
    run("seed", "start")
    assert "Example providers and schools added: 66" in run("seed", "example")
    assert "added: 0" in run("seed", "example")


def test_the_status_says_what_the_index_holds_and_what_waits(app: Flask, run: Run) -> None:
    run("search", "rebuild")
    assert run("search", "status") == "0 listings in the index, 0 changes waiting.\n"
    with app.app_context():
        add_provider(confirmed_on=today())
    assert run("search", "status") == "0 listings in the index, 1 changes waiting.\n"
    assert run("search", "rebuild") == "Search index: 1 listings\n"
    assert run("search", "status") == "1 listings in the index, 0 changes waiting.\n"


def test_a_check_brings_the_index_in_step_and_says_how_far_off_it_was(app: Flask, run: Run) -> None:
    with app.app_context():
        add_provider("One", confirmed_on=today())
        add_provider("Two", confirmed_on=today())
    run("search", "rebuild")
    with app.app_context():
        table = db.metadata.tables["listing"]
        one = table.c.slug == "one"
        db.session.execute(table.update().where(one).values(listing_status="SUSPENDED"))
        db.session.execute(table.update().where(~one).values(name="Three"))
        db.session.commit()
    assert run("search", "check").startswith("1 entries were out of step, 1 should not")
    assert run("search", "check").startswith("0 entries were out of step, 0 should not")


def test_a_rebuild_makes_a_deleted_index_anew(app: Flask, run: Run) -> None:
    run("seed", "start")
    shutil.rmtree(app.extensions["settings"].search_folder)
    assert run("search", "rebuild") == "Search index: 5 listings\n"
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(OutboxRow)) == 0


def test_facts_are_listed_with_what_they_rest_on(run: Run) -> None:
    run("seed", "start")
    lines = run("reference", "list").splitlines()
    assert len(lines) == len(FACTS)
    (line,) = [line for line in lines if line.startswith("vat_rate: ")]
    assert line.startswith("vat_rate: 20 (Standard rate of VAT, per cent; ")
    assert line.endswith(", not confirmed, 2026-11-24)")


def test_a_corrected_fact_is_stated_from_then_on(app: Flask, run: Run) -> None:
    run("seed", "start")
    said = run(
        *("reference", "correct", "band_high_from", "45000", "--source", "DfE, new page"),
        *("--source-url", "https://www.gov.uk/new", "--checked-on", "2027-02-03"),
    )
    assert said == "band_high_from is now 45000.\n"
    page = Visitor(app)("guidance.topic", slug="commissioning")
    assert "£45,000" in page
    assert "DfE, new page. Checked 3 February 2027." in page
    assert "added: 0" in run("seed", "start")
    assert "£45,000" in Visitor(app)("reference.facts")


def test_a_correction_says_whether_its_source_was_seen(app: Flask, run: Run) -> None:
    run("seed", "start")
    for option, basis in (("--not-confirmed", "not confirmed"), ("--seen", "source seen")):
        run("reference", "correct", "vat_rate", "21", "--source", "x", option)
        with app.app_context():
            fact = one_fact("vat_rate")
            assert fact is not None
            assert (fact.basis, fact.checked_on) == (basis, today())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("reference", "correct", "tea", "1", "--source", "x"), "There is no fact called tea"),
        (("reference", "correct", "vat_rate", "1"), "Missing option '--source'"),
        (
            ("reference", "correct", "vat_rate", "1", "--source", "x", "--checked-on", "3/2/27"),
            "does not match the format",
        ),
        (("checklist", "example"), "Missing option '--out'"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    app: Flask, words: tuple[str, ...], says: str
) -> None:
    result = typed(app, *words)
    assert result.exit_code != 0
    assert says in result.output
    assert "Traceback" not in result.output


def test_only_checklists_that_nobody_touched_for_180_days_are_swept(app: Flask, run: Run) -> None:
    with app.app_context():
        for days in (0, 179, 181, 400):
            at = now() - timedelta(days=days)
            start_draft(key=f"key-{days}", outcome="x", by="test", at=at)
    assert "draft: 2 (Deleted 180 days after" in run("sweep")
    assert "draft: 0 (Deleted 180 days after" in run("sweep")


def test_the_example_brief_is_written_in_every_format_with_the_worked_figures(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "made" / "here"
    lines = run("checklist", "example", "--out", str(folder)).splitlines()
    assert json.loads(lines[-1]) == WORKED_EXAMPLE
    files = {path.suffix: path for path in folder.iterdir()}
    assert set(files) == {".html", ".docx", ".pdf", ".odt"}
    assert files[".pdf"].read_bytes().startswith(b"%PDF-")
    for suffix in (".docx", ".odt"):
        assert files[suffix].read_bytes().startswith(b"PK")
    assert "Example High" in files[".html"].read_text("utf-8")
    for path in files.values():
        assert f"Wrote {path.name} ({path.stat().st_size:,} bytes)" in lines


def test_a_signpost_is_corrected_and_dated_today(app: Flask, run: Run) -> None:
    run("seed", "start")
    slug = run("guidance", "list").split(":")[0]
    run("guidance", "correct", slug, "It has moved.", "--source", "A letter")
    with app.app_context():
        signpost = one_signpost(slug)
        assert signpost is not None
        assert (signpost.text, signpost.source) == ("It has moved.", "A letter")
        assert signpost.checked_on == today()
    assert "It has moved." in run("guidance", "list")


def test_a_signpost_that_is_not_there_is_named(app: Flask) -> None:
    result = typed(app, "guidance", "correct", "nowhere", "text", "--source", "none")
    assert result.exit_code == 1
    assert "There is no signpost called nowhere" in result.output
