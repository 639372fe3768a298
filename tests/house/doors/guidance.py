"""The doors of the guidance."""

from tests.house.doors.shape import Row, everyone

ROWS = [
    Row("guidance.contents", "GET", everyone(200)),
    Row("guidance.topic", "GET", everyone(200), {"slug": "commissioning"}),
]
