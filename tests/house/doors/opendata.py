"""The doors of listings in and out as files."""

from tests.house.doors.shape import Row, everyone, hub

FILE = {"file_id": "LIST_FILE"}
ROWS = [
    Row("opendata.home", "GET", everyone(200)),
    Row("opendata.listings", "GET", everyone(200)),
    Row("opendata.import_listings", "GET", hub(200)),
    Row(
        "opendata.import_listings",
        "POST",
        hub("opendata.import_file"),
        {},
        {"pasted": "name,provider_type\nBrand New Careers,ORG_CHARITY\n"},
    ),
    Row("opendata.import_file", "GET", hub(200), FILE),
    Row(
        "opendata.import_file",
        "POST",
        hub("opendata.import_file"),
        FILE,
        {"version": "1", "seen": "LIST_SEEN"},
    ),
]
