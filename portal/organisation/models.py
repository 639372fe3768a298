"""Schools the portal knows of, the organisations that use it, and who belongs to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.account.models import Person
from portal.db import Base


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
