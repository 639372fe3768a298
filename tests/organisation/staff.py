"""A school with an administrator, a second one and a member, and short ways to act in their names."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from flask import Flask
from sqlalchemy import select, text

from portal.account.models import SignIn
from portal.clock import now
from portal.db import db
from portal.mail.models import Mail
from portal.organisation.actions import inviting
from portal.organisation.models import Invitation
from portal.organisation.rules import Kind, PlaceRefused, Role
from portal.web.keys import emailed_key
from tests.account.people import join, make_organisation, make_person, signed_in
from tests.page import Visitor


@dataclass(frozen=True)
class School:
    """The numbers of a school and of its people."""

    app: Flask
    id: int
    head: int
    second: int
    member: int

    def browser(self, person_id: int, *, second: bool = False) -> Visitor:
        """A browser in which somebody acts for the school."""
        return signed_in(self.app, person_id, self.id, second=second)


def make_school(app: Flask, name: str = "Example High") -> School:
    """A confirmed school: two administrators and a member."""
    with app.app_context():
        school = make_organisation(name, Kind.SCHOOL)
        head, second, member = (
            make_person(f"{who} of {name}") for who in ("Head", "Second", "Member")
        )
        join(school, head, Role.ADMINISTRATOR)
        join(school, second, Role.ADMINISTRATOR)
        join(school, member)
    return School(app, school, head, second, member)


def invited(
    app: Flask, organisation_id: int, by: int, email: str, role: Role = Role.MEMBER
) -> tuple[int, str]:
    """Invite an address; the invitation's number, and the key in the mail."""
    with app.app_context():
        inviting.invite(
            email, role, organisation_id=organisation_id, person_id=by, by=f"person:{by}", at=now()
        )
        row = db.session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()
        assert row is not None
        number = row.id
    return number, last_key(app, email)


def last_key(app: Flask, email: str) -> str:
    """The key in the last mail to an address."""
    with app.app_context():
        mail = db.session.scalars(
            select(Mail).where(Mail.to == email, Mail.nonce != "").order_by(Mail.id.desc())
        ).first()
        assert mail is not None
        return emailed_key(mail.nonce)


def letters(app: Flask) -> list[tuple[str, str]]:
    """(letter, address) of each mail that waits, in order."""
    with app.app_context():
        return [(one.letter, one.to) for one in db.session.scalars(select(Mail).order_by(Mail.id))]


def sign_ins(app: Flask, person_id: int) -> list[int | None]:
    """For which organisations a person's sign-ins act."""
    with app.app_context():
        rows = select(SignIn.organisation_id).where(SignIn.person_id == person_id)
        return list(db.session.scalars(rows.order_by(SignIn.id)))


BROKEN = {
    "a sign-in acts for an organisation that the person does not belong to": """
        SELECT sign_in.id FROM sign_in LEFT JOIN membership USING (organisation_id, person_id)
        WHERE sign_in.organisation_id IS NOT NULL AND membership.person_id IS NULL""",
    "an invitation is open that somebody sent who has left": """
        SELECT invitation.id FROM invitation LEFT JOIN membership
        ON membership.organisation_id = invitation.organisation_id AND person_id = invited_by
        WHERE accepted_at IS NULL AND invited_by IS NOT NULL AND person_id IS NULL""",
    "an invitation is open that somebody sent who is no administrator": """
        SELECT invitation.id FROM invitation JOIN membership
        ON membership.organisation_id = invitation.organisation_id AND person_id = invited_by
        WHERE accepted_at IS NULL AND membership.role <> 'administrator'""",
    "somebody acts for a frozen organisation": """
        SELECT sign_in.id FROM sign_in JOIN organisation ON organisation.id = organisation_id
        WHERE frozen_at IS NOT NULL""",
    "an invitation to a frozen organisation is open": """
        SELECT invitation.id FROM invitation JOIN organisation ON organisation.id = organisation_id
        WHERE accepted_at IS NULL AND frozen_at IS NOT NULL""",
    "an organisation has people and no administrator": """
        SELECT organisation_id FROM membership GROUP BY organisation_id
        HAVING COUNT(CASE WHEN role = 'administrator' THEN 1 END) = 0""",
    "an emailed invitation key outlives its invitation": """
        SELECT email_key.id FROM email_key LEFT JOIN invitation ON key_id = email_key.id
        WHERE purpose = 'invitation' AND invitation.id IS NULL""",
    "a Hub member's sign-in is long": """
        SELECT sign_in.id FROM sign_in JOIN membership USING (person_id)
        JOIN organisation ON organisation.id = membership.organisation_id
        WHERE kind = 'hub' AND NOT is_short""",
}
"""What must never be, as a question to the database that finds it."""


def broken(app: Flask) -> list[str]:
    """Which of the rules about rows the database breaks."""
    with app.app_context(), db.engine.connect() as database:
        return [words for words, sql in BROKEN.items() if database.execute(text(sql)).all()]


def at_once(app: Flask, steps: Sequence[Callable[[], object]]) -> list[str]:
    """Do all of these at the same moment; what became of each, sorted: "Refused", or what it returned in words."""
    barrier = Barrier(len(steps))

    def run(step: Callable[[], object]) -> str:
        with app.app_context():
            barrier.wait()
            try:
                done = step()
            except PlaceRefused:
                return "Refused"
            return "nothing" if done is None else "something"

    with ThreadPoolExecutor(len(steps)) as pool:
        return sorted(pool.map(run, steps))
