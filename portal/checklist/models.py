"""A checklist being filled in, and the answers given so far. Counts only: nothing about any one pupil."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base


class Draft(Base):
    """One school's checklist. Whoever holds its link may read and change it; only the link's digest is kept.

    Once it belongs to an organisation the link opens nothing any more: the organisation's people open it.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_digest: Mapped[str] = mapped_column(String(64), unique=True)
    catalogue_version: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(
        default=1, doc="counts the saves; printed as the brief's version"
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, doc="whose it is; None while its link is its key"
    )
    answers: Mapped[list["Answer"]] = relationship(
        cascade="all, delete-orphan", order_by="Answer.question_id"
    )

    def values(self) -> dict[str, Any]:
        """The answers so far, by question."""
        return {answer.question_id: answer.value for answer in self.answers}


class Answer(Base):
    """The answer to one question, in the JSON shape that the question's kind says (catalogue/shape.py)."""

    __tablename__ = "answer"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    answered_at: Mapped[datetime]
