"""Whether a claim or a check may be recorded, and what to remark on when it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.credentials.rules.badges import long_date
from portal.credentials.rules.codes import (
    AMOUNTS,
    FRAMEWORKS,
    OF_ORGANISATIONS,
    OF_PEOPLE,
    STATUSES,
    Kind,
)
from portal.credentials.rules.states import Claim, Seen, months_after

# A matrix review assessment falls within three years of the award (matrixstandard.com).
MATRIX_CYCLE_YEARS = 3
DBS_STALE_YEARS = 3
LONGEST_NOTE = 500

START_WORDS = {
    Kind.MATRIX: "The date of accreditation",
    Kind.DBS: "The date of the DBS check",
}


@dataclass(frozen=True)
class Problem:
    """Why something cannot be recorded: the field it hangs on, and the words to show there."""

    field: str
    words: str


class ClaimRefused(ValueError):  # noqa: N818 - it is what happened, not a fault
    """A claim or a check cannot be recorded as it stands."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.words}" for p in problems))
        self.problems = tuple(problems)


def claim_problems(
    claim: Claim, today: date, *, for_person: bool, cycle_years: int = MATRIX_CYCLE_YEARS
) -> tuple[Problem, ...]:
    """Every reason why `claim` cannot be recorded on `today`; empty when it can.

    `for_person` says whether it is made for one adviser. `cycle_years` is the matrix review cycle.
    """
    found = [*_code_problems(claim), *_subject_problems(claim, for_person=for_person)]
    if claim.declared_on > today:
        found.append(Problem("declared_on", "The date it was stated must not be in the future"))
    if claim.accredited_on and claim.accredited_on > today:
        named = START_WORDS.get(claim.kind, "The start date")
        found.append(Problem("accredited_on", f"{named} must be today or in the past"))
    found += _span_problems(claim, cycle_years)
    if len(claim.scope) > LONGEST_NOTE:
        found.append(Problem("scope", f"Scope must be {LONGEST_NOTE} characters or fewer"))
    return tuple(found)


def check_problems(seen: Seen, today: date) -> tuple[Problem, ...]:
    """Every reason why a check cannot be recorded on `today`; empty when it can."""
    found = []
    if seen.checked_on > today:
        found.append(Problem("checked_on", "The date of the check must be today or in the past"))
    if not seen.checked_by.strip():
        found.append(Problem("checked_by", "Enter who made the check"))
    return tuple(found)


def claim_warnings(claim: Claim, today: date) -> tuple[str, ...]:
    """What a reader of a recordable claim ought to know, such as a DBS check of long ago."""
    issued = claim.accredited_on
    if claim.kind is not Kind.DBS or issued is None or claim.update_service:
        return ()
    if months_after(issued, 12 * DBS_STALE_YEARS) >= today:
        return ()
    return (f"The DBS check is from {issued:%B %Y}: ask for a newer one or the update service.",)


def _code_problems(claim: Claim) -> list[Problem]:
    found = []
    if claim.status not in STATUSES[claim.kind]:
        found.append(Problem("status", "Choose one of the listed answers"))
    if claim.framework and (claim.kind is not Kind.MATRIX or claim.framework not in FRAMEWORKS):
        found.append(Problem("framework", "Choose the 2011 or the 2023 framework"))
    if claim.amount and (claim.kind is not Kind.INSURANCE or claim.amount not in AMOUNTS):
        found.append(Problem("amount", "Choose one of the listed amounts"))
    return found


def _subject_problems(claim: Claim, *, for_person: bool) -> list[Problem]:
    if claim.kind in OF_PEOPLE and not for_person:
        return [Problem("adviser", "Only a person can hold this: choose the adviser")]
    if claim.kind in OF_ORGANISATIONS and for_person:
        return [Problem("adviser", "This belongs to the organisation, not to one adviser")]
    return []


def _span_problems(claim: Claim, cycle_years: int) -> list[Problem]:
    start, end = claim.accredited_on, claim.review_due
    if start is None or end is None:
        return []
    if end < start:
        return [Problem("review_due", f"The end date must not be before {long_date(start)}")]
    latest = months_after(start, 12 * cycle_years)
    if claim.kind is not Kind.MATRIX or end <= latest:
        return []
    words = (
        f"A review falls due within {cycle_years} years of accreditation: "
        f"enter {long_date(latest)} or earlier"
    )
    return [Problem("review_due", words)]
