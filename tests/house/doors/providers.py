"""The doors of the public directory."""

from tests.house.doors.shape import Row, everyone

LISTED = {"slug": "LISTED"}
ROWS = [
    Row("providers.search", "GET", everyone(200)),
    Row("providers.listing", "GET", everyone(200), LISTED),
    Row("providers.compare", "GET", everyone(200)),
    Row("providers.shortlist", "GET", everyone(200)),
    Row("providers.shortlist", "POST", everyone("providers.shortlist"), form=LISTED),
    Row("providers.report", "GET", everyone(200), LISTED),
    Row("providers.report", "POST", everyone(422), LISTED, {"details": "x"}),
]
