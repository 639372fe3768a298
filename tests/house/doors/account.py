"""The doors of people who sign in."""

from tests.house.doors.shape import Row

ROWS: list[Row] = []
