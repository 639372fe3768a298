"""Fields for choosing: one of several, several of several, yes or no."""

from collections.abc import Sequence
from typing import Any, ClassVar

from portal.web.fields.base import HouseField
from portal.web.text import clean_text

Option = tuple[str, str] | tuple[str, str, str]
_YES_NO: tuple[Option, ...] = (("yes", "Yes"), ("no", "No"))


class Choice(HouseField):
    """One of `choices`: (code, words) or (code, words, hint). Data: the code, "" for none."""

    kind: ClassVar[str] = "choice"
    nothing: ClassVar[Any] = ""

    def __init__(
        self, *args: Any, choices: Sequence[Option], inline: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.choices = tuple(choices)
        self.inline = inline

    @property
    def items(self) -> list[dict[str, Any]]:
        """The choices as the component macros take them."""
        return [
            {
                "value": code,
                "text": words,
                "hint": {"text": hint[0]} if hint else None,
                "checked": self._holds(code),
            }
            for code, words, *hint in self.choices
        ]

    def _holds(self, code: str) -> bool:
        return bool(self.data == code)

    def process_data(self, value: Any) -> None:
        """Take a code or nothing."""
        self.data = value or self.nothing

    def read(self, typed: str) -> str:
        """The code, if it is one of those offered."""
        if typed not in {option[0] for option in self.choices}:
            raise ValueError("Choose one of the answers on the list")
        return typed


class YesNo(Choice):
    """Yes or no. Data: "yes", "no" or ""."""

    def __init__(self, *args: Any, inline: bool = True, **options: Any) -> None:
        super().__init__(*args, **{"choices": _YES_NO, **options}, inline=inline)

    @property
    def truth(self) -> bool | None:
        """The answer; None while there is none."""
        return None if not self.data else bool(self.data == "yes")


class ManyChoices(Choice):
    """Any number of `choices`. Data: a list of codes in the order of the choices."""

    kind: ClassVar[str] = "many"
    nothing: ClassVar[Any] = []

    def _holds(self, code: str) -> bool:
        return code in self.data

    def process_data(self, value: Any) -> None:
        """Take codes or nothing."""
        self.data = list(value or [])

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Keep the codes that are offered; any other is an error."""
        chosen = {clean_text(value) for value in valuelist} - {""}
        offered = [option[0] for option in self.choices]
        self.data = [code for code in offered if code in chosen]
        if chosen - set(offered):
            raise ValueError("Choose only answers that are on the list")
