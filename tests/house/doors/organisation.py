"""The doors of schools and providers, and who belongs to them."""

from tests.house.doors.shape import Row

ROWS: list[Row] = []
