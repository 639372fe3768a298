"""Fields for numbers: they forgive signs, spaces and thousands commas, and guess nothing."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from portal.web.fields.base import HouseField

_NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.([0-9]*))?")
_LARGEST = Decimal(999_999_999_999)
_UNITS = {"money": ("£", ""), "percent": ("", "%"), "number": ("", "")}
_EXAMPLES = {
    "money": "an amount in pounds, like 250 or 250.50",
    "percent": "a percentage, like 60 or 12.5",
    "number": "a number, like 3 or 3.5",
}


def read_number(text: str, *, prefix: str = "", suffix: str = "") -> Decimal | None:
    """The number in `text`, without its `prefix` and `suffix`; None when it is not plainly one.

    A comma counts only between thousands ("1,234"): "1,5" could be two numbers, so it is none.
    """
    bare = text.replace("\u2212", "-").replace("'", "").casefold()
    bare = bare.removeprefix(prefix.casefold()).removesuffix(suffix.casefold())
    bare = "".join(bare.split())
    found = _NUMBER.fullmatch(bare) if len(bare) <= 40 else None  # noqa: PLR2004 - no figure here is longer
    if found is None or not (found[2] or found[3]):
        return None
    whole = found[2].replace(",", "") or "0"
    return Decimal(f"{found[1]}{whole}.{found[3] or '0'}")


def plain(value: Decimal) -> str:
    """`value` in figures, without an exponent or zeros after the last decimal that counts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Number(HouseField):
    """A number between two bounds, both included."""

    least: Decimal
    most: Decimal | None

    def __init__(
        self,
        *args: Any,
        least: Decimal | int = 0,
        most: Decimal | int | None = None,
        prefix: str = "",
        suffix: str = "",
        width: int = 5,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.least = Decimal(least)
        self.most = None if most is None else Decimal(most)
        self.prefix = prefix
        self.suffix = suffix
        self.width = width
        self.input_type, self.autocomplete = "text", ""

    def check_bounds(self, value: Decimal) -> None:
        """Refuse what lies outside.

        Raises:
            ValueError: with the bounds in words.
        """
        if self.least <= value <= (_LARGEST if self.most is None else self.most):
            return
        if self.most is None and value < self.least:
            raise ValueError(f"{self.called} must be {self._figure(self.least)} or more")
        if self.most is None:
            raise ValueError(f"{self.called} must be {self._figure(_LARGEST)} or less")
        bounds = f"{self._figure(self.least)} and {self._figure(self.most)}"
        raise ValueError(f"{self.called} must be between {bounds}")

    def _figure(self, value: Decimal) -> str:
        figure = plain(value) if value % 1 else f"{int(value):,}"
        return f"{'£' if self.prefix == '£' else ''}{figure}{'%' if self.suffix == '%' else ''}"


class WholeNumberField(_Number):
    """A count. Data: an int or None."""

    kind: ClassVar[str] = "number"
    inputmode: ClassVar[str] = "numeric"

    def read(self, typed: str) -> int:
        """The count; "12.0" is one, "12.5" is not."""
        value = read_number(typed, prefix=self.prefix, suffix=self.suffix)
        if value is None or value != value.to_integral_value():
            raise ValueError(f"{self.called} must be a whole number, like 45")
        self.check_bounds(value)
        return int(value)


class DecimalField(_Number):
    """Money, a percentage or another figure with decimals. Data: a Decimal or None.

    `unit` is money (pounds), percent or number; `step` demands multiples, such as Decimal("0.5").
    """

    kind: ClassVar[str] = "number"
    inputmode: ClassVar[str] = "decimal"

    def __init__(
        self,
        *args: Any,
        unit: str = "number",
        step: Decimal | None = None,
        places: int = 2,
        **options: Any,
    ) -> None:
        prefix, suffix = _UNITS[unit]
        super().__init__(
            *args,
            **{
                "prefix": prefix,
                "suffix": suffix,
                "width": 10 if unit == "money" else 5,
                **options,
            },
        )
        self.unit = unit
        self.step = step
        self.places = places

    def process_data(self, value: Decimal | int | str | None) -> None:
        """Take a Decimal, an int, or either as text."""
        self.data = None if value in {None, ""} else Decimal(str(value))

    def written(self) -> str:
        """The figure; pence as two figures."""
        if self.data is None:
            return ""
        return f"{self.data:.2f}" if self.unit == "money" and self.data % 1 else plain(self.data)

    def read(self, typed: str) -> Decimal:
        """The figure, if it has no more decimals than it may have and keeps to the steps."""
        value = read_number(typed, prefix=self.prefix, suffix=self.suffix)
        if value is None:
            raise ValueError(f"{self.called} must be {_EXAMPLES[self.unit]}")
        self.check_bounds(value)
        if self.step is not None and value % self.step:
            raise ValueError(
                f"{self.called} must be in steps of {plain(self.step)}, like {plain(3 * self.step)}"
            )
        if value != round(value, self.places):
            raise ValueError(f"{self.called} must have no more than {self.places} decimal places")
        return Decimal(plain(value))
