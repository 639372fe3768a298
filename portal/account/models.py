"""People who sign in, how they prove who they are, and where they are signed in."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, delete, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, db
from portal.web.keys import digest, emailed_key


class Person(Base):
    """Somebody with an account. After erasure only the number stays, so that the journal still adds up."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(
        String(254),
        unique=True,
        doc="in lower case, and proved by an emailed link; None once erased",
    )
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(
        String(200), doc="argon2id; None where another service vouches for the person"
    )
    totp_sealed: Mapped[str | None] = mapped_column(
        String(400), doc="the authenticator app's secret, sealed; counts only from totp_since"
    )
    totp_since: Mapped[datetime | None]
    totp_step: Mapped[int | None] = mapped_column(
        doc="the 30-second step of the last code that was accepted: no step counts twice"
    )
    joined_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    passkeys: Mapped[list["Passkey"]] = relationship(
        cascade="all, delete-orphan", order_by="Passkey.id", lazy="select"
    )

    @property
    def has_second_factor(self) -> bool:
        """Whether more than the password is asked of them."""
        return self.totp_since is not None or bool(self.passkeys)

    @classmethod
    def hold(cls, person_id: int) -> "Person":
        """A person as they are now, and held until the transaction ends: nobody changes their second steps meanwhile."""
        return db.session.get_one(cls, person_id, with_for_update=True, populate_existing=True)


class Passkey(Base):
    """A passkey (WebAuthn credential) of one person."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential: Mapped[str] = mapped_column(String(1400), unique=True, doc="its id, base64url")
    public_key: Mapped[str] = mapped_column(String(2000), doc="COSE key, base64url")
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in once for the second factor. Only its digest is kept."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True, doc="blind(code)")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]


class SignIn(Base):
    """One browser in which a person is signed in. Its key lies in the visit's cookie; here is the key's digest.

    Deleting the row signs the browser out, whoever else holds a copy of its cookie.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, doc="for whom the person acts here"
    )
    browser: Mapped[str] = mapped_column(String(60), doc="such as 'Chrome on Windows'")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime] = mapped_column(
        doc="when the person last proved who they are, by password or passkey"
    )
    second_at: Mapped[datetime | None] = mapped_column(doc="when a second factor was given")
    is_half: Mapped[bool] = mapped_column(
        default=False, doc="the password was right, the second factor is still asked for"
    )
    is_short: Mapped[bool] = mapped_column(
        default=False, doc="ends after 30 minutes without use: the person belongs to the Hub"
    )
    person: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def begin(
        cls, person: Person, *, browser: str, at: datetime, second_given: bool = False
    ) -> "tuple[SignIn, str]":
        """A new sign-in of a person who has just proved who they are, and the key for their cookie, 256 random bits.

        Where they have a second factor that was not given yet, it is a half sign-in, which opens nothing but
        the page that asks for it. The caller commits.
        """
        key = secrets.token_urlsafe(32)
        row = cls(
            key_digest=digest(key),
            person=person,
            browser=browser,
            started_at=at,
            seen_at=at,
            proved_at=at,
            second_at=at if second_given else None,
            is_half=person.has_second_factor and not second_given,
        )
        db.session.add(row)
        return row, key

    def renew(self) -> str:
        """Give the sign-in a new key, which is returned: copies of the cookie with the old one open nothing any more."""
        key = secrets.token_urlsafe(32)
        self.key_digest = digest(key)
        return key

    @classmethod
    def end_others(cls, person_id: int, *, keep: int) -> int:
        """Sign a person out everywhere but in the browser whose sign-in is `keep`; how many were ended.

        The caller commits.
        """
        others = delete(cls).where(cls.person_id == person_id, cls.id != keep)
        return len(db.session.scalars(others.returning(cls.id)).all())


class Purpose(StrEnum):
    """What an emailed key is for; a key made for one thing does nothing else."""

    SIGN_UP = "sign up"
    RESET = "reset password"
    NEW_EMAIL = "new email address"
    INVITATION = "invitation"
    KEEP_LISTING = "keep listing"
    STILL_CORRECT = "still correct"


# One address may hold several of these at once: of several organisations or listings.
SEVERAL = frozenset({Purpose.INVITATION, Purpose.KEEP_LISTING})


class EmailKey(Base):
    """A link that was sent to somebody. The key in it is nowhere in the database, only its digest."""

    __tablename__ = "email_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True, doc="the address it was sent to")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @classmethod
    def make(
        cls,
        purpose: Purpose,
        *,
        email: str,
        lasts: timedelta,
        at: datetime,
        person_id: int | None = None,
    ) -> "tuple[EmailKey, str]":
        """A new key and the nonce that its mail carries. Older keys for the same purpose and address die.

        The row is flushed, so that it has its id; the caller commits.
        """
        if purpose not in SEVERAL:
            db.session.execute(delete(cls).where(cls.purpose == purpose, cls.email == email))
        nonce = secrets.token_urlsafe(32)
        key = cls(
            purpose=purpose,
            digest=digest(emailed_key(nonce)),
            email=email,
            person_id=person_id,
            made_at=at,
            expires_at=at + lasts,
        )
        db.session.add(key)
        db.session.flush()
        return key, nonce

    @classmethod
    def use(cls, purpose: Purpose, key: str, at: datetime) -> "EmailKey | None":
        """Use a key up; None where it was made for something else, is too old, or somebody was quicker.

        Of any number of requests at once one gets the row. The caller commits.
        """
        return db.session.scalar(
            update(cls)
            .where(
                cls.digest == digest(key),
                cls.purpose == purpose,
                cls.used_at.is_(None),
                cls.expires_at > at,
            )
            .values(used_at=at)
            .returning(cls)
        )


class OutsideIdentity(Base):
    """A person as another service, such as DfE Sign-in, knows them."""

    __tablename__ = "outside_identity"

    issuer: Mapped[str] = mapped_column(String(200), primary_key=True)
    subject: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[datetime]
