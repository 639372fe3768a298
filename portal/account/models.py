"""The schools and colleges that the portal knows of. People who sign in for them come later."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

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
