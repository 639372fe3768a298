"""The signposts to public support, kept so that an editor can correct one without a new release."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Signpost(Base):
    """A dated pointer to public support; what each column holds is said at `catalogue.shape.Signpost`."""

    __tablename__ = "signpost"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    area: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(300))
    source_url: Mapped[str] = mapped_column(String(500))
    checked_on: Mapped[date]
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 - SQLAlchemy reads it once
