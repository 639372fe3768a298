"""Second steps that are taken away at the same moment, on a database that lets both look first."""

from threading import Barrier

from flask import Flask

from portal.account.actions.factors import LastStep, switch_off_authenticator
from portal.account.actions.passkeys import remove_passkey
from portal.account.actions.signing import start_sign_in
from portal.account.models import Passkey, Person, SignIn
from portal.clock import now
from portal.db import db
from tests.account.stepping import with_app
from tests.organisation.staff import at_once


def staff_with_two_steps(app: Flask, name: str) -> tuple[int, int, int]:
    """One of the Hub's staff with an app and a passkey: their number, their sign-in's and the passkey's."""
    person_id = with_app(app, name)
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        passkey = Passkey(
            person_id=person_id,
            credential=name,
            public_key="",
            sign_count=0,
            name="Phone",
            made_at=now(),
        )
        db.session.add(passkey)
        row, _ = start_sign_in(person, browser="a test's browser", at=now(), second_given=True)
        row.is_short = True
        db.session.commit()
        return person_id, row.id, passkey.id


def test_the_hubs_staff_keep_a_second_step_though_both_are_removed_at_once(app: Flask) -> None:
    for number in range(3):
        person_id, sign_in_id, passkey_id = staff_with_two_steps(app, f"Sam {number}")
        both_have_looked = Barrier(2)

        def looked(sign_in_id: int = sign_in_id, wait: Barrier = both_have_looked) -> SignIn:
            """The sign-in, once both have seen two second steps."""
            row = db.session.get_one(SignIn, sign_in_id)
            assert len(row.person.passkeys) == 1
            wait.wait()
            return row

        def remove_app() -> str | None:
            row = looked()
            try:
                return switch_off_authenticator(row, at=now())
            except LastStep:
                return None

        def remove_key(passkey_id: int = passkey_id) -> str | None:
            row = looked()
            try:
                return remove_passkey(row, passkey_id, at=now())
            except LastStep:
                return None

        assert at_once(app, [remove_app, remove_key]) == ["nothing", "something"]
        with app.app_context():
            assert db.session.get_one(Person, person_id).has_second_factor
            assert db.session.get_one(SignIn, sign_in_id).second_at is not None
