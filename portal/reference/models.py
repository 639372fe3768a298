"""The table of reference facts, kept so that an editor can correct a figure without a new release."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class ReferenceFact(Base):
    """One dated statement about the world; what each column holds is said at `catalogue.Fact`."""

    __tablename__ = "reference_fact"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(300))
    source_url: Mapped[str] = mapped_column(String(500))
    checked_on: Mapped[date]
    basis: Mapped[str] = mapped_column(String(20))
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once
