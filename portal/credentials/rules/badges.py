"""How a claim is put into words: always with what it rests on and a date, never as an approval."""

from dataclasses import dataclass
from datetime import date

from portal.credentials.rules.codes import Kind, Result, State
from portal.credentials.rules.states import Claim, Record, Seen, latest_check, valid_until

EXAMPLE = "Example only, not a real record"

EVIDENCE = {Kind.CDI: "register entry", Kind.DBS: "declaration"}
END_WORDS = {Kind.MATRIX: "review due", Kind.INSURANCE: "cover ends"}
# What an unfavourable state says in front of what it rests on.
STATE_PHRASES = {
    State.LAPSED: "not currently registered",
    State.WITHDRAWN: "withdrawn",
    State.REJECTED: "the evidence does not support this",
    State.WORKING_TOWARDS: "working towards it",
    State.NOT_HELD: "not held",
    State.NOT_APPLICABLE: "does not apply",
    State.WRONG_CATEGORY: "does not cover personal guidance",
}
# Codes whose own words already say what the phrase would.
SPEAK_FOR_THEMSELVES = frozenset(
    {"APPLIED", "NOT_REGISTERED", "RCDP_LAPSED", "Q_TRAINEE", "Q_NONE"}
)


@dataclass(frozen=True)
class Badge:
    """One claim as a page shows it: what it is called, and what it rests on with a date.

    `words` says both in one sentence, with the mark of example data in front.
    """

    kind: Kind
    state: State
    name: str
    basis: str
    words: str
    is_example: bool


def badge_words(record: Record, today: date, *, called: str) -> str:
    """What the claim called `called` is worth on `today`: with what it rests on, and when.

    For example: "matrix Standard: certificate checked by the Hub on 12 October 2026, review due
    3 May 2027". Example data say so in front, so that they can never be taken for a real record.
    """
    joint = ", " if ": " in called else ": "
    words = f"{called}{joint}{basis_words(record, today)}"
    return f"{EXAMPLE}. {words}" if record.claim.is_example else words


def basis_words(record: Record, today: date) -> str:
    """What the claim rests on, since when and until when."""
    last = latest_check(record.checks, today)
    ends = valid_until(record.claim, last)
    return _what_it_rests_on(record.claim, record.state(today), last, ends)


def long_date(day: date) -> str:
    """A date as a person writes it: 12 October 2026."""
    return f"{day.day} {day:%B %Y}"


def _what_it_rests_on(claim: Claim, state: State, last: Seen | None, ends: date | None) -> str:
    basis = _basis(claim, last)
    if state is State.EXPIRED and ends is not None:
        return f"expired on {long_date(ends)}"
    if state is State.CHECK_EXPIRED:
        since = last.checked_on if last else claim.declared_on
        return f"not confirmed since {long_date(since)}"
    if state in STATE_PHRASES and claim.status not in SPEAK_FOR_THEMSELVES:
        return f"{STATE_PHRASES[state]}, {basis}"
    if claim.kind in END_WORDS and ends is not None:
        return f"{basis}, {END_WORDS[claim.kind]} {long_date(ends)}"
    return basis


def _basis(claim: Claim, last: Seen | None) -> str:
    if last is None:
        how = "evidence sent" if claim.evidence_sent else "stated"
        return f"{how} by the provider on {long_date(claim.declared_on)}, not checked"
    seen = "checked" if last.result is not Result.CONFIRMED else _seen(claim.kind)
    return f"{seen} by {last.checked_by} on {long_date(last.checked_on)}"


def _seen(kind: Kind) -> str:
    return f"{EVIDENCE.get(kind, 'certificate')} checked"
