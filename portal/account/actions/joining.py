"""Make an account: ask for the link, then finish behind it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.account.actions.recording import record_own
from portal.account.actions.trying import try_once
from portal.account.models import EmailKey, Person, Purpose, SignIn
from portal.account.queries import find_person
from portal.account.rules import SIGN_UP_LASTS
from portal.account.rules.hashing import hash_password
from portal.account.rules.limits import LETTERS_FROM, LETTERS_TO
from portal.db import commit, db
from portal.journal.models import AuditEvent, Receipt
from portal.mail.models import Mail
from portal.web.networks import network_of


class LinkUsed(Exception):  # noqa: N818 - it is what happened, not a fault
    """The link was used already, or is too old."""


class AlreadyJoined(Exception):  # noqa: N818 - it is what happened, not a fault
    """There has come to be an account with that address since the link was sent."""


def ask_to_join(email: str, *, client: str, form: str, outcome: str, at: datetime) -> None:
    """Send a link by which to make an account, or, where there is one, word that there is.

    The same is done and taken as long either way. `client` is the network address it was asked from; `form` the key of
    the form, which led to `outcome`.

    Raises:
        portal.journal.rules.Throttled: asked too often.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    email = email.lower()
    try_once(((LETTERS_TO, email), (LETTERS_FROM, network_of(client))), at)
    Receipt.keep(form, outcome, at)
    person = find_person(email)
    with db.session.begin_nested() as made:
        _, nonce = EmailKey.make(Purpose.SIGN_UP, email=email, lasts=SIGN_UP_LASTS, at=at)
        if person is not None:
            made.rollback()  # made all the same, so that it takes as long
    if person is None:
        Mail.write("sign-up", to=email, at=at, link="/account/sign-up/{key}", nonce=nonce)
    else:
        Mail.write("has-account", to=email, at=at, link="/account/sign-in")
    AuditEvent.record("ask to join", "account", by="visitor", at=at)
    commit()


@dataclass(frozen=True)
class NewPerson:
    """What somebody says who makes an account, and what their browser calls itself."""

    name: str
    password: str = field(repr=False)
    browser: str


def finish_sign_up(
    key: str, who: NewPerson, *, form: str, outcome: str, at: datetime
) -> tuple[SignIn, str]:
    """Make the person whom the link was sent to, and sign them in; the row and the key for their cookie.

    Raises:
        LinkUsed: of any number of requests with one link, one makes the person.
        AlreadyJoined: their address has an account by now; the link is used up.
        portal.journal.models.AlreadySent: the same form is being answered already.
    """
    db.session.rollback()  # nobody waits for the database while the hash is worked out
    held = hash_password(who.password)
    Receipt.keep(form, outcome, at)
    link = EmailKey.use(Purpose.SIGN_UP, key, at)
    if link is None:
        db.session.rollback()
        raise LinkUsed
    person = Person(email=link.email, name=who.name, password_hash=held, joined_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as joined:  # perhaps at this moment
        commit()
        raise AlreadyJoined from joined
    row, cookie_key = SignIn.begin(person, browser=who.browser, at=at)
    record_own("join", person.id, at, way="password")
    commit()
    return row, cookie_key
