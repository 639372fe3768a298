"""The field for a password: taken as it was typed, and never shown again."""

from typing import Any, ClassVar

from portal.web.fields.base import HouseField


class PasswordField(HouseField):
    """A password. Data: exactly what was typed, leading blanks and all; "" when empty.

    It is never put back into a page. `autocomplete` is current-password or new-password, by which
    browsers and password managers know what to fill in. What is longer than `most` is refused, not cut.
    """

    kind: ClassVar[str] = "password"
    nothing: ClassVar[str] = ""

    def __init__(
        self,
        *args: Any,
        most: int = 128,
        autocomplete: str = "current-password",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.most = most
        self.autocomplete = autocomplete

    @property
    def shown(self) -> str:
        """Nothing, whatever was typed."""
        return ""

    def clean(self, raw: object) -> str:
        """`raw` as it is."""
        return raw if isinstance(raw, str) else ""

    def read(self, typed: str) -> str:
        """The password, if it is not too long.

        Raises:
            ValueError: it is.
        """
        if len(typed) > self.most:
            raise ValueError(f"{self.called} must be {self.most} characters or fewer")
        return typed
