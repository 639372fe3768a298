"""A list from a public register is compared with the listings, and what is ticked is recorded once."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.account.models import Person
from portal.db import db
from portal.journal.models import AuditEvent
from portal.moderation.models import RegisterList
from portal.providers.models import Listing
from portal.providers.queries import one_listing
from tests.builders import AT, DAY, add_matrix, add_provider
from tests.moderation.register_lists import (
    SOURCE,
    Desk,
    add_registered,
    compared,
    csv_of,
    make_desk,
    name_of,
    results,
    ticks,
)
from tests.page import Page, Visitor

SEEN = DAY + timedelta(days=30)
LATER = AT + timedelta(days=40)
RECORD = "Record what is ticked"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return make_desk(app)


@pytest.fixture(autouse=True)
def _later() -> object:
    with time_machine.travel(LATER, tick=True):
        yield


def events(desk: Desk, action: str) -> list[AuditEvent]:
    with desk.app.app_context():
        return list(db.session.scalars(select(AuditEvent).where(AuditEvent.action == action)))


def keyed(page: Page, words: str) -> list[str]:
    """The names of the boxes whose line says `words`."""
    items = page.soup.select(".govuk-checkboxes__item")
    return [str(item.input["value"]) for item in items if item.input and words in item.get_text()]


def test_forty_rows_with_five_lapses_are_a_summary_and_one_button(desk: Desk) -> None:
    with desk.app.app_context():
        claims = [add_registered(number)[1] for number in range(1, 38)]
    rows = [
        (f"rcdp-{n:04}", name_of(n), "Wirral", "Lapsed" if n <= 5 else "RCDP") for n in range(1, 38)
    ]
    rows += [(f"RCDP 9{n:03}", f"Somebody {n} Elsewhere", "Hull", "RCDP") for n in range(3)]
    page = compared(desk, csv_of(rows), seen_on=SEEN)
    assert "40 rows from" in page
    assert "37 certain: 5 would change what readers see, 32 would only get a newer date" in page
    assert "3 in the list and unknown to us" in page
    checked, offered = ticks(page)
    assert checked == offered
    assert len(offered) == 37
    first = [words for words in page.select(".govuk-checkboxes__label") if "becomes" in words]
    assert len(first) == 5, "what changes something comes first"
    assert page.select(".govuk-checkboxes__label")[:5] == first
    assert all("“Current” becomes “Lapsed”" in words for words in first)
    done = page.submit(button=RECORD)
    assert "Recorded: 37 checks." in done
    with desk.app.app_context():
        found = [results(claim)[-1] for claim in claims]
        assert found[:5] == [(SEEN, "NOT_FOUND", SOURCE)] * 5
        assert found[5:] == [(SEEN, "CONFIRMED", SOURCE)] * 32
    told = events(desk, "check register")
    assert len({event.subject for event in told}) == len(told) == 37
    public = Visitor(desk.app)("providers.listing", slug="provider-1")
    assert f"not currently registered, checked by the Hub on {SEEN.day} December 2026" in public


def test_applying_twice_does_nothing_twice(desk: Desk) -> None:
    with desk.app.app_context():
        _, claim = add_registered(1)
    page = compared(desk, csv_of([("RCDP 0001", name_of(1), "", "")]), seen_on=SEEN)
    page.submit(button=RECORD)
    again = page.submit(button=RECORD)
    assert "That was recorded before. Nothing was done twice." in again
    assert "This was recorded already" in again
    assert ticks(again) == ([], [])
    anew = page.visitor.get(page.path)
    assert "There is nothing to record" in anew
    with desk.app.app_context():
        assert len(results(claim)) == 2
    assert len(events(desk, "check register")) == 1


def test_a_page_that_is_out_of_date_records_nothing(desk: Desk) -> None:
    with desk.app.app_context():
        _, first = add_registered(1)
        add_registered(2)
    rows = [(f"RCDP 000{n}", name_of(n), "", "") for n in (1, 2)]
    page = compared(desk, csv_of(rows), seen_on=SEEN)
    older = page.visitor.get(page.path)
    page.submit({"record": keyed(page, name_of(1))}, button=RECORD)
    old = older.submit({"record": keyed(older, name_of(2))}, button=RECORD, expect=409)
    assert "This has changed since you opened it" in old
    assert ticks(old)[0] == keyed(old, name_of(2)), "what was ticked is kept"
    assert "Recorded: 1 check." in old.submit(button=RECORD)
    with desk.app.app_context():
        assert len(results(first)) == 2


def test_a_listing_that_changed_meanwhile_makes_the_comparison_another(desk: Desk) -> None:
    with desk.app.app_context():
        listing, claim = add_registered(1)
    page = compared(desk, csv_of([("RCDP 0001", name_of(1), "", "")]), seen_on=SEEN)
    with desk.app.app_context():
        db.session.get_one(Listing, listing)
        from portal.credentials.models import Credential

        db.session.get_one(Credential, claim).number = "RCDP 7777"
        db.session.commit()
    page.submit(button=RECORD, expect=409)
    with desk.app.app_context():
        assert len(results(claim)) == 1


def test_possible_and_missing_are_never_ticked(desk: Desk) -> None:
    with desk.app.app_context():
        _, alike = add_registered(1)
        _, missing = add_registered(2)
        _, never = add_registered(3, checked_on=None)
    rows = [("", f"Dr {name_of(1)}", "Liverpool", "RCDP"), ("RCDP 9999", "Zeno Vantage", "", "")]
    page = compared(desk, csv_of(rows), seen_on=SEEN)
    checked, offered = ticks(page)
    assert checked == []
    assert [key.partition("-")[0] for key in offered] == [str(alike), str(missing)]
    assert "The name is alike, the place agrees" in page
    assert "1 shown as current here and missing from the list" in page
    assert str(never) not in {key.partition("-")[0] for key in offered}
    empty = page.submit(button=RECORD, expect=422)
    assert empty.errors == {"record": "Tick what you want to record, or leave the list as it is"}
    empty.submit({"record": [key for key in offered if key.endswith("-0")]}, button=RECORD)
    with desk.app.app_context():
        assert results(missing)[-1][1] == "NOT_FOUND"
        assert len(results(alike)) == 1


def test_nobody_decides_about_their_own_listing(desk: Desk) -> None:
    with desk.app.app_context():
        listing, own = add_registered(1)
        db.session.get_one(Listing, listing).organisation_id = desk.own
        db.session.commit()
        _, other = add_registered(2)
    rows = [(f"RCDP 000{n}", name_of(n), "", "") for n in (1, 2)]
    page = compared(desk, csv_of(rows), seen_on=SEEN)
    checked, _ = ticks(page)
    assert [key.partition("-")[0] for key in checked] == [str(other)]
    forged = {str(t["name"]): str(t["value"]) for t in page.form().select("input[type=hidden]")}
    page.visitor.send(page.path, forged | {"record": f"{own}-2"}, expect=403)
    with desk.app.app_context():
        assert len(results(own)) == 1


def test_what_waits_is_shown_once_the_register_bears_it_out_and_else_left_to_the_queue(
    desk: Desk,
) -> None:
    from portal.credentials.models import Credential

    with desk.app.app_context():
        claims = [add_registered(number, checked_on=None)[1] for number in (1, 2)]
        for claim in claims:
            db.session.get_one(Credential, claim).accepted_at = None
        db.session.commit()
    rows = [("RCDP 0001", name_of(1), "", "RCDP"), ("RCDP 0002", name_of(2), "", "Lapsed")]
    page = compared(desk, csv_of(rows), seen_on=SEEN)
    assert "and is shown from now on" in page
    assert "It waits in the queue. Decide there, so that its people are told." in page
    page.submit(button=RECORD)
    with desk.app.app_context():
        shown = [db.session.get_one(Credential, claim).accepted_at is not None for claim in claims]
    assert shown == [True, False]


def test_the_matrix_directory_is_compared_with_organisations(desk: Desk) -> None:
    with desk.app.app_context():
        listing = add_provider("Harbour Futures")
        claim = add_matrix(listing, date(2028, 5, 3), checked_on=DAY)
    text = "Organisation;Town;Accredited until\nHarbour Futures Ltd;Liverpool;03/05/2028\n"
    page = compared(desk, text, seen_on=SEEN, register="MATRIX")
    assert ticks(page)[0] == []
    page.submit({"record": ticks(page)[1]}, button=RECORD)
    with desk.app.app_context():
        assert results(claim)[-1] == (SEEN, "CONFIRMED", SOURCE)
    other = compared(desk, text.replace("2028", "2027"), seen_on=SEEN, register="MATRIX")
    assert "The list gives another end date than the entry" in other


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("phone,town\n1,2\n", "No column is called “number” or “name”"),
        ("name\n", "There are no rows below the headings"),
        ("name,until\nA,soon\n", "Row 2, column “until”: “soon” is not a date"),
        ('name\n"A\n', "Row 2 cannot be read"),
    ],
)
def test_what_is_no_list_is_said_in_words(desk: Desk, text: str, words: str) -> None:
    form = desk.browser()("moderation.registers")
    filled = {"register": "CDI", "source": SOURCE, "pasted": text}
    filled |= {"seen_on-day": "1", "seen_on-month": "1", "seen_on-year": "2027"}
    wrong = form.submit(filled, button="Compare", expect=422)
    assert words in wrong.errors["pasted"]
    day = {"seen_on-year": "2030", "pasted": "name\nA\n"}
    late = form.submit(filled | day, button="Compare", expect=422)
    assert late.errors == {"seen_on-day": "The day must be today or in the past"}


def test_the_list_and_its_names_stay_at_the_desk(desk: Desk) -> None:
    with desk.app.app_context():
        add_registered(1)
    rows = [("RCDP 0001", name_of(1), "", ""), ("RCDP 5151", "Zeno Vantage", "Hull", "")]
    compared(desk, csv_of(rows), seen_on=SEEN).submit(button=RECORD)
    with desk.app.app_context():
        told = [
            str(event.detail) + event.subject for event in db.session.scalars(select(AuditEvent))
        ]
        assert not any(re.search("Zeno|RCDP|Vantage", words) for words in told)
        assert [row.applied_at is not None for row in db.session.scalars(select(RegisterList))] == [
            True
        ]
        assert db.session.get_one(Person, desk.person).name == "Mo Khan"
        assert one_listing(1) is not None


def test_a_list_ends_after_thirty_days(desk: Desk) -> None:
    compared(desk, csv_of([("1", "Zeno Vantage", "", "")]), seen_on=SEEN)
    with time_machine.travel(LATER + timedelta(days=31)):
        done = desk.app.test_cli_runner().invoke(args=["sweep"], catch_exceptions=False)
    assert "register_list: 1 (Deleted 30 days after it was brought in.)" in done.output
    with desk.app.app_context():
        assert db.session.scalars(select(RegisterList)).all() == []
