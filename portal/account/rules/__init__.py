"""How long being signed in lasts, and how long an emailed link does."""

from datetime import datetime, timedelta

SIGN_IN_LASTS = timedelta(hours=12)
HALF_LASTS = timedelta(minutes=10)
"""How long somebody may take to give the second factor after the first."""
VOUCHED_LASTS = timedelta(minutes=10)
"""How long somebody whom another service vouched for may take to agree."""
FRESH_FOR = timedelta(minutes=10)
"""How long proving who one is opens what needs it anew: address, password, factors, roles, own data."""
IDLE_LASTS = timedelta(minutes=30)
"""How long the Hub's staff stay signed in without doing anything."""
SEEN_EVERY = timedelta(minutes=1)
RESET_LASTS = timedelta(hours=1)
SIGN_UP_LASTS = timedelta(hours=24)
NEW_EMAIL_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)


def still_signed_in(
    started_at: datetime, seen_at: datetime, at: datetime, *, is_short: bool
) -> bool:
    """Whether a sign-in still holds: 12 hours from its start, for the Hub's staff 30 minutes from its last use."""
    if at >= started_at + SIGN_IN_LASTS:
        return False
    return not is_short or at < seen_at + IDLE_LASTS


def is_fresh(proved_at: datetime, at: datetime) -> bool:
    """Whether the person proved who they are lately enough for what could lock them out of their account."""
    return at < proved_at + FRESH_FOR
