"""How often something may be tried, and when it may be tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `window`, counted from the first of them."""

    name: str
    most: int
    window: timedelta


class Throttled(Exception):  # noqa: N818 - it is what happened, not a fault
    """Tried too often; it may be tried again at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("tried too often")
        self.until = until
