"""What all fields share: cleaning, missing answers, what was typed, and a form's problems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import has_request_context, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, FieldList, FormField
from wtforms.csrf.core import CSRFTokenField
from wtforms.validators import StopValidation

from portal.web.text import clean_text

_STALE = "This page had been open for too long. Check your answers and send them again."


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a form; `control` is the id of the control to go to, if any."""

    text: str
    control: str


class HouseField(Field):
    """A field with a hint, words for a missing answer, and a name for its messages.

    `missing` is what the field says when it is empty; without it the field may stay empty.
    `called` opens the messages ("Budget must be …"); by default it is the label, or "Your answer"
    where the label is a question.
    """

    kind: ClassVar[str]
    nothing: ClassVar[Any] = None

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        hint: str = "",
        missing: str | None = None,
        called: str = "",
        **options: Any,
    ) -> None:
        super().__init__(label, list(validators), **options)
        self.hint = hint
        self.missing = missing
        self.called = called or ("Your answer" if label.rstrip().endswith("?") else label)
        self.typed: str | None = None

    @property
    def shown(self) -> str:
        """The text for the control: what was typed, right or wrong, or else the data."""
        return self.written() if self.typed is None else self.typed

    @property
    def control(self) -> str:
        """The id of the control that a message about this field leads to."""
        return str(self.id)

    def written(self) -> str:
        """The data as a person would type it."""
        return "" if self.data is None else str(self.data)

    def read(self, typed: str) -> Any:
        """The value that `typed`, which is clean and not empty, stands for.

        Raises:
            ValueError: it stands for none; the error is the sentence to show.
        """
        return typed

    def clean(self, raw: object) -> str:
        """`raw` as this kind of field keeps it."""
        return clean_text(raw)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep what was typed and read it; of several values with one name the first counts."""
        self.typed = self.clean(valuelist[0]) if valuelist else ""
        self.data = self.nothing
        if self.typed:
            self.data = self.read(self.typed)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        """Stop at what could not be read and at an empty field: no other check can add to that."""
        if self.process_errors:
            raise StopValidation
        if self.data == self.nothing:
            raise StopValidation(self.missing or "")


class HouseForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form that reads only what forms send (never JSON), also when nothing at all was sent."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf has no types
        """How the form finds its input."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ARG002 - the signature is WTForms'
            """The given input, or that of the request when it changes something."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if not has_request_context() or request.method not in {
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
            }:
                return None
            return CombinedMultiDict((request.files, request.form))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the form: field by field, then what concerns the whole of it."""
        whole = (Problem(str(text), "") for text in self.form_errors)
        return (*_problems(self), *whole)


def _problems(fields: Iterable[Field]) -> Iterator[Problem]:
    for field in fields:
        if isinstance(field, FormField):
            yield from _problems(field.form)
        elif isinstance(field, FieldList):
            yield from (
                Problem(text, str(field.id)) for text in field.errors if isinstance(text, str)
            )
            yield from _problems(field.entries)
        elif isinstance(field, CSRFTokenField):
            yield from (Problem(_STALE, "") for _ in field.errors[:1])
        else:
            control = getattr(field, "control", str(field.id))
            yield from (Problem(str(text), control) for text in field.errors[:1])
