"""People who come to be at the same moment, on a database that lets one begin before the other has ended."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import sleep

from flask import Flask
from sqlalchemy import func, select

from portal.account.actions.joining import AlreadyJoined, NewPerson, finish_sign_up
from portal.account.actions.outside import AddressInUse, LinkedElsewhere, join_vouched, link_vouched
from portal.account.models import EmailKey, OutsideIdentity, Person, Purpose
from portal.account.rules import SIGN_UP_LASTS
from portal.clock import now
from portal.db import Base, db
from portal.mail.models import Mail
from portal.web.keys import emailed_key
from portal.web.openid import Vouched
from tests.account.letters import PASSWORD
from tests.account.people import make_person

SAM = "sam.smith@example.org"
VOUCHED = Vouched("https://id.example", "7", SAM, "Sam Smith")
WAIT = 0.5  # seconds: long enough to come upon the row that is not committed yet


@contextmanager
def begun_meanwhile(app: Flask, row: Base, act: Callable[[], str]) -> Iterator[Future[str]]:
    """`act`, done in another thread while `row` is written but not committed yet."""
    begun = Event()

    def run() -> str:
        with app.app_context():
            begun.set()
            return act()

    with ThreadPoolExecutor(1) as pool, app.app_context():
        db.session.add(row)
        db.session.flush()
        acted = pool.submit(run)
        begun.wait()
        sleep(WAIT)
        db.session.commit()
        yield acted


def count(app: Flask, table: type[Base]) -> int:
    """How many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_an_account_that_comes_to_be_at_that_moment_is_not_made_again(app: Flask) -> None:
    with app.app_context():
        _, nonce = EmailKey.make(Purpose.SIGN_UP, email=SAM, lasts=SIGN_UP_LASTS, at=now())
        db.session.commit()

    def finish() -> str:
        who = NewPerson("Sam Smith", PASSWORD, "a test's browser")
        try:
            finish_sign_up(emailed_key(nonce), who, form="form", outcome="/", at=now())
        except AlreadyJoined:
            return "already joined"
        return "joined"

    with begun_meanwhile(app, Person(name="Sam", email=SAM, joined_at=now()), finish) as acted:
        assert acted.result() == "already joined"
    assert count(app, Person) == 1
    with app.app_context():
        assert db.session.scalars(select(EmailKey.used_at)).one() is not None


def identity(person_id: int) -> OutsideIdentity:
    """What the other service calls the person."""
    return OutsideIdentity(
        issuer=VOUCHED.issuer, subject=VOUCHED.subject, person_id=person_id, linked_at=now()
    )


def connect(person_id: int) -> str:
    """Connect the other service to a person's account."""
    who = db.session.get_one(Person, person_id)
    try:
        link_vouched(who, VOUCHED, service="DfE Sign-in", by=f"person:{person_id}", at=now())
    except LinkedElsewhere:
        return "linked elsewhere"
    return "linked"


def test_a_service_that_is_connected_twice_at_once_is_connected_once(app: Flask) -> None:
    with app.app_context():
        one, other = make_person("Sam Smith"), make_person("Mo Khan")
    with begun_meanwhile(app, identity(one), lambda: connect(one)) as acted:
        assert acted.result() == "linked"
    assert (count(app, OutsideIdentity), count(app, Mail)) == (1, 0)
    with app.app_context():
        db.session.delete(db.session.scalars(select(OutsideIdentity)).one())
        db.session.commit()
    with begun_meanwhile(app, identity(one), lambda: connect(other)) as acted:
        assert acted.result() == "linked elsewhere"


def test_of_two_accounts_that_a_service_vouches_for_at_once_one_is_made(app: Flask) -> None:
    with app.app_context():
        one = make_person("Mo Khan")

    def join() -> str:
        try:
            join_vouched(VOUCHED, at=now())
        except AddressInUse:
            return "in use"
        return "joined"

    with begun_meanwhile(app, identity(one), join) as acted:
        assert acted.result() == "in use"
    assert count(app, Person) == 1
