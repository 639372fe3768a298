"""Each kind of question as a field, and its answer on the way between database and field."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from wtforms import Field

from portal.checklist.catalogue.shape import Column, Kind, Question
from portal.web import fields

LONGEST_TEXT = 4_000


def called(short: str) -> str:
    """A question's short name as it stands inside a sentence."""
    return short[:1].lower() + short[1:] if short[1:2].islower() else short


def _choices(of: Question | Column) -> tuple[tuple[str, str, str], ...]:
    return tuple((choice.code, choice.words, choice.hint) for choice in of.choices)


def _decimal(unit: str, step: str | None = None) -> Callable[[Question | Column, str], Field]:
    def make(of: Question | Column, name: str) -> Field:
        return fields.DecimalField(
            of.words,
            hint=of.hint,
            called=name,
            unit=unit,
            step=Decimal(step) if step else None,
            least=of.least or 0,
            most=of.most,
            suffix=_unit(of),
        )

    return make


def _unit(of: Question | Column) -> str:
    return of.unit if isinstance(of, Question) else ""


def _text(of: Question | Column, name: str) -> Field:
    return fields.TextField(of.words, hint=of.hint, called=name, most=of.most or 200)


def _long(of: Question | Column, name: str) -> Field:
    return fields.LongTextField(of.words, hint=of.hint, called=name, most=of.most or LONGEST_TEXT)


class UrnField(fields.WholeNumberField):
    """A school's number: it has so many digits, and is nothing to count with."""

    def check_bounds(self, value: Decimal) -> None:
        """Refuse what has more digits, or fewer.

        Raises:
            ValueError: with how many there are.
        """
        if not self.least <= value <= (self.most or value):
            raise ValueError(f"{self.called} must be six digits, like 104700")


def _whole(of: Question | Column, name: str) -> Field:
    make = UrnField if of.id == "urn" else fields.WholeNumberField
    return make(
        of.words,
        hint=of.hint,
        called=name,
        least=of.least or 0,
        most=of.most,
        suffix=_unit(of),
    )


def _yes_no(of: Question | Column, name: str) -> Field:
    return fields.YesNo(of.words, hint=of.hint, called=name)


def _one(of: Question | Column, name: str) -> Field:
    return fields.Choice(of.words, hint=of.hint, called=name, choices=_choices(of))


def _many(of: Question | Column, name: str) -> Field:
    return fields.ManyChoices(of.words, hint=of.hint, called=name, choices=_choices(of))


def _date(of: Question | Column, name: str) -> Field:
    return fields.DateField(of.words, hint=of.hint, called=name)


def _time(of: Question | Column, name: str) -> Field:
    return fields.TimeField(of.words, hint=of.hint, called=name)


MAKERS: dict[Kind, Callable[[Any, str], Field]] = {
    Kind.SHORT: _text,
    Kind.LONG: _long,
    Kind.WHOLE: _whole,
    Kind.HALVES: _decimal("number", "0.5"),
    Kind.MONEY: _decimal("money"),
    Kind.PERCENT: _decimal("percent"),
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.YES_NO: _yes_no,
}


def to_field(kind: Kind, value: Any) -> Any:
    """An answer as it lies in the database -> what its field holds."""
    if value is None:
        return None
    match kind:
        case Kind.HALVES | Kind.MONEY | Kind.PERCENT:
            return Decimal(value)
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.TIME:
            return time.fromisoformat(value)
        case _:
            return value


def to_answer(kind: Kind, held: Any) -> Any:
    """What a field holds -> the answer as it lies in the database; None for nothing."""
    if held in (None, "", []):
        return None
    match kind:
        case Kind.HALVES | Kind.MONEY | Kind.PERCENT:
            return format(held.normalize(), "f")
        case Kind.DATE:
            return held.isoformat()
        case Kind.TIME:
            return held.strftime("%H:%M")
        case _:
            return held
