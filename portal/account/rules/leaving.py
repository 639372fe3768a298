"""What ties a person to what others share with them, which the account's room knows nothing of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

GONE = "Somebody who has erased their account"
"""What takes the place of a person's name in mail to others that still waits."""


@dataclass(frozen=True)
class Tie:
    """A room above says what binds a person, and unbinds them in the transaction that erases their account.

    `binds` names, in words, what a person has to hand over first. `cut` takes their number, `by` and `at`; it
    raises StillBound where something is left to hand over.
    """

    binds: Callable[[int], tuple[str, ...]]
    cut: Callable[[int, str, datetime], None]


class StillBound(Exception):  # noqa: N818 - it is what happened, not a fault
    """The person has to hand over first; `names` says what."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("something has to be handed over first")
        self.names = names
