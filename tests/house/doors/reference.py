"""The door of the facts."""

from tests.house.doors.shape import Row, everyone

ROWS = [Row("reference.facts", "GET", everyone(200))]
