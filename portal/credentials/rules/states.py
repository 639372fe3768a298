"""What a claim is worth on a day: worked out from its dates and checks, never stored."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.credentials.rules.codes import (
    ENDS_BY_ITSELF,
    GOOD,
    PUBLIC,
    STATUSES,
    Kind,
    Result,
    State,
    Verification,
)

DUE_SOON_DAYS = 90
# Registrants record their development yearly, so a sighting is good for a year (thecdi.net).
CDI_RECHECK_MONTHS = 12
# A DBS check has no legal expiry; the declaration is asked for again each year.
DBS_PROMPT_MONTHS = 12


@dataclass(frozen=True)
class Claim:
    """What is claimed: a status code of its kind, and the dates it rests on.

    `accredited_on` is the day of the award, of the DBS check or of the policy's start;
    `review_due` the last day on which it holds. `amount` is a band in millions of pounds.
    """

    kind: Kind
    status: str
    declared_on: date
    framework: str = ""
    accredited_on: date | None = None
    review_due: date | None = None
    amount: str = ""
    scope: str = ""
    update_service: bool = False
    evidence_sent: bool = False
    is_example: bool = False


@dataclass(frozen=True)
class Seen:
    """One look at the evidence: when, by whom (in words, such as "the Hub"), and what was found."""

    checked_on: date
    checked_by: str
    result: Result


@dataclass(frozen=True)
class Record:
    """A claim with every check made of it, in the order in which they were recorded."""

    claim: Claim
    checks: tuple[Seen, ...] = ()

    def state(self, today: date) -> State:
        """What it is worth on `today`."""
        return effective_state(self.claim, self.checks, today)


def effective_state(claim: Claim, checks: Iterable[Seen], today: date) -> State:
    """What the claim is worth on `today` in London.

    A due date holds through the whole of that day. Checks dated after `today` do not count yet.
    """
    last = latest_check(checks, today)
    decided = STATUSES[claim.kind].get(claim.status) or _found_state(claim.kind, last)
    if decided is not None:
        return decided
    ends = valid_until(claim, last)
    if ends is not None and ends < today:
        return State.EXPIRED if claim.kind in ENDS_BY_ITSELF else State.CHECK_EXPIRED
    if last is None or (ends is None and claim.kind in ENDS_BY_ITSELF):
        return State.UNVERIFIED
    if claim.kind in ENDS_BY_ITSELF and is_due_soon(ends, today):
        return State.DUE_SOON
    return State.CURRENT


def verification(record: Record, today: date) -> Verification:
    """How far the claim has been looked at by `today`."""
    last = latest_check(record.checks, today)
    if last is None:
        sent = record.claim.evidence_sent
        return Verification.EVIDENCE_SUPPLIED if sent else Verification.SELF_DECLARED
    if last.result is not Result.CONFIRMED:
        return Verification.REJECTED
    ends = valid_until(record.claim, last)
    over = ends is not None and ends < today
    return Verification.CHECK_EXPIRED if over else Verification.HUB_CHECKED


def latest_check(checks: Iterable[Seen], today: date) -> Seen | None:
    """The newest check made by `today`; of two on one day, the one recorded later."""
    made = [seen for seen in checks if seen.checked_on <= today]
    return max(reversed(made), key=lambda seen: seen.checked_on, default=None)


def valid_until(claim: Claim, last: Seen | None) -> date | None:
    """The last day on which the claim, as last checked, holds; None when nothing dates it.

    matrix and insurance end on their own date, a register sighting after a year, a DBS declaration
    a year after it was made, a qualification never.
    """
    if claim.kind in ENDS_BY_ITSELF:
        return claim.review_due
    if claim.kind is Kind.DBS:
        return months_after(claim.declared_on, DBS_PROMPT_MONTHS)
    if claim.kind is Kind.CDI and last is not None:
        return months_after(last.checked_on, CDI_RECHECK_MONTHS)
    return None


def is_due_soon(ends: date | None, today: date) -> bool:
    """Whether `ends` is at most 90 days away."""
    return ends is not None and ends - today <= timedelta(days=DUE_SOON_DAYS)


def record_that_counts(records: Sequence[Record], today: date) -> Record | None:
    """Of several claims of one kind by one subject, oldest first, the one that stands on `today`.

    A newer claim that nobody has checked does not push out a checked one that still holds, so a
    provider who enters next year's certificate early keeps this year's badge. A newer statement of
    not holding it any more does.
    """
    for record in reversed(records):
        state = record.state(today)
        if state is not State.UNVERIFIED:
            return record if state in GOOD or record is records[-1] else records[-1]
    return records[-1] if records else None


def may_see(kind: Kind, *, signed_in: bool) -> bool:
    """Whether a reader may see claims of this kind: insurance and DBS are for signed-in schools."""
    return signed_in or kind in PUBLIC


def is_withdrawn_from_view(kind: Kind, state: State) -> bool:
    """Whether an old statement is no longer shown at all: past insurance, a DBS word of a year ago.

    An expired matrix Standard stays in sight with its date, because a reader may rely on it.
    """
    return kind not in PUBLIC and state in {State.EXPIRED, State.CHECK_EXPIRED}


def months_after(day: date, months: int) -> date:
    """The same day, `months` later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _found_state(kind: Kind, last: Seen | None) -> State | None:
    """The state that a check which did not bear the claim out decides."""
    if last is None or last.result is Result.CONFIRMED:
        return None
    if last.result is Result.NOT_FOUND:
        return State.LAPSED if kind is Kind.CDI else State.REJECTED
    return State(last.result.value)
