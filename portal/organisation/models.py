"""Schools the portal knows of, the organisations that use it, and who belongs to them."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, delete, or_, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.account.models import EmailKey, Person, SignIn
from portal.db import Base, db
from portal.mail.models import Mail
from portal.organisation.rules import Kind, PlaceRefused, Refusal, Role


class School(Base):
    """One school or college. `setting` is a code of the directory's vocabulary; ages are in years."""

    __tablename__ = "school"

    urn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    setting: Mapped[str] = mapped_column(String(20))
    borough: Mapped[str] = mapped_column(String(10))
    outward: Mapped[str] = mapped_column(String(4), doc="first half of the postcode")
    age_from: Mapped[int]
    age_to: Mapped[int]
    is_example: Mapped[bool] = mapped_column(default=False, doc="invented, for trying things out")


class Organisation(Base):
    """A school, a provider or the Hub, as one that people sign in for."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), doc="a Kind: school, provider or hub")
    name: Mapped[str] = mapped_column(String(120))
    school_urn: Mapped[int | None] = mapped_column(ForeignKey("school.urn"), unique=True)
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(
        doc="when the Hub confirmed that its people are who they say"
    )
    frozen_at: Mapped[datetime | None] = mapped_column(
        doc="when the Hub stopped it; while it is set nobody acts for it"
    )

    @classmethod
    def held(cls, organisation_id: int) -> "Organisation | None":
        """An organisation, held until the transaction ends, so that nobody else changes its people meanwhile."""
        return db.session.get(cls, organisation_id, with_for_update=True, populate_existing=True)

    def admit(self, person: Person, role: Role, at: datetime) -> "Membership":
        """Give a person a place. Whoever comes to the Hub is signed in everywhere for a short time only.

        The row is flushed; the caller commits.
        """
        place = Membership(organisation=self, person=person, role=role, joined_at=at)
        db.session.add(place)
        db.session.flush()
        if self.kind == Kind.HUB:
            db.session.execute(
                update(SignIn).where(SignIn.person_id == place.person_id).values(is_short=True)
            )
        return place

    def end_access(self) -> None:
        """End what lets anybody act for it: the sign-ins that do, and the invitations that are open.

        The places stay, for the day on which it is let in again. The caller commits.
        """
        db.session.execute(delete(SignIn).where(SignIn.organisation_id == self.id))
        Invitation.withdraw(Invitation.organisation_id == self.id)


class Membership(Base):
    """One person's place in one organisation."""

    __tablename__ = "membership"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(20), doc="a Role: member or administrator")
    joined_at: Mapped[datetime]
    organisation: Mapped[Organisation] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def held(cls, organisation_id: int, person_id: int) -> "Membership":
        """The place of whoever changes something, as it is once nobody else changes the organisation's people.

        Raises:
            PlaceRefused: they have lost it meanwhile.
        """
        organisation = Organisation.held(organisation_id)
        db.session.expire_all()
        place = db.session.get(cls, (organisation_id, person_id))
        if place is None or organisation is None or organisation.frozen_at is not None:
            db.session.rollback()
            raise PlaceRefused(Refusal.NOT_ADMINISTRATOR)
        return place

    def tell(
        self, letter: str, *, at: datetime, link: str = "", values: dict[str, str] | None = None
    ) -> None:
        """Write a letter to whoever has the place; nothing where they have erased their account. The caller commits."""
        if self.person.email is not None:
            told = {"organisation": self.organisation.name} | (values or {})
            Mail.write(letter, to=self.person.email, at=at, values=told, link=link)

    def change(self, role: Role) -> None:
        """Give the person another role. Where they act for the organisation, they have to sign in again.

        Whoever may invite nobody any more has no invitation open either. The caller commits.
        """
        self.role = role
        self._end_sign_ins(keep=None)
        if role != Role.ADMINISTRATOR:
            Invitation.withdraw(
                Invitation.organisation_id == self.organisation_id,
                Invitation.invited_by == self.person_id,
            )

    def end(self, *, keep: int | None = None) -> None:
        """End the place, and with it all that follows from it. The caller commits.

        That is: the sign-ins that act for the organisation, the open invitations to it that the person sent, and
        those to it that were sent to the person. Of the sign-in `keep` only the organisation is taken, so that
        whoever leaves by their own will stays signed in.
        """
        self._end_sign_ins(keep=keep)
        Invitation.withdraw(
            Invitation.organisation_id == self.organisation_id,
            or_(Invitation.invited_by == self.person_id, Invitation.email == self.person.email),
        )
        db.session.delete(self)
        db.session.flush()

    def _end_sign_ins(self, *, keep: int | None) -> None:
        theirs = (
            SignIn.person_id == self.person_id,
            SignIn.organisation_id == self.organisation_id,
        )
        if keep is not None:
            kept = update(SignIn).where(*theirs, SignIn.id == keep).values(organisation_id=None)
            db.session.execute(kept)
        db.session.execute(delete(SignIn).where(*theirs))


class Invitation(Base):
    """An emailed invitation to join an organisation."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    key_id: Mapped[int] = mapped_column(ForeignKey("email_key.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[str] = mapped_column(String(20))
    invited_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, doc="None for a command"
    )
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship(lazy="joined")

    @classmethod
    def withdraw(cls, *which: ColumnElement[bool]) -> int:
        """Withdraw the open invitations for which `which` holds, so that their links open nothing; how many.

        The caller commits.
        """
        gone = delete(cls).where(cls.accepted_at.is_(None), *which).returning(cls.key_id)
        keys = db.session.scalars(gone).all()
        db.session.execute(delete(EmailKey).where(EmailKey.id.in_(keys)))
        return len(keys)
