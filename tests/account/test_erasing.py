"""Somebody who erases their account is gone, down to the bytes; what stays is a number."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.account.actions.erasing import erase
from portal.account.models import Person, SignIn
from portal.account.queries.kept import Known, theirs
from portal.account.rules.leaving import StillBound
from portal.account.rules.personal import Erasing, Register
from portal.clock import now
from portal.db import db
from portal.journal.models import AuditEvent
from portal.organisation.models import Membership
from portal.organisation.rules import Role
from portal.site.catalogue import REGISTER
from tests.account.canaries import ADDRESS, NAME, Kept, must_vanish, plant
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Page

SURE = {"sure": ["yes"]}
GOING = [
    table.name
    for table in REGISTER.tables
    if table.finders and table.erasing is not Erasing.NUMBERED
]
"""The tables of which something goes: what stays under a number holds no text that is the person's."""


@pytest.fixture
def kept(app: Flask) -> Kept:
    """Somebody of whom every table keeps something."""
    return plant(app)


def erase_in_browser(app: Flask, number: int) -> Page:
    """Erase one's account as a person does, and end up where that leads."""
    return signed_in(app, number, second=True)("account.erase").submit(SURE)


def bytes_that_stay(app: Flask, kept: Kept) -> dict[str, list[str]]:
    """Which of the texts that must vanish stand in which file of the data folder."""
    folder: Path = app.extensions["settings"].data_folder
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert {"portal.db", "portal.db-wal"} <= {path.name for path in files}
    held = {path.name: path.read_bytes() for path in files}
    ways = {
        where: {text.encode(), text.lower().encode(), text.upper().encode(), _json(text)}
        for where, text in must_vanish(kept).items()
    }
    found = {
        name: [w for w, spelt in ways.items() if any(s in content for s in spelt)]
        for name, content in held.items()
    }
    return {name: where for name, where in found.items() if where}


def _json(text: str) -> bytes:
    return json.dumps(text)[1:-1].encode()


def test_before_it_every_text_is_there(app: Flask, kept: Kept) -> None:
    there = {where for found in bytes_that_stay(app, kept).values() for where in found}
    assert there == set(must_vanish(kept))
    assert len(there) > 20


def test_no_file_of_the_data_folder_holds_a_byte_of_them(app: Flask, kept: Kept) -> None:
    erase_in_browser(app, kept.number)
    assert bytes_that_stay(app, kept) == {}


@pytest.mark.parametrize("name", GOING)
def test_a_table_that_is_forgotten_would_be_seen(app: Flask, kept: Kept, name: str) -> None:
    forgotten = tuple(
        replace(table, finders=(), mentions=()) if table.name == name else table
        for table in REGISTER.tables
    )
    app.extensions["register"] = Register(forgotten, REGISTER.impersonal)
    with app.app_context():
        assert erase(kept.number, by="test", at=now())
        if name not in {
            "membership",
            "tries",
            "enquiry_message",
            "listing_revision",
        }:  # of which no text goes
            assert bytes_that_stay(app, kept) != {}
        elif name == "tries":
            assert db.session.execute(select(db.metadata.tables[name])).all()


def without_overwriting(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Delete as SQLite does by default."""
    db.engine.dispose()
    settings = tuple(line for line in _on_connect() if "secure_delete" not in line)
    monkeypatch.setattr("portal.db.ON_CONNECT", (*settings, "PRAGMA secure_delete=OFF"))


def without_checkpoint(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what was deleted in the log."""
    monkeypatch.setattr("portal.db.empty_the_log", lambda: True)


def _on_connect() -> tuple[str, ...]:
    from portal.db import ON_CONNECT

    return ON_CONNECT


@pytest.mark.parametrize("spoil", [without_overwriting, without_checkpoint])
def test_a_database_that_only_marks_rows_as_deleted_would_be_seen(
    app: Flask,
    kept: Kept,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Flask, pytest.MonkeyPatch], None],
) -> None:
    with app.app_context():
        spoil(app, monkeypatch)
        assert erase(kept.number, by="test", at=now())
    assert bytes_that_stay(app, kept) != {}


def test_only_what_the_hub_keeps_of_its_own_work_stays_under_a_number() -> None:
    numbered = {table.name for table in REGISTER.tables if table.erasing is Erasing.NUMBERED}
    assert numbered == {"audit_event", "desk_note", "import_file", "register_list"}


def test_what_stays_is_a_number(app: Flask, kept: Kept) -> None:
    erase_in_browser(app, kept.number)
    with app.app_context():
        person = db.session.get_one(Person, kept.number)
        assert (person.email, person.name) == (None, "Erased person")
        assert (person.password_hash, person.totp_sealed, person.totp_since) == (None, None, None)
        assert person.erased_at is not None
        known = Known(kept.number, ADDRESS, NAME)
        tables = [table for table in REGISTER.tables if table.erasing is Erasing.DELETED]
        assert len(tables) > 8
        for table in tables:
            asked = select(db.metadata.tables[table.name]).where(theirs(table, known))
            assert db.session.execute(asked).all() == [], table.name


def test_the_journal_says_what_went_and_who_it_was_by_number_only(app: Flask, kept: Kept) -> None:
    erase_in_browser(app, kept.number)
    with app.app_context():
        events = list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)))
        last = events[-1]
        assert (last.action, last.actor) == ("erase account", f"person:{kept.number}")
        assert {"person", "passkey", "mail", "invitation"} <= set(last.detail["tables"])
        assert last.detail["rows"] > 10
        left = [event for event in events if event.action == "leave organisation"]
        assert [event.behalf for event in left] == ["organisation:1"]


def test_they_are_signed_out_everywhere_at_once(app: Flask, kept: Kept) -> None:
    here, there = (signed_in(app, kept.number, second=True) for _ in range(2))
    there("account.data")
    with here.client.session_transaction() as session:
        session["shortlist"] = ["somebody"]
        copied = dict(session)
    page = here("account.erase").submit(SURE)
    assert page.heading == here("site.home").heading
    assert "Your account is erased, and you are signed out everywhere. Goodbye." in page
    with here.client.session_transaction() as session:
        assert not set(session) - {"_flashes", "_permanent", "csrf_token"}
        session.update(copied)
    for browser in (here, there):
        assert browser("account.data").path.startswith("/account/sign-in")
    with app.app_context():
        assert db.session.scalars(select(SignIn)).all() == []


def test_nobody_is_erased_by_a_slip(app: Flask, kept: Kept) -> None:
    page = signed_in(app, kept.number, second=True)("account.erase").submit(expect=422)
    assert list(page.errors.values()) == ["Tick the box if you want to erase your account"]
    with app.app_context():
        assert db.session.get_one(Person, kept.number).email == ADDRESS


def test_sending_it_twice_erases_once(app: Flask, kept: Kept) -> None:
    with app.app_context():
        assert erase(kept.number, by="test", at=now())
        assert not erase(kept.number, by="test", at=now())
        asked = select(AuditEvent).where(AuditEvent.action == "erase account")
        assert len(db.session.scalars(asked).all()) == 1


def two_in_an_organisation(app: Flask, *, role: Role) -> tuple[int, int]:
    """An administrator, and somebody else with this role."""
    with app.app_context():
        school, first, second = make_organisation(), make_person("Jo Lee"), make_person("Mo Khan")
        join(school, first, Role.ADMINISTRATOR)
        join(school, second, role)
    return first, second


def test_the_last_administrator_hands_over_first(app: Flask) -> None:
    first, second = two_in_an_organisation(app, role=Role.MEMBER)
    browser = signed_in(app, first)
    page = browser("account.erase")
    assert "First hand over: you are the only administrator of Example High" in page
    assert page.select("main form") == []
    token = browser("account.export").form(button="Download").select_one("[name=csrf_token]")
    assert token is not None
    sent = {"csrf_token": str(token["value"]), "sure": "yes"}
    assert "First hand over" in browser.send("/account/erase", sent, expect=422)
    with app.app_context():
        with pytest.raises(StillBound):
            erase(first, by="test", at=now())
        assert db.session.get_one(Person, first).erased_at is None
        assert erase(second, by="test", at=now())
        assert erase(first, by="test", at=now()), "nobody else is left who would need them"


def test_one_of_two_administrators_may_go(app: Flask) -> None:
    first, second = two_in_an_organisation(app, role=Role.ADMINISTRATOR)
    erase_in_browser(app, first)
    with app.app_context():
        (left,) = db.session.scalars(select(Membership))
        assert left.person_id == second


def test_an_organisation_that_the_hub_stopped_binds_nobody(app: Flask) -> None:
    first, _ = two_in_an_organisation(app, role=Role.MEMBER)
    with app.app_context():
        db.session.execute(db.metadata.tables["organisation"].update().values(frozen_at=now()))
        db.session.commit()
        assert erase(first, by="test", at=now())


def test_mail_to_others_that_still_waits_names_them_no_more(app: Flask, kept: Kept) -> None:
    mail: Any = db.metadata.tables["mail"]
    with app.app_context():
        row = {column: now() for column in ("written_at", "next_at")} | {
            "message_id": "m",
            "letter": "invitation",
            "to": "mo.khan@example.org",
            "values": {"inviter": NAME, "address": ADDRESS, "organisation": "Example High"},
            "link": "",
            "nonce": "",
            "tries": 0,
            "trouble": "",
        }
        db.session.execute(mail.insert().values(row))
        db.session.commit()
    erase_in_browser(app, kept.number)
    with app.app_context():
        (left,) = db.session.execute(select(mail.c["values"])).scalars()
    gone = "Somebody who has erased their account"
    assert left == {"inviter": gone, "address": gone, "organisation": "Example High"}
    assert bytes_that_stay(app, kept) == {}


def test_a_reader_who_is_in_the_way_does_not_stop_it(
    app: Flask, kept: Kept, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = app.extensions["settings"].data_folder / "portal.db"
    quick = tuple(line.replace("=5000", "=50") for line in _on_connect())
    monkeypatch.setattr("portal.db.ON_CONNECT", quick)
    with app.app_context(), closing(sqlite3.connect(path, isolation_level=None)) as reader:
        db.engine.dispose()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert erase(kept.number, by="test", at=now())
        assert "database.log-not-emptied" in caplog.text
        reader.execute("ROLLBACK")
        result = app.test_cli_runner().invoke(args=["sweep"])
        assert result.exit_code == 0, result.output
    assert bytes_that_stay(app, kept) == {}
