"""London times, above all on the two nights when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.workdays import ClockChange, london_moment

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize("minutes", [0, 30, 59])
def test_a_time_that_does_not_exist_is_refused_in_plain_words(minutes: int) -> None:
    with pytest.raises(ClockChange, match=r"28 March 2027 does not exist: the clocks go forward"):
        london_moment(datetime.fromisoformat(f"2027-03-28T01:{minutes:02}"))


@pytest.mark.parametrize("minutes", [0, 30, 59])
def test_a_time_that_happens_twice_is_refused_in_plain_words(minutes: int) -> None:
    with pytest.raises(ClockChange, match=r"31 October 2027 happens twice: the clocks go back"):
        london_moment(datetime.fromisoformat(f"2027-10-31T01:{minutes:02}"))


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        (datetime.fromisoformat("2027-03-28T00:59"), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime.fromisoformat("2027-03-28T02:00"), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (datetime.fromisoformat("2027-10-31T00:59"), datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        (datetime.fromisoformat("2027-10-31T02:00"), datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
        (datetime.fromisoformat("2027-03-23T12:00"), datetime(2027, 3, 23, 12, 0, tzinfo=UTC)),
        (datetime.fromisoformat("2027-07-01T12:00"), datetime(2027, 7, 1, 11, 0, tzinfo=UTC)),
        (datetime.fromisoformat("2027-07-01T23:59"), datetime(2027, 7, 1, 22, 59, tzinfo=UTC)),
    ],
)
def test_any_other_time_is_the_moment_londons_clock_shows_it(
    local: datetime, moment: datetime
) -> None:
    assert london_moment(local) == moment
    assert london_moment(local).tzinfo is UTC


def test_a_time_that_has_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        london_moment(datetime(2027, 3, 23, 12, tzinfo=UTC))


@given(st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")))
def test_what_is_accepted_reads_the_same_on_the_clock_again(local: datetime) -> None:
    try:
        moment = london_moment(local)
    except ClockChange:
        assume(False)
    assert moment.astimezone(LONDON).replace(tzinfo=None) == local
    # No other moment of the night shows the same time.
    for shift in (-1, 1):
        other = (moment + timedelta(hours=shift)).astimezone(LONDON)
        assert other.replace(tzinfo=None) != local
