"""The pages and the file of the open data, and listings brought in by the Hub."""

import csv
import re
from io import BytesIO, StringIO

import time_machine
from flask import Flask
from sqlalchemy import select

from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.listing.models import ListingClaim
from portal.opendata.catalogue import COLUMNS
from portal.opendata.models import ImportFile
from portal.organisation.rules import Kind
from portal.providers.models import Listing
from portal.providers.queries import one_by_slug
from portal.providers.rules import ListingStatus
from tests.account.people import join, make_organisation
from tests.builders import AT, DAY, add_matrix, add_person, add_provider
from tests.opendata.conftest import Desk
from tests.page import Page, Visitor

LIST = "name,provider_type,summary,areas,outward_code\nHarbour Futures,ORG_CHARITY,Guidance,LIV SEF,L1\n"


def table(page: Page) -> list[dict[str, str]]:
    """The rows of a file that was answered."""
    text = page.response.get_data().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def sent(desk: Desk, text: str = LIST) -> Page:
    """The page that says what a pasted list would do."""
    return desk.browser()("opendata.import_listings").submit({"pasted": text}, button="Look at it")


def actions(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.seq)))


@time_machine.travel(AT, tick=False)
def test_the_file_holds_what_the_public_sees_of_each_listed_provider(app: Flask) -> None:
    with app.app_context():
        shown = add_provider(price_band="P3", price_basis="DAY", price_said_on=DAY)
        add_person(shown)
        add_matrix(shown, DAY.replace(year=DAY.year + 1), checked_on=DAY)
        add_provider("Not Yet", status=ListingStatus.DRAFT)
        add_provider("Old Word", confirmed_on=DAY.replace(year=DAY.year - 1))
        add_provider("Keeps Away", noindex=True)
    visitor = Visitor(app)
    rows = table(visitor("opendata.listings"))
    assert [row["slug"] for row in rows] == ["lantern-lane-careers"]
    row = rows[0]
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["slug"], row["areas"], row["services"]) == (
        "lantern-lane-careers",
        "LIV WIR",
        "PG1 PG_FU PARENT_EVE",
    )
    assert "certificate checked by the Hub on 24 November 2026" in row["claims"]
    assert "CDI register: Registered Career Development Professional" in row["adviser_claims"]
    assert row["price_band"] == "", "the provider does not let everybody see it"
    page = visitor("opendata.home")
    assert "shows of 1 provider," in page
    assert "1 more is in the directory and not in the file" in page


def test_the_file_is_the_same_for_everybody_and_no_cookie_comes_with_it(desk: Desk) -> None:
    with desk.app.app_context():
        add_provider("=HYPERLINK(1)", confirmed_on=None, status=ListingStatus.STUB)
    page = Visitor(desk.app)("opendata.listings")
    assert page.response.mimetype == "text/csv"
    assert page.response.get_data() == desk.browser()("opendata.listings").response.get_data()
    assert "Set-Cookie" not in page.response.headers
    assert re.search(
        r"attachment; filename=listings-\d{4}-\d\d-\d\d\.csv",
        page.response.headers["Content-Disposition"],
    )
    assert table(page)[0]["name"] == "'=HYPERLINK(1)"


def test_looking_takes_nothing_in_and_taking_in_does_what_was_looked_at(desk: Desk) -> None:
    page = sent(desk)
    assert page.heading == "What this list would do"
    assert "1: new entry" in page
    with desk.app.app_context():
        assert one_by_slug("harbour-futures") is None
    done = page.submit(button="Take it in")
    assert "Taken in: 1 new, 0 changed." in done
    with desk.app.app_context():
        made = one_by_slug("harbour-futures")
        assert made is not None
        assert (made.listing_status, made.is_claimed) == (ListingStatus.STUB, False)
        assert made.codes("area") == ("LIV", "SEF")
        assert made.easting is not None
    assert actions(desk.app)[-2:] == ["import listing", "import listings"]
    visitor = Visitor(desk.app)
    assert "Harbour Futures" in visitor("providers.listing", slug="harbour-futures")
    assert "Harbour Futures" in visitor("providers.search", q="harbour")


def test_sending_the_same_word_twice_does_nothing_twice(desk: Desk) -> None:
    page = sent(desk)
    page.submit(button="Take it in")
    before = actions(desk.app)
    again = page.submit(button="Take it in")
    assert "was taken in before. Nothing was done twice." in again
    assert actions(desk.app) == before
    assert "Take it in" not in again.select("button")


def test_a_list_sent_twice_is_kept_once(desk: Desk) -> None:
    form = desk.browser()("opendata.import_listings")
    for _ in range(2):
        form.submit({"pasted": LIST}, button="Look at it")
    with desk.app.app_context():
        assert len(db.session.scalars(select(ImportFile)).all()) == 1


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(desk: Desk) -> None:
    page = sent(desk)
    with desk.app.app_context():
        add_provider("Harbour Futures", status=ListingStatus.STUB, confirmed_on=None)
    again = page.submit(button="Take it in", expect=409)
    assert "What the file would do has changed since" in again
    assert "1: changed entry" in again
    assert "Taken in: 0 new, 1 changed." in again.submit(button="Take it in")


def test_an_unclaimed_entry_is_changed_where_the_list_says_otherwise(desk: Desk) -> None:
    with desk.app.app_context():
        add_provider("Harbour Futures", status=ListingStatus.STUB, confirmed_on=None)
    page = sent(desk)
    assert "LIV WIR becomes LIV SEF" in page
    page.submit(button="Take it in")
    with desk.app.app_context():
        held = one_by_slug("harbour-futures")
        assert held is not None
        assert held.codes("area") == ("LIV", "SEF")
        assert held.codes("year") == ("Y10", "Y11"), "the list has no such column"
    assert "1: stands there already" in sent(desk)


def test_an_entry_that_its_provider_keeps_is_left_alone(desk: Desk) -> None:
    with desk.app.app_context():
        kept = add_provider("Harbour Futures")
    page = sent(desk)
    assert "Its provider keeps it, so what it says comes from them." in page
    assert "Take it in" not in page.select("button")
    with desk.app.app_context():
        assert db.session.get_one(Listing, kept).summary == "Guidance for schools."


def test_an_entry_that_ones_own_organisation_asks_for_is_left_to_a_colleague(desk: Desk) -> None:
    with desk.app.app_context():
        stub = add_provider("Harbour Futures", status=ListingStatus.STUB, confirmed_on=None)
    page = sent(desk)
    with desk.app.app_context():
        own = make_organisation("Own Careers", Kind.PROVIDER)
        join(own, desk.person)
        asked = {"listing_id": stub, "organisation_id": own}
        db.session.add(ListingClaim(**asked, made_at=now()))
        db.session.commit()
    again = page.submit(button="Take it in", expect=409)
    assert "Your own organisation asks for it" in again
    assert "Take it in" not in again.select("button")
    with desk.app.app_context():
        left = one_by_slug("harbour-futures")
        assert left is not None
        assert left.codes("area") == ("LIV", "WIR")


def test_what_has_to_be_mended_is_named_by_row_column_and_reason(desk: Desk) -> None:
    wrong = (
        "name,provider_type,areas,outward_code,website,slug\n"
        "Good Name,ORG_CHARITY,LIV,L1,,\n"
        ",ORG_CHARITY,LIV,,,nameless\n"
        "Wrong Area,ORG_CHARITY,LIV MARS,,,\n"
        "Whole Postcode,Charity,,L1 8JQ,,\n"
        "No Place,ORG_CHARITY,,QQ99,,\n"
        "Bad Site,ORG_CHARITY,,,javascript:alert(1),\n"
        "Good Name,ORG_CHARITY,,,,\n"
        "Compare,ORG_CHARITY,,,,\n"
    )
    page = sent(desk, wrong)
    lines = [[cell.get_text() for cell in row.select("td")] for row in page.soup.select("tbody tr")]
    assert [(row, column) for row, column, _ in lines] == [
        ("3", "name"),
        ("4", "areas"),
        ("5", "outward_code"),
        ("6", "outward_code"),
        ("7", "website"),
        ("8", "slug"),
        ("9", "slug"),
    ]
    assert all(reason for _, _, reason in lines)
    assert "Take it in" not in page.select("button")
    path = page.path
    forged = dict.fromkeys(("version", "seen"), "1")
    token = page.form()
    values = {str(tag["name"]): str(tag.get("value", "")) for tag in token.select("input[name]")}
    desk_page = page.visitor.send(path, values | {"version": forged["version"]}, expect=409)
    assert "has changed since" in desk_page
    with desk.app.app_context():
        assert db.session.scalars(select(Listing)).all() == []


def test_a_file_is_taken_as_it_is_and_comes_back_as_text_where_it_is_wrong(desk: Desk) -> None:
    browser = desk.browser()
    page = browser("opendata.import_listings")
    values = {str(t["name"]): str(t["value"]) for t in page.form().select("input[type=hidden]")}
    path = "/opendata/import"
    done = browser.send(path, values | {"file": (BytesIO(LIST.encode("utf-16")), "my list.csv")})
    assert "my list.csv, sent" in done
    for raw, words in (
        (b"PK\x03\x04", "This is a spreadsheet or a zip file, not a CSV file."),
        (b"name\n\x00", "holds signs that no text has"),
        (b'name\n"open', "Row 2 cannot be read"),
    ):
        wrong = browser.send(path, values | {"file": (BytesIO(raw), "x.csv")}, expect=422)
        assert words in wrong.errors["file"]
    assert '"open' in wrong.select("textarea")[0]
    empty = browser.send(path, values, expect=422)
    assert empty.errors == {"file": "Choose a CSV file, or paste its rows"}


def test_the_file_that_we_write_can_be_brought_in_again(desk: Desk) -> None:
    with desk.app.app_context():
        terms = {"area": ("WIR",), "service": ("ASSEMBLY",)}
        stub = ListingStatus.STUB
        add_provider("@Stub, “one”", terms=terms, status=stub, confirmed_on=None)
    text = Visitor(desk.app)("opendata.listings").response.get_data().decode("utf-8-sig")
    page = sent(desk, text)
    assert "1: stands there already" in page
    assert "claims, adviser_claims" in page
