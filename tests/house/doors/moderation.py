"""The doors of the Hub's desk."""

from tests.house.doors.shape import Row

ROWS: list[Row] = []
