"""Where an enquiry stands, and what is the same question."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.enquiries.rules import PROOF_LASTS, Side, State, alike, proof_is_open, state_of

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("proved", "closed", "last", "state"),
    [
        (None, None, Side.SCHOOL, State.UNPROVED),
        (None, AT, Side.SCHOOL, State.UNPROVED),
        (AT, None, Side.SCHOOL, State.WAITING),
        (AT, None, Side.PROVIDER, State.ANSWERED),
        (AT, AT, Side.SCHOOL, State.CLOSED),
        (AT, AT, Side.PROVIDER, State.CLOSED),
    ],
)
def test_where_it_stands_follows_from_its_moments_and_who_wrote_last(
    proved: datetime | None, closed: datetime | None, last: Side, state: State
) -> None:
    assert state_of(proved, closed, last) is state


def test_case_and_white_space_make_no_other_question() -> None:
    assert alike(" Are you\r\n FREE? ") == alike("are you free?")
    assert alike("Are you free?") != alike("Are you full?")


def test_a_link_is_open_for_its_time_and_no_second_more() -> None:
    assert proof_is_open(AT, AT + PROOF_LASTS - timedelta(seconds=1))
    assert not proof_is_open(AT, AT + PROOF_LASTS)
