"""The doors of the home page, the statements and the files that pages are drawn with."""

from tests.house.doors.shape import Row, everyone

ROWS = [
    Row("static", "GET", everyone(200), {"filename": "built/manifest.json"}),
    Row("site.home", "GET", everyone(200)),
    Row("site.accessibility", "GET", everyone(200)),
    Row("site.privacy", "GET", everyone(200)),
    Row("site.healthz", "GET", everyone(200)),
    Row("site.readyz", "GET", everyone(200)),
]
