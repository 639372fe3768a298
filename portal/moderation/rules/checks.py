"""What the Hub may find of a claim, and what it has to say with it."""

from enum import StrEnum

from portal.credentials.rules import Result


class Finding(StrEnum):
    """What somebody at the Hub decides about a claim: what a look at the evidence found, or that nobody looked."""

    CONFIRMED = Result.CONFIRMED.value
    NOT_FOUND = Result.NOT_FOUND.value
    WRONG_CATEGORY = Result.WRONG_CATEGORY.value
    WITHDRAWN = Result.WITHDRAWN.value
    REJECTED = Result.REJECTED.value
    STATED = "STATED"
    RETURNED = "RETURNED"

    @property
    def result(self) -> Result | None:
        """What the look found; None where nobody looked."""
        return Result(self.value) if self.value in set(Result) else None

    @property
    def owes_reason(self) -> bool:
        """Whether the provider is told why."""
        return self not in {Finding.CONFIRMED, Finding.STATED}
