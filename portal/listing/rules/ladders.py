"""How long each kind of fact holds, on which days its provider is told, and in which words.

The lengths are proposals of this portal, but for those of the matrix Standard and the CDI register. They are those of
the rules that show or hide a fact (`portal.credentials.rules`, `portal.providers.rules`), so that a reminder and the
page never disagree.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.credentials.rules import long_date
from portal.providers.rules.showing import GRACE_DAYS

OLD_NEWS_DAYS = 365
"""A step that was passed longer ago is told no more. Notices are kept for longer, so that none is sent again."""
BOOKING_WEEKS = 12


class Fact(StrEnum):
    """A kind of fact that goes stale."""

    MATRIX = "matrix"
    MATRIX_CHECK = "matrix check"
    CDI = "cdi"
    INSURANCE = "insurance"
    DBS = "dbs"
    CAPACITY = "capacity"
    PRICE = "price"
    LISTING = "listing"


@dataclass(frozen=True)
class Ladder:
    """How long a kind of fact holds, in words, and the days before its last day on which its provider is told.

    A negative step comes after that day: -1 is the day after it.
    """

    holds: str
    steps: tuple[int, ...]


LADDERS: dict[Fact, Ladder] = {
    Fact.MATRIX: Ladder("until its review is due", (90, 30, 7, -1)),
    Fact.MATRIX_CHECK: Ladder("12 and 24 months after the award", (30, 0)),
    Fact.CDI: Ladder("12 months after the Hub saw the entry", (30, 7, -1)),
    Fact.INSURANCE: Ladder("until the cover ends", (30, 7, -1)),
    Fact.DBS: Ladder("12 months after it was declared", (30, -1)),
    Fact.CAPACITY: Ladder("90 days after it was said", (7, -1)),
    Fact.PRICE: Ladder("until its own date, for 12 months at most", (30, 7, -1)),
    # shown last from the day after six months; taken out after 30 days' grace
    Fact.LISTING: Ladder(
        "6 months after it was confirmed", (30, 7, -1, 7 - GRACE_DAYS, -1 - GRACE_DAYS)
    ),
}
CONFIRMED = (Fact.LISTING, Fact.CAPACITY, Fact.PRICE)
"""What a provider's own word makes fresh again."""


@dataclass(frozen=True)
class Due:
    """A fact with the last day on which it holds. `subject_id` is the claim's number, 0 for the listing's own word."""

    fact: Fact
    due_on: date
    subject_id: int = 0
    about: str = ""

    def step(self, today: date) -> int | None:
        """The newest step that is reached; None before the first, and once the last is old news."""
        return step_reached(self.fact, self.due_on, today)

    def words(self, today: date, *, booking_weeks: int = BOOKING_WEEKS) -> str:
        """What is so, and what to do, in at most two short sentences."""
        return _words(self, today, booking_weeks)


def step_reached(fact: Fact, due_on: date, today: date) -> int | None:
    """The newest step of a fact that `today` has reached; those before it are passed over.

    None before the first, and once the newest was reached more than a year ago.
    """
    reached = [step for step in LADDERS[fact].steps if due_on - timedelta(days=step) <= today]
    if not reached:
        return None
    since = today - (due_on - timedelta(days=min(reached)))
    return min(reached) if since.days <= OLD_NEWS_DAYS else None


def _words(due: Due, today: date, weeks: int) -> str:
    day, is_over = long_date(due.due_on), due.due_on < today
    of = f" of {due.about}" if due.about else ""
    if due.fact is Fact.LISTING:
        return _words_of_listing(due.due_on, today)
    before, after = {
        Fact.MATRIX: (
            f"matrix Standard: its review is due by {day}. Book the assessment about {weeks} weeks ahead.",
            f"matrix Standard: its review was due by {day}. The listing now says that it has expired.",
        ),
        Fact.MATRIX_CHECK: (
            f"matrix Standard: a yearly continuous improvement check is due about {day}.",
            f"matrix Standard: a yearly continuous improvement check was due about {day}. Tell us if it was made.",
        ),
        Fact.CDI: (
            f"CDI register entry{of}: the Hub's last look counts until {day}. See that the entry is up to date.",
            f"CDI register entry{of}: the Hub's last look counted until {day}. The listing now says so.",
        ),
        Fact.INSURANCE: (
            f"{due.about} insurance: the cover ends on {day}. Send the new certificate once you have it.",
            f"{due.about} insurance: the cover ended on {day}. Schools no longer see it. Send the new certificate.",
        ),
        Fact.DBS: (
            f"DBS declaration{of}: it counts until {day}. Declare it again.",
            f"DBS declaration{of}: it counted until {day}. Schools no longer see it. Declare it again.",
        ),
        Fact.CAPACITY: (
            f"Room for new work: what you said counts until {day}.",
            f"Room for new work: what you said counted until {day}. The listing says that it may be out of date.",
        ),
        Fact.PRICE: (
            f"Prices: they count until {day}.",
            f"Prices: they counted until {day}. Schools no longer see them.",
        ),
    }[due.fact]
    return after if is_over else before


def _words_of_listing(due_on: date, today: date) -> str:
    out = due_on + timedelta(days=GRACE_DAYS)
    if today <= due_on:
        return f"The whole listing: say by {long_date(due_on)} that it is still correct."
    if today <= out:
        return (
            f"The whole listing: nobody said by {long_date(due_on)} that it is still correct, so it is shown last. "
            f"After {long_date(out)} it is taken out of the directory."
        )
    return (
        f"The whole listing: taken out of the directory after {long_date(out)}. "
        "Say that it is still correct, and it is back at once."
    )
