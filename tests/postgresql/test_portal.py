"""The portal on PostgreSQL: the same tables, the same journal, the same pages."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask, url_for
from flask_migrate import downgrade, upgrade
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from portal.clock import now, today
from portal.db import Base, db
from portal.journal.models import AuditEvent
from portal.organisation.rules import Kind
from portal.providers.models import Listing
from portal.providers.queries import list_addresses
from tests.account.people import make_organisation
from tests.casting_enquiries import shared_enquiries
from tests.house.doors import TABLE
from tests.page import BROWSER, Visitor
from tests.peopled import words_of_the_example


def seed(app: Flask) -> None:
    """Load the starting data and the example world."""
    made = app.test_cli_runner().invoke(args=["start"], catch_exceptions=False)
    assert made.exit_code == 0, made.output


def words_of_a_provider(slug: str) -> dict[str, str]:
    """The words of a listing that somebody keeps and can be asked, and of what a visitor asked."""
    keeper = make_organisation("A provider that answers", Kind.PROVIDER)
    db.session.execute(update(Listing).where(Listing.slug == slug).values(organisation_id=keeper))
    words = shared_enquiries({"provider": keeper})
    db.session.commit()
    return words


def test_it_is_postgresql_that_answers(database: Flask) -> None:
    assert db.engine.dialect.name == "postgresql"
    assert "PostgreSQL" in str(db.session.scalar(text("SELECT version()")))


def test_the_steps_end_in_the_tables_that_the_models_describe(database: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_steps_can_be_taken_back_and_taken_again(database: Flask) -> None:
    downgrade(revision="base")
    left = db.session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
    assert set(left) == {"alembic_version"}
    db.session.remove()
    upgrade()
    assert db.session.scalar(text("SELECT count(*) FROM audit_event")) == 0


@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event"]
)
def test_what_was_done_cannot_be_undone_in_the_journal(database: Flask, change: str) -> None:
    db.session.add(AuditEvent(at=now(), actor="test", action="try", subject="x", detail={}))
    db.session.commit()
    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(change))
    db.session.rollback()
    assert db.session.scalar(text("SELECT actor FROM audit_event")) == "test"


def test_a_moment_comes_back_as_it_went_in(database: Flask) -> None:
    at = now()
    db.session.add(AuditEvent(at=at, actor="test", action="try", subject="x", detail={"a": 1}))
    db.session.commit()
    db.session.expire_all()
    (event,) = db.session.query(AuditEvent)
    assert (event.at, event.at.tzinfo, event.detail) == (at, at.tzinfo, {"a": 1})


def test_every_page_opens_and_the_journey_to_a_brief_begins(app: Flask) -> None:
    seed(app)
    person = Visitor(app)
    person("checklist.start").submit()
    with app.app_context():
        slug = next(iter(list_addresses(today()))).slug
        words = words_of_the_example(slug) | words_of_a_provider(slug)
    read = [
        row
        for row in TABLE
        if row.method == "GET" and row.answers.of("holder", "GET") == 200
        if not any(value.startswith("OWN_") for value in row.values.values())
    ]
    assert len(read) > 15
    for row in read:
        with app.test_request_context():
            path = url_for(row.endpoint, **{n: words.get(w, w) for n, w in row.values.items()})  # type: ignore[arg-type]  # its stub knows _anchor only
        person(path)


def test_seeding_twice_adds_nothing(app: Flask) -> None:
    seed(app)
    with app.app_context():
        before = db.session.scalar(text("SELECT count(*) FROM listing"))
    seed(app)
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM listing")) == before


def together(*tasks: Callable[[], None]) -> None:
    """Do all of it at the same moment."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], None]) -> None:
        gate.wait()
        task()

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_same_form_sent_eight_times_at_once_has_one_effect(app: Flask) -> None:
    seed(app)
    key, answers = "0123456789abcdef" * 2, []

    def send() -> None:
        client = app.test_client()
        sent = client.post("/checklist", data={"form_key": key}, headers=BROWSER)
        answers.append(sent.status_code)

    together(*[send] * 8)
    assert len(answers) == 8
    assert set(answers) <= {303, 503}
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM draft")) == 1
