"""Fields for days and times: a day in three controls, a time as people write it."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from portal.web.fields.base import HouseField
from portal.web.text import clean_text

PARTS = ("day", "month", "year")
YEARS = range(1900, 2200)
_WIDTHS = {part: f"govuk-input--width-{4 if part == 'year' else 2}" for part in PARTS}
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_TIME = re.compile(r"([0-9]{1,2})(?:[:. ]?([0-9]{2}))?\s?([ap])?\.?(?:(?<=[ap.])m)?\.?")
_WORDS = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0)}


class DateField(HouseField):
    """A day, in controls named NAME-day, NAME-month and NAME-year. Data: a date or None.

    `typed_parts` keeps what was typed; `wrong` names the parts that a message is about.
    """

    kind: ClassVar[str] = "date"

    def __init__(
        self, *args: Any, least: date | None = None, most: date | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.least = least
        self.most = most
        self.typed_parts: dict[str, str] | None = None
        self.wrong: tuple[str, ...] = ()

    @property
    def parts(self) -> dict[str, str]:
        """The text to put into the control of each part."""
        if self.typed_parts is not None:
            return self.typed_parts
        return {part: "" if self.data is None else str(getattr(self.data, part)) for part in PARTS}

    @property
    def items(self) -> list[dict[str, str]]:
        """The three controls as the component macro takes them, the wrong ones marked."""
        marked = (self.wrong or PARTS) if self.errors else ()
        return [
            {
                "id": f"{self.id}-{part}",
                "name": f"{self.name}-{part}",
                "label": part.capitalize(),
                "value": text,
                "classes": _WIDTHS[part] + (" govuk-input--error" if part in marked else ""),
            }
            for part, text in self.parts.items()
        ]

    @property
    def control(self) -> str:
        """The first part that is wrong, or the day."""
        return f"{self.id}-{self.wrong[0] if self.wrong else 'day'}"

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        """Collect the three parts before WTForms looks for one value of the field's own name."""
        self.wrong = ()
        if formdata is not None:
            self.typed_parts = {
                part: clean_text(formdata.get(f"{self.name}-{part}")) for part in PARTS
            }
        super().process(formdata, *args, **options)

    def process_data(self, value: date | str | None) -> None:
        """Take a date, or one as YYYY-MM-DD."""
        self.data = date.fromisoformat(value) if isinstance(value, str) and value else value or None

    def process_formdata(self, valuelist: Sequence[Any]) -> None:  # noqa: ARG002 - the parts hold the values
        """Read the three parts."""
        self.data = None
        typed = self.typed_parts or {}
        absent = tuple(part for part in PARTS if not typed.get(part))
        if len(absent) == len(PARTS):
            return
        if absent:
            self._refuse(absent, f"{self.called} must include a {' and '.join(absent)}")
        self.data = self._checked(self._day(typed))

    def _day(self, typed: dict[str, str]) -> date:
        numbers = {
            "day": _number(typed["day"]),
            "month": _month(typed["month"]),
            "year": _number(typed["year"]),
        }
        odd = tuple(part for part in PARTS if numbers[part] is None)
        if odd:
            self._refuse(odd, f"{self.called} must be a real date, like 27 3 2027")
        if numbers["year"] not in YEARS:
            self._refuse(("year",), f"{self.called} must have a year with 4 numbers, like 2027")
        if numbers["month"] not in range(1, 13):
            self._refuse(("month",), f"{self.called} must have a month from 1 to 12")
        try:
            return date(*(numbers[part] or 0 for part in reversed(PARTS)))
        except ValueError:
            return self._refuse(
                ("day",), f"{self.called} must be a real date: that month has no such day"
            )

    def _checked(self, day: date) -> date:
        if self.least is not None and day < self.least:
            self._refuse(PARTS, f"{self.called} must be on or after {_long(self.least)}")
        if self.most is not None and day > self.most:
            self._refuse(PARTS, f"{self.called} must be on or before {_long(self.most)}")
        return day

    def _refuse(self, wrong: tuple[str, ...], words: str) -> date:
        self.wrong = wrong
        raise ValueError(words)


class MonthField(DateField):
    """A month, in controls for the month and the year. Data: its first day or None."""

    @property
    def items(self) -> list[dict[str, str]]:
        """The two controls."""
        return super().items[1:]

    @property
    def control(self) -> str:
        """The first part that is wrong, or the month."""
        return f"{self.id}-{'year' if self.wrong == ('year',) else 'month'}"

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the two parts, as of the first day."""
        typed = self.typed_parts or {}
        self.typed_parts = typed | {"day": "1" if typed.get("month") or typed.get("year") else ""}
        super().process_formdata(valuelist)


class TimeField(HouseField):
    """A time of day as "8:45", "8.45am" or "1510". Data: a time or None."""

    kind: ClassVar[str] = "number"
    inputmode = prefix = suffix = autocomplete = ""
    input_type, width = "text", 10

    def process_data(self, value: time | str | None) -> None:
        """Take a time, or one as HH:MM."""
        self.data = time.fromisoformat(value) if isinstance(value, str) and value else value or None

    def written(self) -> str:
        """Hours and minutes."""
        return "" if self.data is None else f"{self.data:%H:%M}"

    def read(self, typed: str) -> time:
        """The time; a bare number without minutes, am or pm is not one."""
        text = typed.casefold()
        found = _TIME.fullmatch(text)
        if text in _WORDS:
            return _WORDS[text]
        if found and (found[2] or found[3]):
            hour, minute = int(found[1]), int(found[2] or 0)
            if found[3]:
                hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 99  # noqa: PLR2004 - a clock face
            if hour < 24 and minute < 60:  # noqa: PLR2004 - a day and an hour
                return time(hour, minute)
        raise ValueError(f"{self.called} must be a time, like 8:45am or 15:10")


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    word = text.casefold().rstrip(".")
    if len(word) >= 3:  # noqa: PLR2004 - shorter words begin more than one month
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(word):
                return number
    return _number(text)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
