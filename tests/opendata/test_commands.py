"""Listings go out and come in by command as they do by the pages."""

from pathlib import Path

from flask import Flask

from portal.providers.queries import one_by_slug
from portal.providers.rules import ListingStatus
from tests.builders import add_provider
from tests.page import Visitor

LIST = "Name;Provider type;Areas\nHarbour Futures;Charity;LIV,SEF\n"


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["listings", *words])
    return done.exit_code, done.output


def test_the_file_is_the_one_that_the_page_hands_out(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        add_provider("Stub Lane", status=ListingStatus.STUB, confirmed_on=None)
    out = tmp_path / "listings.csv"
    code, said = run(app, "export", "--out", str(out))
    assert (code, said.startswith("Wrote ")) == (0, True)
    assert out.read_bytes() == Visitor(app)("opendata.listings").response.get_data()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    code, said = run(app, "import", str(file), "--dry-run")
    assert (code, "new entry: 1" in said) == (0, True)
    with app.app_context():
        assert one_by_slug("harbour-futures") is None
    assert run(app, "import", str(file))[0] == 0
    with app.app_context():
        made = one_by_slug("harbour-futures")
        assert made is not None
        assert (made.provider_type, made.codes("area")) == ("ORG_CHARITY", ("LIV", "SEF"))
    code, said = run(app, "import", str(file))
    assert (code, "stands there already: 1" in said) == (0, True)


def test_a_file_with_a_flaw_is_not_taken_in_at_all(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST + "Second;Wizard;\n", encoding="utf-8")
    code, said = run(app, "import", str(file))
    assert code == 1
    assert "Row 3, provider_type: “Wizard” is not one of the codes" in said
    assert "Nothing was taken in." in said
    with app.app_context():
        assert one_by_slug("harbour-futures") is None
