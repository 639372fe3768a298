"""Casting the peopled world: who the personas are, in which organisation, and what belongs to whom."""

from datetime import datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from portal.account.access import HALF_KEY
from portal.account.models import EmailKey, Passkey, Person, Purpose, RecoveryCode, SignIn
from portal.checklist.actions import start_draft
from portal.checklist.models import Draft
from portal.clock import now, today
from portal.db import db
from portal.mail.models import Mail
from portal.organisation.models import Invitation, Organisation, School
from portal.organisation.rules import Kind, Role
from portal.providers.models import Listing
from portal.providers.queries import list_addresses
from portal.providers.rules import ListingStatus
from portal.web.keys import blind, digest, emailed_key, seal
from tests.account.people import join, make_organisation, make_person
from tests.casting_claims import make_claims, make_offers, shared_claims
from tests.casting_enquiries import make_enquiries, shared_enquiries
from tests.casting_evidence import make_checks, make_evidence
from tests.casting_listing import make_adviser
from tests.casting_queue import make_queue
from tests.casting_registers import make_registers
from tests.house.doors.shape import PERSONAS
from tests.peopled import Cast, words_of_the_example

PASSWORD = "lanterns over the mersey"  # noqa: S105 - of people who do not exist
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - likewise
RECOVERY_CODE = "abcd-efgh-jkmn"
KINDS = {
    "school": Kind.SCHOOL,
    "other school": Kind.SCHOOL,
    "provider": Kind.PROVIDER,
    "other provider": Kind.PROVIDER,
    "hub": Kind.HUB,
}
PLACES = {
    "school": ("school", Role.MEMBER),
    "school_admin": ("school", Role.ADMINISTRATOR),
    "school_other": ("other school", Role.ADMINISTRATOR),
    "provider": ("provider", Role.MEMBER),
    "provider_admin": ("provider", Role.ADMINISTRATOR),
    "provider_other": ("other provider", Role.ADMINISTRATOR),
    "moderator": ("hub", Role.MEMBER),
    "admin": ("hub", Role.ADMINISTRATOR),
    "hub_bare": ("hub", Role.MEMBER),
}
RIVAL = {
    "school": "other school",
    "other school": "school",
    "provider": "other provider",
    "other provider": "provider",
    "hub": "school",
}
"""Whose things OTHER_… words stand for."""
NAMED = {"stale": "school_admin", "keeper": "school"}
"""Who a persona is, where that is not a person of their own."""
EMAILED = {
    "SIGN_UP_KEY": Purpose.SIGN_UP,
    "RESET_KEY": Purpose.RESET,
    "NEW_EMAIL_KEY": Purpose.NEW_EMAIL,
    "STILL_KEY": Purpose.STILL_CORRECT,
}


def make_cast(app: Flask, folder: Path) -> Cast:
    """Bring everybody into the example world that `app` keeps in `folder`."""
    cast = Cast(folder)
    with app.app_context():
        organisations = _make_organisations()
        _give_listings(organisations)
        people = _make_people(organisations)
        cast.shared.update(_shared(organisations) | shared_enquiries(organisations))
        cast.shared.update(make_queue() | make_registers())
        cast.shared.update(make_checks(int(cast.shared["QUEUED_LISTING"])))
        enquiries, claims = make_enquiries(organisations), make_claims(organisations, people)
        cast.shared.update(shared_claims(claims))
        shared = {
            name: _of_organisation(number, people[f"colleague of {name}"])
            | {"ENQUIRY": enquiries.get(name, "999999"), "CLAIM": claims.get(name, "999999")}
            | make_evidence(number, people[f"colleague of {name}"])
            for name, number in organisations.items()
        }
        offers = make_offers(people)
        private = {
            name: _of_person(number, organisations) | {"OFFER_KEY": offers[name]}
            for name, number in people.items()
        }
        for persona in PERSONAS:
            who = NAMED.get(persona, persona)
            home = PLACES[who][0] if who in PLACES else "school"
            rival = RIVAL[home]
            own = shared[home] | private[who if who in people else "person"]
            other = shared[rival] | private[f"colleague of {rival}"]
            cast.things[persona] = {f"OWN_{word}": value for word, value in own.items()} | {
                f"OTHER_{word}": value for word, value in other.items()
            }
            cast.visits[persona] = _visit(persona, people.get(who), organisations[home])
        db.session.commit()
    return cast


def _make_organisations() -> dict[str, int]:
    """The organisations by name; each has a colleague whom no persona plays."""
    urns = list(db.session.scalars(select(School.urn).order_by(School.name)))
    made = {}
    for name, kind in KINDS.items():
        urn = urns.pop() if kind == Kind.SCHOOL else None
        made[name] = make_organisation(f"The {name} of the cast", kind, school_urn=urn)
    return made


def _give_listings(organisations: dict[str, int]) -> None:
    """Each provider keeps one of the published listings, the last by address."""
    shown = [one.slug for one in list_addresses(today())]
    published = (Listing.listing_status == ListingStatus.PUBLISHED.value, Listing.slug.in_(shown))
    rows = db.session.scalars(select(Listing).where(*published).order_by(Listing.slug.desc()))
    for name in ("provider", "other provider"):
        next(rows).organisation_id = organisations[name]


def _make_people(organisations: dict[str, int]) -> dict[str, int]:
    """A person for each persona, and "colleague of …" for each organisation."""
    hashed = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)
    made = {}
    for persona in ("half", "person", *PLACES):
        made[persona] = make_person(persona.replace("_", " ").title())
    for persona, (organisation, role) in PLACES.items():
        join(organisations[organisation], made[persona], role)
    for name in KINDS:
        made[f"colleague of {name}"] = make_person(f"Colleague of {name.title()}")
        join(organisations[name], made[f"colleague of {name}"])
    for person in db.session.scalars(select(Person)):
        person.password_hash = hashed
    return made


def _shared(organisations: dict[str, int]) -> dict[str, str]:
    """The words that mean the same whoever knocks."""
    waiting = make_organisation("A school that waits", Kind.SCHOOL)
    db.session.get_one(Organisation, waiting).confirmed_at = None
    listed = next(iter(list_addresses(today())))
    free = db.session.scalars(select(School).order_by(School.name)).first()
    assert free is not None
    return (
        words_of_the_example(listed.slug)
        | {
            "FREE_SCHOOL": str(free.urn),
            "ANY_ORGANISATION": str(organisations["other school"]),
            "WAITING_ORGANISATION": str(waiting),
        }
        | _for_the_hub()
    )


def _for_the_hub() -> dict[str, str]:
    """What the Hub has to look after: a stopped organisation, one without an administrator, and a mail given up."""
    urns = list(db.session.scalars(select(School.urn).order_by(School.name)))
    stopped, leaderless = (
        make_organisation("A school that is stopped", school_urn=urns[1]),
        make_organisation("Nobody's"),
    )
    db.session.get_one(Organisation, stopped).frozen_at = now()
    left = make_person("Left Behind")
    join(leaderless, left)
    Mail.write("trial", to="gone@example.org", at=now(), values={"service": "The portal"})
    mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail is not None
    mail.next_at, mail.given_up_at = None, now()
    return {
        "STOPPED_ORGANISATION": str(stopped),
        "LEADERLESS_ORGANISATION": str(leaderless),
        "LEADERLESS_PERSON": str(left),
        "ANY_MAIL": str(mail.id),
    }


def _of_organisation(organisation_id: int, colleague_id: int) -> dict[str, str]:
    """What belongs to an organisation, by word."""
    _, invitation_id = _invite(organisation_id, "invited@example.org")
    at = now()
    draft = Draft(
        secret_digest=digest(f"draft of {organisation_id}"),
        catalogue_version="1",
        started_at=at,
        changed_at=at,
        organisation_id=organisation_id,
    )
    db.session.add(draft)
    db.session.flush()
    kept = db.session.scalar(select(Listing.id).where(Listing.organisation_id == organisation_id))
    return {
        "LISTING": str(kept or 999_999),  # a number that nothing has
        "ADVISER": make_adviser(kept),
        "ORGANISATION": str(organisation_id),
        "PERSON": str(colleague_id),
        "INVITATION": str(invitation_id),
        "DRAFT": str(draft.id),
    }


def _of_person(person_id: int, organisations: dict[str, int]) -> dict[str, str]:
    """What belongs to a person, by word: a second browser, a passkey, and the keys that were mailed to them."""
    person = db.session.get_one(Person, person_id)
    passkey = Passkey(
        person_id=person_id,
        credential=f"credential{person_id:06}",
        public_key="none",
        sign_count=0,
        name="Phone",
        made_at=now(),
    )
    if person.name != "Hub Bare":  # who has no second step
        db.session.add(passkey)
    row = _sign_in(person_id, f"another browser of {person_id}")
    join_key, _ = _invite(organisations["other provider"], person.email or "")
    return {
        "SIGN_IN": str(row.id),
        "PASSKEY": str(passkey.id or 999_999),  # a number that nothing has
        "JOIN_KEY": join_key,
    } | {word: _mail_key(person, purpose) for word, purpose in EMAILED.items()}


def _mail_key(person: Person, purpose: Purpose) -> str:
    """The key of a mail that was sent to a person, or to the new address that they gave."""
    is_new = purpose in {Purpose.SIGN_UP, Purpose.NEW_EMAIL}
    _, nonce = EmailKey.make(
        purpose,
        email=f"new.{person.id}@example.org" if is_new else person.email or "",
        lasts=timedelta(hours=1),
        at=now(),
        person_id=None if purpose is Purpose.SIGN_UP else person.id,
    )
    return emailed_key(nonce)


def _invite(organisation_id: int, email: str) -> tuple[str, int]:
    """An invitation to an organisation: the key that was mailed, and its number."""
    at = now()
    key, nonce = EmailKey.make(Purpose.INVITATION, email=email, lasts=timedelta(days=7), at=at)
    invitation = Invitation(
        organisation_id=organisation_id,
        key_id=key.id,
        email=email,
        role=Role.MEMBER,
        made_at=at,
        expires_at=at + timedelta(days=7),
    )
    db.session.add(invitation)
    db.session.flush()
    return emailed_key(nonce), invitation.id


def _visit(persona: str, person_id: int | None, organisation_id: int) -> dict[str, object]:
    """What the persona's cookie holds."""
    if persona == "visitor":
        return {}
    visit: dict[str, object] = {"csrf_token": digest(persona)}
    if persona in {"holder", "keeper"}:
        visit["draft"] = start_draft(key=persona, outcome="/", by="visitor", at=now())
    if persona == "holder":
        return visit
    assert person_id is not None
    key = f"key of {persona}"
    row = _sign_in(person_id, "stale" if persona == "stale" else "Firefox on Windows", key)
    if persona == "half":
        row.is_half = True
        _give_second_step(person_id, now())
        return visit | {HALF_KEY: key}
    if persona != "person":
        row.organisation_id = organisation_id
    if persona in {"moderator", "admin", "provider_admin"}:
        _give_second_step(person_id, now())
        row.second_at = now()
    row.is_short = persona in {"moderator", "admin", "hub_bare"}
    return visit | {"_user_id": key, "_fresh": True}


def _sign_in(person_id: int, browser: str, key: str = "") -> SignIn:
    at = now()
    row = SignIn(
        key_digest=digest(key or browser),
        person_id=person_id,
        browser=browser[:60],
        started_at=at,
        seen_at=at,
        proved_at=at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _give_second_step(person_id: int, at: datetime) -> None:
    """An authenticator app and a recovery code."""
    person = db.session.get_one(Person, person_id)
    person.totp_sealed, person.totp_since = seal(TOTP_SECRET), at
    code = blind("recovery code", f"{person_id}:{RECOVERY_CODE}")
    db.session.add(RecoveryCode(digest=code, person_id=person_id, made_at=at))
