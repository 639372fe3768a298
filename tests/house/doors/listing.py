"""The doors of a provider's own listing."""

from tests.house.doors.shape import PROVIDERS, Row, some

ROWS = [
    Row("listing.home", "GET", some(200, *PROVIDERS)),
]
