"""When a claim that the public sees is to be looked at again."""

from datetime import date, timedelta

from portal.credentials.rules import GOOD, Kind, Record, State, latest_check, valid_until

CDI_AHEAD = timedelta(days=30)
"""How long before a sighting of the register is a year old the Hub looks again: it needs nobody's help for that."""


def recheck_from(record: Record, today: date) -> date | None:
    """From which day a claim is to be looked at again; None where it is not, or only later.

    An entry of the CDI register: shortly before the sighting is a year old. The matrix Standard: the day after it
    was due for review, until somebody has looked since.
    """
    last = latest_check(record.checks, today)
    ends = valid_until(record.claim, last)
    if last is None or ends is None or record.claim.kind not in {Kind.CDI, Kind.MATRIX}:
        return None
    if record.state(today) not in {*GOOD, State.EXPIRED, State.CHECK_EXPIRED}:
        return None
    if record.claim.kind is Kind.CDI:
        due = ends - CDI_AHEAD
    elif last.checked_on > ends:
        return None
    else:
        due = ends + timedelta(days=1)
    return due if due <= today else None
